import { type Diagnostic, fail, ok, type Result } from '../base';
import { execute, MemoryLaunchPort } from '../execute';
import { type CheckedProject, checkProject, memberFiles } from '../language';
import {
  analyse,
  type CompileDeps,
  type CompiledPlan,
  compile,
  type MaterializePolicy,
  probe,
  type RunStats,
} from '../plan';
import { defaultRunners, RunnerRouter, type RunnerSession, type RunSpec, SessionError } from '../routing';
import { decode, formatOf, type ProgramType, type Value } from '../value';
import type { DataSets } from './data-sets';
import { HeldValue } from './held-value';
import type {
  ComparedRun,
  Comparison,
  InputBinding,
  NodeFigures,
  PeekRequest,
  ProjectText,
  RunFailure,
  RunnerName,
  RunnerStatus,
  RunOutcome,
  RunRequest,
  ValueView,
} from './messages';
import { PeekCache } from './peek-cache';
import { planGraph } from './plan-graph';
import { programParams } from './program-params';
import { routeReason } from './route-reason';
import { inputBytes } from './run-inputs';
import type { Shelf } from './shelf';
import { TableSeeds } from './table-seeds';
import { differencesBetween } from './value-difference';
import { workerClock } from './worker-clock';
import type { WorkerRunner } from './worker-runner';

/** Rows that a look at one step shows. */
const peekRows = 1000;

/** Differences that a comparison lists (CMP-3). */
const mostDifferences = 100;

/** Bytes to load before the first run of each engine, compressed as a server sends them. */
const loadBytes: Record<RunnerName, number> = { interpreter: 0, duckdb: 7_800_000, pglite: 5_400_000 };

type Answer<T> = Result<T, RunFailure>;

/** A plan with the runner it is for, and why that one. */
interface Chosen {
  readonly plan: CompiledPlan;
  readonly runner: WorkerRunner;
  readonly reason: string;
}

/** Compiles programs, runs them on their runners and keeps what came out. A newer run replaces an older one (GO-3). */
export class Runs {
  readonly #router = new RunnerRouter();
  readonly #seeds: TableSeeds;
  readonly #peeks = new PeekCache();
  /** The run under way: a newer one, or a cancel, makes it give up. */
  #current: { readonly runner: WorkerRunner } | undefined;

  constructor(
    private readonly deps: CompileDeps,
    private readonly runners: readonly WorkerRunner[],
    private readonly sets: DataSets,
    private readonly shelf: Shelf,
  ) {
    this.#seeds = new TableSeeds(deps, sets);
    for (const runner of runners) {
      const labels = defaultRunners.find((one) => one.profile.name === runner.name)?.labels ?? {};
      this.#router.register(runner, labels);
    }
  }

