import { type AppError, type Diagnostic, fail, ok, type Result } from '../base';
import { execute, type LaunchOptions, MemoryLaunchPort } from '../execute';
import { type CheckedProject, checkProject, memberFiles } from '../language';
import {
  analyse,
  type CompileDeps,
  type CompiledPlan,
  compile,
  type MaterializePolicy,
  markedSql,
  probe,
  type RunStats,
} from '../plan';
import {
  defaultRunners,
  endedEngine,
  makeBuildContext,
  makeEnv,
  RunnerRouter,
  type RunnerSession,
  type RunSpec,
  SessionError,
} from '../routing';
import { decode, formatOf, type Path, type ProgramType, type Value } from '../value';
import type { DataSets } from './data-sets';
import { engineBytes } from './engine-bytes';
import { examplePack } from './example-tables';
import { figuresOf } from './figures';
import { HeldValue } from './held-value';
import type {
  Cancelled,
  ComparedRun,
  Comparison,
  InputBinding,
  MarkedSql,
  NodeFigures,
  PeekRequest,
  ProjectText,
  ReportProgress,
  RunFailure,
  RunnerName,
  RunOutcome,
  RunRequest,
  ValueView,
} from './messages';
import { namedRunner } from './named-runner';
import { PeekCache } from './peek-cache';
import { planGraph } from './plan-graph';
import { programParams } from './program-params';
import { type Routing, routeReason } from './route-reason';
import { inputBytes } from './run-inputs';
import type { Shelf } from './shelf';
import { stageReports } from './stage-reports';
import { TableSeeds } from './table-seeds';
import { differencesBetween } from './value-difference';
import { workerClock } from './worker-clock';
import type { RunnerHandle } from './worker-runner';

/** Differences that a comparison lists (CMP-3). */
const mostDifferences = 100;

/** How long a run may take to stop by itself before its worker is ended, in ms (BUSY-1, GO-7). */
const grace = { reading: 200, writing: 2000 };

/** What every database starts with, and where the one that is stored is kept (CTX-2, SES-5). */
const context = makeBuildContext(
  makeEnv([
    ['seed.name', examplePack],
    ['pglite.data_dir', 'idb://holt-scratch'],
  ]),
);

type Answer<T> = Result<T, RunFailure>;

/** A plan with the runner it is for, and why that one. */
interface Chosen {
  readonly plan: CompiledPlan;
  readonly runner: RunnerHandle;
  readonly reason: string;
}

/** Compiles programs, runs them on their runners and keeps what came out. A newer run replaces an older one (GO-3). */
export class Runs {
  readonly router = new RunnerRouter(context);
  readonly #seeds: TableSeeds;
  readonly #peeks = new PeekCache();
  /** The run under way: a newer one, or a cancel, makes it give up. */
  #current: { readonly runner: RunnerHandle; readonly writes: boolean } | undefined;

  constructor(
    private readonly deps: CompileDeps,
    private readonly runners: readonly RunnerHandle[],
    private readonly sets: DataSets,
    private readonly shelf: Shelf,
  ) {
    this.#seeds = new TableSeeds(deps, sets);
    for (const runner of runners) {
      const labels = defaultRunners.find((one) => one.profile.name === runner.name)?.labels ?? {};
      this.router.register(runner, labels);
    }
  }

