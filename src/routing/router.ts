import { type AppError, fail, isRunnerName, type Labels, ok, type Result } from '../base';
import { type BuildContext, makeBuildContext } from './build-context';
import type { Runner, RunnerSession, RunSpec } from './runner';
import {
  everyRunner,
  isLabelKey,
  isLabelValue,
  printRequirement,
  type Selector,
  selectorFromJson,
  unmetRequirement,
} from './selector';
import { parseSelector } from './selector-text';

export interface RunnerEntry {
  readonly runner: Runner;
  /** Those registered, and `runner=<name>`. */
  readonly labels: Labels;
}

/** Why each registered runner was taken or not, in order of registration (ROUT-3). */
export type RouteTrace = readonly {
  readonly runner: string;
  readonly verdict: RouteVerdict;
}[];

export type RouteVerdict =
  | { readonly kind: 'ok' }
  /** It would do, but an earlier one was taken (ROUT-4). */
  | { readonly kind: 'shadowed' }
  | { readonly kind: 'unsupported'; readonly reason: string }
  | { readonly kind: 'selector'; readonly requirement: string };

export interface Routed {
  readonly entry: RunnerEntry;
  readonly trace: RouteTrace;
}

/** Runners in order of preference, and the context they are built with (specification 5 §8). */
export class RunnerRouter {
  readonly #context: BuildContext;
  readonly #entries: RunnerEntry[] = [];

  constructor(context: BuildContext = makeBuildContext()) {
    this.#context = context;
  }

  /** Adds a runner after those registered before. Affects later picks only (ROUT-5). */
  register(runner: Runner, labels: Labels = {}): Result<RunnerEntry> {
    const { name } = runner;
    if (!isRunnerName(name))
      return fail(routingError('INVALID_SPEC', `${JSON.stringify(name)} is no runner name`));
    if (this.#find(name)) {
      return fail(routingError('DUPLICATE_RUNNER', `a runner called ${name} is registered already`, name));
    }
    for (const [key, value] of Object.entries(labels)) {
      if (isLabelKey(key) && isLabelValue(value)) continue;
      return fail(routingError('INVALID_SPEC', `${JSON.stringify(`${key}=${value}`)} is no label`, name));
    }
    const entry: RunnerEntry = Object.freeze({ runner, labels: Object.freeze({ ...labels, runner: name }) });
    this.#entries.push(entry);
    return ok(entry);
  }

  /** The first entry that supports the spec and meets its selector. No side effects (ROUT-1, ROUT-6). */
  pick(spec: RunSpec): Result<Routed> {
    const selector = readSelector(spec.selector);
    if (!selector.ok) return selector;
    let picked: RunnerEntry | null = null;
    const trace: { runner: string; verdict: RouteVerdict }[] = [];
    for (const entry of this.#entries) {
      const verdict = judge(entry, spec, selector.value);
      const taken = verdict.kind === 'ok' && picked !== null;
      trace.push({ runner: entry.runner.name, verdict: taken ? { kind: 'shadowed' } : verdict });
      if (verdict.kind === 'ok') picked ??= entry;
    }
    if (picked) return ok({ entry: picked, trace });
    return fail({ ...routingError('NO_RUNNER', noRunnerMessage(trace)), data: { trace } });
  }

  /** Opens a session on the named runner and never on another (ROUT-7). */
  async build(spec: RunSpec, runner: string): Promise<Result<RunnerSession>> {
    const entry = this.#find(runner);
    if (!entry) return fail(routingError('NO_RUNNER', `there is no runner called ${runner}`, runner));
    const verdict = judge(entry, spec, everyRunner);
    if (verdict.kind === 'unsupported') {
      return fail(routingError('UNSUPPORTED_KIND', `${runner} cannot run this: ${verdict.reason}`, runner));
    }
    if (!spec.requirements.representations.includes(entry.runner.profile.repr)) {
      return fail(routingError('UNSUPPORTED_KIND', `${runner} does not take this representation`, runner));
    }
    try {
      return await entry.runner.build(spec, this.#context);
    } catch (thrown) {
      return fail({
        ...routingError('INTERNAL', `${runner} could not be started`, runner),
        detail: messageOf(thrown),
      });
    }
  }

  /** Whether any entry carries exactly this label (ROUT-10). */
  hasLabel(key: string, value: string): boolean {
    return this.#entries.some((entry) => Object.hasOwn(entry.labels, key) && entry.labels[key] === value);
  }

  get entries(): readonly RunnerEntry[] {
    return [...this.#entries];
  }

  #find(name: string): RunnerEntry | undefined {
    return this.#entries.find((entry) => entry.runner.name === name);
  }
}

function judge(entry: RunnerEntry, spec: RunSpec, selector: Selector): RouteVerdict {
  const supported = askSupports(entry.runner, spec);
  if (supported !== true) return { kind: 'unsupported', reason: supported };
  const unmet = unmetRequirement(selector, entry.labels);
  return unmet ? { kind: 'selector', requirement: printRequirement(unmet) } : { kind: 'ok' };
}

/** True, or the reason why not; a runner that throws does not stop the search (ROUT-2). */
function askSupports(runner: Runner, spec: RunSpec): true | string {
  try {
    const answer = runner.supports(spec);
    if (answer === true) return true;
    return answer === false ? 'it does not support this program' : answer.no;
  } catch (thrown) {
    return messageOf(thrown);
  }
}

function readSelector(selector: RunSpec['selector']): Result<Selector> {
  if (selector === undefined) return ok(everyRunner);
  return typeof selector === 'string' ? parseSelector(selector) : selectorFromJson(selector);
}

function noRunnerMessage(trace: RouteTrace): string {
  if (trace.length === 0) return 'no runner is registered';
  const reasons = trace.map(({ runner, verdict }) =>
    verdict.kind === 'unsupported'
      ? `${runner}: ${verdict.reason}`
      : verdict.kind === 'selector'
        ? `${runner}: does not meet ${verdict.requirement}`
        : runner,
  );
  return `no runner fits: ${reasons.join('; ')}`;
}

function routingError(code: string, message: string, runner?: string): AppError {
  const base = { kind: 'routing', code, message, category: 'permanent', severity: 'error' } as const;
  return runner === undefined ? base : { ...base, runner };
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