  async run(request: RunRequest): Promise<RunOutcome> {
    if (this.#current !== undefined) this.cancel();
    const compiling = performance.now();
    const chosen = this.#choose(request);
    if (!chosen.ok) return { ok: false, failure: chosen.error };
    const { plan, runner, reason } = chosen.value;
    const input = await this.#input(request.project, plan.programType, request.inputs);
    if (!input.ok) return { ok: false, failure: input.error };
    const compiled = performance.now() - compiling;
    const current = { runner };
    this.#current = current;
    const loading = await runner.build();
    const executing = performance.now();
    const output: Answer<Executed> = loading.ok
      ? await this.#runSeeded(request.project, plan, runner, loading.value, input.value)
      : fail({ kind: 'error', error: loading.error });
    const executed = performance.now() - executing;
    if (this.#current === current) this.#current = undefined;
    if (!output.ok) return { ok: false, failure: output.error };
    const { bytes, stats } = output.value;
    const value = HeldValue.of(bytes, plan.programType.output, plan.programType.defs);
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
    const session = await runner.build();
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
    const current = { runner };
    this.#current = current;
    const loading = performance.now();
    const session = await runner.build();
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

  /** Ends whatever runs, by ending its worker. */
  cancel(): void {
    this.#current?.runner.stop();
    this.#current = undefined;
  }

  /** The first rows of one step's value, by a probe compiled from the same tree (GRF-8). */
  async peek(request: PeekRequest): Promise<Answer<ValueView>> {
    const chosen = this.#choose(request);
    if (!chosen.ok) return chosen;
    const { plan, runner } = chosen.value;
    const node = plan.dag.nodes.find((one) => one.id === request.node);
    const wanted = node?.kind === 'output' ? (node.inputs[0]?.from ?? node.id) : node?.id;
    if (wanted === undefined) return fail(runError('NO_NODE', `the program has no step ${request.node}`));
    const look = probe(plan, wanted, peekRows);
    if (!look.ok) return fail({ kind: 'error', error: look.error });
    const input = await this.#input(request.project, plan.programType, request.inputs);
    if (!input.ok) return input;
    const { program, programType, type } = look.value;
    // Only where nothing but the program and its input decides the value.
    const { fingerprint } = plan.dag.nodes.find((one) => one.id === wanted)!;
    const parts = [runner.name, fingerprint, programType, input.value].map((part) =>
      typeof part === 'string' ? part : this.deps.blake3.hex(part),
    );
    const key = plan.effects === 'pure' ? parts.join(' ') : null;
    const kept = key === null ? undefined : this.#peeks.get(key);
    if (kept !== undefined) return ok(this.shelf.put(kept));
    const session = await runner.build();
    if (!session.ok) return fail({ kind: 'error', error: session.error });
    if (plan.effects !== 'pure')
      await attempt(() => this.#seeds.seed(request.project, runner, session.value));
    const bytes = await attempt(() => executeOnce(session.value, program, programType, input.value));
    if (!bytes.ok) return bytes;
    const value = HeldValue.of(bytes.value, type.output, type.defs);
    if (!value.ok) return fail(runError('DECODE_ERROR', value.error.message));
    if (key !== null) this.#peeks.put(key, value.value);
    return ok(this.shelf.put(value.value));
  }

  /** The SQL of the whole program for one dialect, without running it. */
  sql(project: ProjectText, runner: 'duckdb' | 'pglite'): Answer<string> {
    const profile = defaultRunners.find((one) => one.profile.name === runner)?.profile;
    if (profile === undefined) return fail(runError('NO_RUNNER', `there is no runner ${runner}`));
    const plan = compile(
      memberFiles(project.files),
      { materialize: 'output-only', allowWrites: true },
      profile,
      this.deps,
    );
    if (!plan.ok) return fail({ kind: 'problems', problems: plan.error });
    return ok(sqlOf(plan.value) ?? '');
  }

  /** How ready each runner is, and why it cannot take this program. */
  statuses(project: ProjectText): readonly RunnerStatus[] {
    const spec = this.#spec(project);
    const routed = spec.ok ? this.#router.pick(spec.value) : undefined;
    const pick = routed?.ok ? routed.value.entry.runner.name : undefined;
    return this.runners.map((runner) => {
      const name = runner.name as RunnerName;
      const verdict = spec.ok ? runner.supports(spec.value) : true;
      const refusal = verdict === true ? undefined : verdict === false ? 'it cannot run this' : verdict.no;
      const ready = runner.state === 'ready' || loadBytes[name] === 0;
      return {
        name,
        state: ready ? 'ready' : runner.state === 'absent' ? 'idle' : runner.state,
        loadBytes: ready ? 0 : loadBytes[name],
        ...(refusal === undefined ? {} : { refusal }),
        ...(spec.ok && name === pick ? { picked: routeReason('auto', name, spec.value.requirements) } : {}),
      };
    });
  }

  #spec(project: ProjectText): Result<RunSpec, readonly Diagnostic[]> {
    const requirements = analyse(memberFiles(project.files), {}, this.deps);
    return requirements.ok
      ? ok({ slot: 'page', requirements: requirements.value, timeoutMs: 0 })
      : requirements;
  }

  #choose(request: RunRequest, materialize: MaterializePolicy = 'auto'): Answer<Chosen> {
    const { project, runner: choice, allowWrites } = request;
    const spec = this.#spec(project);
    if (!spec.ok) return fail({ kind: 'problems', problems: spec.error });
    const selector = choice === 'auto' ? undefined : `runner=${choice}`;
    const routed = this.#router.pick({ ...spec.value, selector });
    if (!routed.ok) return fail({ kind: 'error', error: routed.error });
    const runner = this.runners.find((one) => one.name === routed.value.entry.runner.name)!;
    const plan = compile(memberFiles(project.files), { materialize, allowWrites }, runner.profile, this.deps);
    if (!plan.ok) return fail({ kind: 'problems', problems: plan.error });
    const reason = routeReason(choice, runner.name as RunnerName, spec.value.requirements);
    return ok({ plan: plan.value, runner, reason });
  }

  async #input(
    project: ProjectText,
    type: ProgramType,
    bindings: readonly InputBinding[],
  ): Promise<Answer<Uint8Array>> {
    const checked = this.#checked(project);
    if (checked === undefined) return ok(new Uint8Array());
    return inputBytes(programParams(checked), type, bindings, this.sets, (literal, typeText) =>
      this.literal(project, literal, typeText),
    );
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
    const session = await interpreter.build();
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
    runner: WorkerRunner,
    session: RunnerSession,
    input: Uint8Array,
  ): Promise<Answer<Executed>> {
    if (plan.effects !== 'pure') {
      const seeded = await attempt(() => this.#seeds.seed(project, runner, session));
      if (!seeded.ok) return seeded;
      if (!seeded.value.ok) return fail({ kind: 'error', error: seeded.value.error });
    }
    return this.#execute(plan, session, input);
  }

  async #execute(plan: CompiledPlan, session: RunnerSession, input: Uint8Array): Promise<Answer<Executed>> {
    const outcome = await execute(plan, session, input, new MemoryLaunchPort(), { clock: workerClock });
    if (outcome.kind === 'completed') return ok({ bytes: outcome.output, stats: outcome.stats });
    if (outcome.kind !== 'failed' || outcome.error.code === 'INTERRUPTED') return fail({ kind: 'cancelled' });
    return fail({ kind: 'error', error: outcome.error });
  }
}

interface Executed {
  readonly bytes: Uint8Array;
  readonly stats: RunStats;
}

/** What each step of a run gave, by node. */
function figuresOf(stats: RunStats): Readonly<Record<string, NodeFigures>> {
  return Object.fromEntries(
    Object.entries(stats.nodes).map(([node, { rowsIn, rowsOut, bytesOut, selfMs }]) => [
      node,
      { rowsIn, rowsOut, bytes: bytesOut, ms: selfMs },
    ]),
  );
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
    case 'cancelled':
      return 'cancelled';
  }
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