  /** `report` hears how far the run is, at most once a frame (GO-6). */
  async run(request: RunRequest, report?: ReportProgress): Promise<RunOutcome> {
    if (this.#current !== undefined) await this.cancel();
    const compiling = performance.now();
    const chosen = this.#choose(request);
    if (!chosen.ok) return { ok: false, failure: chosen.error };
    const { plan, runner, reason } = chosen.value;
    const input = await this.#input(request.project, plan.programType, request.inputs);
    if (!input.ok) return { ok: false, failure: input.error };
    const compiled = performance.now() - compiling;
    const refused = mayNotLoad(runner, request);
    if (refused !== null) return { ok: false, failure: refused };
    const current = { runner, writes: plan.effects === 'writes' };
    this.#current = current;
    const reports = report === undefined ? undefined : stageReports(plan, runner, report);
    const loading = await runner.build(undefined, context);
    const executing = performance.now();
    const launch = (session: RunnerSession) =>
      this.#runSeeded(request.project, plan, runner, session, input.value, reports?.onStage);
    let output: Answer<Executed> = loading.ok ? await launch(loading.value) : fail(notStarted(loading.error));
    if (!output.ok && output.error.kind === 'error' && endedEngine(output.error.error)) {
      // An engine seldom ends for no fault of the program's; where no table was asked, a new one may well answer.
      const again = plan.effects === 'pure' ? await runner.build(undefined, context) : undefined;
      if (again?.ok) output = await launch(again.value);
    }
    reports?.end();
    const executed = performance.now() - executing;
    if (this.#current === current) this.#current = undefined;
    if (!output.ok) return { ok: false, failure: output.error };
    const { bytes, stats } = output.value;
    const { output: type, defs } = plan.programType;
    const value = HeldValue.of(bytes, type, defs, this.#framesOf(request.project));
    if (!value.ok) {
      const { message } = value.error;
      return {
        ok: false,
        failure: { kind: 'error', error: { kind: 'session', code: 'DECODE_ERROR', message } },
      };
    }
    return {
      ok: true,
      run: {
        runner: runner.name as RunnerName,
        reason,
        plan: planGraph(plan.view()),
        figures: figuresOf(stats),
        stageMs: plan.stages.map((stage) => stats.stages[stage.id]?.ms ?? null),
        value: this.shelf.put(value.value),
        sql: sqlOf(plan),
        times: { compile: compiled, execute: executed },
        digest: this.deps.blake3.hex(bytes),
      },
    };
  }

  /** The figures of every step, from a second run that is cut at each of them (specification 5 §5). */
  async figures(request: RunRequest): Promise<Readonly<Record<string, NodeFigures>>> {
    const chosen = this.#choose(request, 'every-node');
    if (!chosen.ok || chosen.value.runner.profile.staging !== 'node') return {};
    const { plan, runner } = chosen.value;
    const input = await this.#input(request.project, plan.programType, request.inputs);
    if (!input.ok) return {};
    const session = await runner.build(undefined, context);
    if (!session.ok) return {};
    const executed = await this.#execute(plan, session.value, input.value);
    return executed.ok ? figuresOf(executed.value.stats) : {};
  }

  /**
   * Runs the program on every runner that takes it, one after another, and lays the canonical outputs side by side
   * (CMP-1 … CMP-3).
   */
  async compare(request: RunRequest): Promise<Comparison> {
    const runs: ComparedRun[] = [];
    const values: { readonly runner: RunnerName; readonly digest: string; readonly value: HeldValue }[] = [];
    for (const one of this.runners) {
      const runner = one.name as RunnerName;
      const { run, value } = await this.#compared({ ...request, runner });
      runs.push(run);
      if (value !== undefined && run.digest !== undefined) values.push({ runner, digest: run.digest, value });
    }
    const first = values[0];
    let room = mostDifferences;
    const differences = values.flatMap((other) => {
      if (first === undefined || other.digest === first.digest) return [];
      const at = differencesBetween(first.value.root, other.value.root, room);
      room -= at.length;
      return [{ runners: [first.runner, other.runner] as const, at }];
    });
    return { runs, differences };
  }

  async #compared(
    request: RunRequest & { readonly runner: RunnerName },
  ): Promise<{ readonly run: ComparedRun; readonly value?: HeldValue }> {
    const none = { runner: request.runner, rows: null, bytes: null, loadMs: null, executeMs: null };
    const failed = (failure: RunFailure, loadMs: number | null = null) => ({
      run: { ...none, loadMs, failure: failureSentence(failure) },
    });
    const chosen = this.#choose(request);
    if (!chosen.ok) return failed(chosen.error);
    const { plan, runner } = chosen.value;
    const { programType } = plan;
    const input = await this.#input(request.project, programType, request.inputs);
    if (!input.ok) return failed(input.error);
    const current = { runner, writes: plan.effects === 'writes' };
    this.#current = current;
    const loading = performance.now();
    const session = await runner.build(undefined, context);
    const loadMs = performance.now() - loading;
    const executing = performance.now();
    const output: Answer<Executed> = session.ok
      ? await this.#runSeeded(request.project, plan, runner, session.value, input.value)
      : fail({ kind: 'error', error: session.error });
    const executeMs = performance.now() - executing;
    if (this.#current === current) this.#current = undefined;
    if (!output.ok) return failed(output.error, loadMs);
    const { bytes } = output.value;
    const value = HeldValue.of(bytes, programType.output, programType.defs);
    if (!value.ok) return failed(runError('DECODE_ERROR', value.error.message), loadMs);
    const { rows } = value.value.summary(0);
    const digest = this.deps.blake3.hex(bytes);
    return {
      run: { runner: request.runner, digest, rows, bytes: bytes.length, loadMs, executeMs },
      value: value.value,
    };
  }

  /**
   * Ends whatever runs (GO-7): asks first, then ends the worker. A database that was ended starts again by itself; its
   * tables are seeded when they are next asked for.
   */
  async cancel(): Promise<Cancelled> {
    const current = this.#current;
    this.#current = undefined;
    if (current === undefined) return { lost: null };
    const { runner, writes } = current;
    const ready = runner.state === 'ready';
    const kept = await runner.cancel(writes ? grace.writing : grace.reading);
    if (!kept && ready) void runner.build(undefined, context);
    return { lost: kept || !ready || runner.profile.staging === 'node' ? null : (runner.name as RunnerName) };
  }

  /** Empties every database that was opened; the next run finds the seeds again (GO-13). */
  async resetScratch(): Promise<Result<void>> {
    await this.cancel();
    for (const runner of this.runners) {
      if (runner.profile.staging === 'node') continue;
      const reset = await runner.reset();
      if (!reset.ok) return reset;
    }
    return ok(undefined);
  }

  /** The first rows of one step's value, by a probe compiled from the same tree (GRF-8). */
  async peek(request: PeekRequest): Promise<Answer<ValueView>> {
    const chosen = this.#choose(request);
    if (!chosen.ok) return chosen;
    const { plan, runner } = chosen.value;
    const node = plan.dag.nodes.find((one) => one.id === request.node);
    const wanted = node?.kind === 'output' ? (node.inputs[0]?.from ?? node.id) : node?.id;
    if (wanted === undefined) return fail(runError('NO_NODE', `the program has no step ${request.node}`));
    const look = probe(plan, wanted, request.rows);
    if (!look.ok) return fail({ kind: 'error', error: look.error });
    const input = await this.#input(request.project, plan.programType, request.inputs);
    if (!input.ok) return input;
    const { program, programType, type } = look.value;
    // Only where nothing but the program and its input decides the value.
    const { fingerprint } = plan.dag.nodes.find((one) => one.id === wanted)!;
    const parts = [runner.name, `${request.rows}`, fingerprint, programType, input.value].map((part) =>
      typeof part === 'string' ? part : this.deps.blake3.hex(part),
    );
    const key = plan.effects === 'pure' ? parts.join(' ') : null;
    const kept = key === null ? undefined : this.#peeks.get(key);
    if (kept !== undefined) return ok(this.shelf.put(kept));
    const refused = mayNotLoad(runner, request);
    if (refused !== null) return fail(refused);
    const session = await runner.build(undefined, context);
    if (!session.ok) return fail(notStarted(session.error));
    if (plan.effects !== 'pure')
      await attempt(() => this.#seeds.seed(request.project, runner, session.value));
    const bytes = await attempt(() => executeOnce(session.value, program, programType, input.value));
    if (!bytes.ok) return bytes;
    const value = HeldValue.of(bytes.value, type.output, type.defs, this.#framesOf(request.project));
    if (!value.ok) return fail(runError('DECODE_ERROR', value.error.message));
    if (key !== null) this.#peeks.put(key, value.value);
    return ok(this.shelf.put(value.value));
  }

  /** The SQL of the whole program for one dialect, without running it. */
  sql(project: ProjectText, runner: 'duckdb' | 'pglite'): Answer<MarkedSql> {
    const profile = defaultRunners.find((one) => one.profile.name === runner)?.profile;
    if (profile === undefined) return fail(runError('NO_RUNNER', `there is no runner ${runner}`));
    const plan = compile(
      memberFiles(project.files),
      { entry: project.entry, materialize: 'output-only', allowWrites: true },
      profile,
      this.deps,
    );
    if (!plan.ok) return fail({ kind: 'problems', problems: plan.error });
    const sql = markedSql(plan.value);
    return sql.ok ? sql : fail({ kind: 'error', error: sql.error });
  }

  /** The tables of a database as Lutra source, with every data set among them. */
  async schema(name: 'duckdb' | 'pglite', mayLoad: boolean): Promise<Answer<string>> {
    const runner = this.runners.find((one) => one.name === name)!;
    const refused = mayNotLoad(runner, { mayLoad });
    if (refused !== null) return fail(refused);
    const session = await runner.build(undefined, context);
    if (!session.ok) return fail(notStarted(session.error));
    const seeded = await attempt(() => this.#seeds.seed(null, runner, session.value));
    if (!seeded.ok) return seeded;
    if (!seeded.value.ok) return fail({ kind: 'error', error: seeded.value.error });
    return attempt(() => session.value.pullSchema());
  }

  /** What the router says to a program when no name is chosen: its needs, and what each runner was judged (GO-4). */
  routing({ project, selector }: Pick<RunRequest, 'project' | 'selector'>): Routing {
    const spec = this.#spec(project);
    if (!spec.ok) return { requirements: null, routed: null };
    const routed = this.router.pick({ ...spec.value, selector: selectorOf('auto', selector, project) });
    return { requirements: spec.value.requirements, routed };
  }

  #spec(project: ProjectText): Result<RunSpec, readonly Diagnostic[]> {
    const requirements = analyse(memberFiles(project.files), { entry: project.entry }, this.deps);
    return requirements.ok
      ? ok({ slot: 'page', requirements: requirements.value, timeoutMs: 0 })
      : requirements;
  }

  #choose(request: RunRequest, materialize: MaterializePolicy = 'auto'): Answer<Chosen> {
    const { project, runner: choice, selector, allowWrites } = request;
    const spec = this.#spec(project);
    if (!spec.ok) return fail({ kind: 'problems', problems: spec.error });
    const routed = this.router.pick({ ...spec.value, selector: selectorOf(choice, selector, project) });
    if (!routed.ok) return fail({ kind: 'error', error: routed.error });
    const runner = this.runners.find((one) => one.name === routed.value.entry.runner.name)!;
    const config = { entry: project.entry, materialize, allowWrites };
    const plan = compile(memberFiles(project.files), config, runner.profile, this.deps);
    if (!plan.ok) return fail({ kind: 'problems', problems: plan.error });
    const reason = routeReason(request, runner.name as RunnerName, spec.value.requirements);
    return ok({ plan: plan.value, runner, reason });
  }

  async #input(
    project: ProjectText,
    type: ProgramType,
    bindings: readonly InputBinding[],
  ): Promise<Answer<Uint8Array>> {
    const checked = this.#checked(project);
    if (checked === undefined) return ok(new Uint8Array());
    const params = programParams(checked, project.entry);
    return inputBytes(params, type, bindings, this.sets, (literal, typeText) =>
      this.literal(project, literal, typeText),
    );
  }

  /** Tells the framed types of a project; it is looked at when first asked. */
  #framesOf(project: ProjectText): (path: Path) => boolean {
    let types: CheckedProject['types'] | undefined;
    return (path) => {
      types ??= this.#checked(project)?.types ?? new Map();
      // The scalars of the library are frames as well, and have literals of their own.
      return path[0] !== 'std' && types.get(path.join('::'))?.kind === 'frame';
    };
  }

  #checked(project: ProjectText): CheckedProject | undefined {
    return checkProject(memberFiles(project.files), { std: this.deps.std }).project;
  }

  /** Evaluates a literal in the program's own scope, on the interpreter. */
  async literal(
    project: ProjectText,
    literal: string,
    type: string,
  ): Promise<Result<{ readonly bytes: Uint8Array; readonly value: Value }, string>> {
    const interpreter = this.runners.find((one) => one.name === 'interpreter')!;
    const config = { entry: `(${literal}): ${type}`, materialize: 'output-only' };
    const plan = compile(memberFiles(project.files), config, interpreter.profile, this.deps);
    if (!plan.ok) return fail(plan.error[0]?.message ?? 'not a value');
    const session = await interpreter.build(undefined, context);
    if (!session.ok) return fail(session.error.message);
    const run = await this.#execute(plan.value, session.value, new Uint8Array());
    if (!run.ok) return fail(run.error.kind === 'error' ? run.error.error.message : 'not a value');
    const { output, defs } = plan.value.programType;
    const format = formatOf(output, defs);
    if (!format.ok) return fail(format.error.message);
    const { bytes } = run.value;
    const value = decode(bytes, format.value);
    return value.ok ? ok({ bytes, value: value.value }) : fail(value.error.message);
  }

  /** The data sets that the program names are tables before it starts. */
  async #runSeeded(
    project: ProjectText,
    plan: CompiledPlan,
    runner: RunnerHandle,
    session: RunnerSession,
    input: Uint8Array,
    onStage?: LaunchOptions['onStage'],
  ): Promise<Answer<Executed>> {
    if (plan.effects !== 'pure') {
      const seeded = await attempt(() => this.#seeds.seed(project, runner, session));
      if (!seeded.ok) return seeded;
      if (!seeded.value.ok) return fail({ kind: 'error', error: seeded.value.error });
    }
    return this.#execute(plan, session, input, onStage);
  }

  async #execute(
    plan: CompiledPlan,
    session: RunnerSession,
    input: Uint8Array,
    onStage?: LaunchOptions['onStage'],
  ): Promise<Answer<Executed>> {
    const options = { clock: workerClock, ...(onStage === undefined ? {} : { onStage }) };
    const outcome = await execute(plan, session, input, new MemoryLaunchPort(), options);
    if (outcome.kind === 'completed') return ok({ bytes: outcome.output, stats: outcome.stats });
    if (outcome.kind !== 'failed' || outcome.error.code === 'INTERRUPTED') return fail({ kind: 'cancelled' });
    return fail({ kind: 'error', error: outcome.error });
  }
}

interface Executed {
  readonly bytes: Uint8Array;
  readonly stats: RunStats;
}

async function executeOnce(
  session: RunnerSession,
  program: Uint8Array,
  programType: Uint8Array,
  input: Uint8Array,
): Promise<Uint8Array> {
  const id = await session.prepare(program, programType);
  try {
    return await session.execute(id, input);
  } finally {
    void session.release(id);
  }
}

async function attempt<T>(work: () => Promise<T>): Promise<Answer<T>> {
  try {
    return ok(await work());
  } catch (problem) {
    if (!(problem instanceof SessionError)) throw problem;
    if (problem.appError.code === 'INTERRUPTED') return fail({ kind: 'cancelled' });
    return fail({ kind: 'error', error: problem.appError });
  }
}

function failureSentence(failure: RunFailure): string {
  switch (failure.kind) {
    case 'problems':
      return failure.problems[0]?.message ?? '';
    case 'error':
      return failure.error.message;
    case 'inputs':
      return failure.message;
    case 'load':
      return `${failure.runner} is not loaded`;
    case 'cancelled':
      return 'cancelled';
  }
}

/** An engine comes only when the person said so (GO-5, SPD-18). */
function mayNotLoad(runner: RunnerHandle, { mayLoad }: Pick<RunRequest, 'mayLoad'>): RunFailure | null {
  const name = runner.name as RunnerName;
  if (mayLoad || runner.state === 'ready' || runner.state === 'loading' || engineBytes[name] === 0)
    return null;
  return { kind: 'load', runner: name, bytes: engineBytes[name] };
}

/** A run that was cancelled while its engine came is no failure of the engine. */
function notStarted(error: AppError): RunFailure {
  return error.code === 'INTERRUPTED' ? { kind: 'cancelled' } : { kind: 'error', error };
}

/** What is asked of the router: the selector a person typed, else the runner they chose, else the one the program names (PRJ-8). */
function selectorOf(
  choice: RunRequest['runner'],
  selector: string | undefined,
  { files }: ProjectText,
): string | undefined {
  if (selector !== undefined && selector.trim() !== '') return selector;
  const name = choice === 'auto' ? namedRunner(files)?.runner : choice;
  return name === undefined ? undefined : `runner=${name}`;
}

function runError(code: string, message: string): RunFailure {
  return { kind: 'error', error: { kind: 'session', code, message } };
}

/** The SQL text of a plan's stages; undefined for the interpreter. */
function sqlOf(plan: CompiledPlan): string | undefined {
  const texts = plan.stages.flatMap((stage) =>
    stage.annotation.sql === undefined ? [] : [stage.annotation.sql],
  );
  return texts.length === 0 ? undefined : texts.join('\n\n');
}
