import {
  type AppError,
  type CheckpointId,
  type Clock,
  fail,
  type LaunchPort,
  type NodeId,
  ok,
  type Result,
  type StageId,
  type StoredTag,
} from '../base';
import {
  type CompiledPlan,
  encodeStageInput,
  isCompiledPlan,
  locateFailure,
  type Stage,
  type StageStats,
  stageCheckpoint,
  stageTag,
} from '../plan';
import {
  type DurableMetrics,
  guardedMetrics,
  type MetricsBackend,
  noMetrics,
  type Probe,
  type ProgramId,
  type RunnerSession,
  SessionError,
  type TaskOutcome,
} from '../routing';
import { type LaunchOutcome, outcomeOf } from './outcome';
import { StatsCollector } from './stats';

/** What may differ from launch to launch without changing a byte of the result (PLAN-13). */
export interface LaunchOptions {
  readonly clock: Clock;
  /** From 0 (specification 5 §15.2). */
  readonly iteration?: number;
  /** From 1, for the figures. */
  readonly attempt?: number;
  /** Nodes after whose stage to stop; `all` stops after every stage (EXE-7). */
  readonly breakpoints?: readonly NodeId[] | 'all';
  /** Milliseconds of this launch; 0 or absent means none (BUSY-6). */
  readonly timeoutMs?: number;
  /** Level 2a of specification 5 §11.2: a flag read inside long loops. By default the port is asked. */
  readonly probe?: Probe;
  readonly metrics?: MetricsBackend & Partial<DurableMetrics>;
  /** Names the instance in write markers (EFX-1); without it no markers are written. */
  readonly instance?: string;
  readonly onStage?: (progress: StageProgress) => void;
}

export type StageProgress =
  | { readonly kind: 'started'; readonly stage: StageId }
  | { readonly kind: 'replayed'; readonly stage: StageId }
  /** `result` may be looked at during the call, for a preview; it is not to be kept or changed. */
  | {
      readonly kind: 'completed';
      readonly stage: StageId;
      readonly stats: StageStats;
      readonly result: Uint8Array;
    };

/** What {@link execute} rejects with for a value that is no plan of this copy of the module (PLAN-4). */
export class NotAPlanError extends TypeError {
  readonly appError: AppError = {
    kind: 'plan',
    code: 'NOT_A_PLAN',
    message: 'only what compile() made can be executed',
    category: 'permanent',
  };

  constructor() {
    super('NOT_A_PLAN: only what compile() made can be executed');
  }
}

/**
 * Runs the stages of a plan that have no valid checkpoint, in order, one at a time (specification 5 §11.1). `input`
 * is the encoded program input. Rejects for bugs only; all that can go wrong in a pipeline is an outcome (EXE-5).
 */
export async function execute(
  plan: CompiledPlan,
  session: RunnerSession,
  input: Uint8Array,
  port: LaunchPort,
  options: LaunchOptions,
): Promise<LaunchOutcome> {
  if (!isCompiledPlan(plan)) throw new NotAPlanError();
  const launch = new Launch(plan, session, input, port, options);
  try {
    return await launch.run();
  } finally {
    await launch.close();
  }
}

/** Why a stage did not give bytes: the launch ends with it, or what is known was wrong and the loop starts again. */
type Stop = { readonly kind: 'end'; readonly outcome: LaunchOutcome } | { readonly kind: 'restart' };

class Launch {
  readonly #plan: CompiledPlan;
  readonly #session: RunnerSession;
  readonly #input: Uint8Array;
  readonly #port: LaunchPort;
  readonly #options: LaunchOptions;
  readonly #iteration: number;
  readonly #metrics: MetricsBackend & DurableMetrics;
  readonly #stats: StatsCollector;
  readonly #prepared = new Map<StageId, ProgramId>();
  readonly #results = new Map<StageId, Uint8Array>();
  readonly #known: Map<CheckpointId, StoredTag>;
  readonly #start: number;
  #timedOut = false;

  constructor(
    plan: CompiledPlan,
    session: RunnerSession,
    input: Uint8Array,
    port: LaunchPort,
    options: LaunchOptions,
  ) {
    this.#plan = plan;
    this.#session = session;
    this.#input = input;
    this.#port = port;
    this.#options = options;
    this.#iteration = options.iteration ?? 0;
    this.#metrics = guardedMetrics(options.metrics ?? noMetrics);
    this.#stats = new StatsCollector(plan, options.clock, options.attempt ?? 1);
    this.#known = new Map(port.known());
    this.#start = options.clock.mono();
  }

  async run(): Promise<LaunchOutcome> {
    const name = this.#plan.target.name;
    this.#metrics.taskStarted(name);
    const timer = this.#armTimeout();
    try {
      const outcome = await this.#loop();
      this.#countEnd(outcome);
      return outcome;
    } finally {
      timer?.[Symbol.dispose]();
    }
  }

  /** Every launch that started is counted as completed or as suspended (MET-2). */
  #countEnd(outcome: LaunchOutcome): void {
    const { name } = this.#plan.target;
    const ended = taskOutcome(outcome);
    if (ended) {
      this.#metrics.taskCompleted(name, ended, Math.round(this.#options.clock.mono() - this.#start));
      return;
    }
    const reason = outcome.kind === 'paused' ? outcome.reason : outcome.kind;
    this.#metrics.counter('holt_launches_suspended_total', { runner_type: name, reason }, 1);
  }

  /** Programs are released whatever happened (EXE-6); a dead session needs no releasing. */
  async close(): Promise<void> {
    for (const id of this.#prepared.values()) {
      await this.#session.release(id).catch(() => {});
    }
  }

  #armTimeout(): Disposable | null {
    const { timeoutMs, clock } = this.#options;
    if (!timeoutMs) return null;
    return clock.timer(timeoutMs, () => {
      this.#timedOut = true;
      this.#session.terminate();
    });
  }

  async #loop(): Promise<LaunchOutcome> {
    for (;;) {
      this.#forgetVanishedWrites();
      const stop = await this.#pass();
      if (stop.kind === 'end') return stop.outcome;
    }
  }

  /** One walk over the stages that are needed as far as is known now. */
  async #pass(): Promise<Stop> {
    const needed = this.#needed();
    for (const stage of this.#plan.stages) {
      if (!needed.has(stage.id) || this.#atHand(stage.id)) continue;
      const directive = this.#port.poll();
      if (directive !== 'go') return this.#end(outcomeOf(directive, stage.id, this.#stats.snapshot()));
      const stop = await this.#stage(stage);
      if (stop) return stop;
      this.#releaseResults(needed);
    }
    throw new Error('the output stage gave nothing');
  }

  /** Runs one stage and keeps its result. Null: go on with the next. */
  async #stage(stage: Stage): Promise<Stop | null> {
    const inputs = await this.#inputsOf(stage);
    if (!inputs.ok) return inputs.error;
    this.#port.event('stage_started', { stage: stage.id, iteration: this.#iteration });
    this.#options.onStage?.({ kind: 'started', stage: stage.id });
    const finished = this.#stats.started(stage);
    const computed = await this.#compute(stage, inputs.value);
    if (!computed.ok) return this.#failed(stage, computed.error);
    const bytes = computed.value;
    if (bytes.length > this.#plan.config.maxStageBytes)
      return this.#failed(stage, tooLarge(stage, bytes.length));
    const stats = finished(bytes);
    this.#observe(stage, stats);
    this.#port.event('stage_completed', {
      stage: stage.id,
      iteration: this.#iteration,
      rows: stats.rows,
      ms: stats.ms,
    });
    this.#options.onStage?.({ kind: 'completed', stage: stage.id, stats, result: bytes });
    if (!stage.checkpoint)
      return this.#end({ kind: 'completed', output: bytes, stats: this.#stats.snapshot() });
    return this.#save(stage, bytes);
  }

  #observe(stage: Stage, { ms }: StageStats): void {
    const root = this.#plan.dag.nodes.find((node) => node.id === stage.root)!;
    const labels = { runner_type: this.#plan.target.name, node_kind: root.kind };
    if (ms !== null) this.#metrics.observe('holt_stage_duration_seconds', labels, ms / 1000);
  }

  #countCheckpoint(result: 'saved' | 'replayed' | 'skipped' | 'corrupt'): void {
    this.#metrics.counter('holt_checkpoints_total', { result }, 1);
  }

  /** Stores a result. The stored state always wins (CKP-2). */
  async #save(stage: Stage, bytes: Uint8Array): Promise<Stop | null> {
    const id = stageCheckpoint(this.#plan, stage.id, this.#iteration);
    const tag = stageTag(this.#plan, stage, this.#iteration, this.#session.environmentEpoch);
    const reply = await this.#port.checkpoint(id, bytes, tag);
    if (!reply.ok) return this.#failed(stage, reply.error);
    const { found, state, saved, directive } = reply.value;
    this.#countCheckpoint(found ? 'replayed' : saved ? 'saved' : 'skipped');
    if (saved) this.#metrics.counter('holt_checkpoint_bytes_total', {}, bytes.length);
    const kept = found && state ? state : bytes;
    if (found || saved) this.#known.set(id, { ...tag, length: kept.length });
    this.#keep(stage.id, kept);
    if (directive !== 'go') return this.#end(outcomeOf(directive, stage.id, this.#stats.snapshot()));
    if ((found || saved) && this.#breaksAt(stage)) {
      return this.#end({
        kind: 'paused',
        reason: 'breakpoint',
        stage: stage.id,
        stats: this.#stats.snapshot(),
      });
    }
    return null;
  }

  async #inputsOf(stage: Stage): Promise<Result<readonly Uint8Array[], Stop>> {
    if (stage.whole) return ok([this.#input]);
    const parts: Uint8Array[] = [];
    for (const input of stage.inputs) {
      if (input.kind === 'input') {
        parts.push(this.#input);
        continue;
      }
      const atHand = this.#atHand(input.stage);
      const bytes = atHand ?? (await this.#load(input.stage));
      if (bytes instanceof Uint8Array) parts.push(bytes);
      else return fail(bytes);
    }
    return ok(parts);
  }

  /** A stored result, used exactly as it is (EXE-3). One that turns out to be broken is needed again (EXE-1). */
  async #load(id: StageId): Promise<Uint8Array | Stop> {
    const stage = this.#plan.stages.find((candidate) => candidate.id === id)!;
    const checkpoint = stageCheckpoint(this.#plan, id, this.#iteration);
    const tag = stageTag(this.#plan, stage, this.#iteration, this.#session.environmentEpoch);
    const stored = await this.#port.getCheckpoint(checkpoint, tag);
    if (!stored.ok) return this.#failed(stage, stored.error);
    if (stored.value === null) {
      this.#countCheckpoint('corrupt');
      this.#known.delete(checkpoint);
      this.#results.delete(id);
      return { kind: 'restart' };
    }
    this.#countCheckpoint('replayed');
    this.#stats.replayed(stage, stored.value);
    this.#port.event('checkpoint_replayed', { stage: id, iteration: this.#iteration });
    this.#options.onStage?.({ kind: 'replayed', stage: id });
    this.#keep(id, stored.value);
    return stored.value;
  }

  async #compute(stage: Stage, parts: readonly Uint8Array[]): Promise<Result<Uint8Array>> {
    if (stage.program === null) return ok(parts[0]!);
    const input = encodeStageInput(this.#plan, stage.id, parts);
    try {
      const marked = await this.#markedWrite(stage);
      if (marked.done) return ok(marked.done);
      const id = await this.#prepare(stage);
      const probe = this.#options.probe ?? this.#askPort(stage);
      if (marked.key && this.#session.effects) {
        return ok(await this.#session.effects.execute(id, input, marked.key, probe));
      }
      const bytes = await this.#session.execute(id, input, probe);
      this.#stats.counted(stage, (await this.#session.counts?.(id)) ?? []);
      return ok(bytes);
    } catch (thrown) {
      if (thrown instanceof SessionError)
        return fail(locateFailure(this.#plan, stage.id, thrown.appError, input));
      throw thrown;
    }
  }

  /** A write that was committed before a crash is not done again (EFX-2). */
  async #markedWrite(stage: Stage): Promise<{
    readonly key: { readonly instance: string; readonly checkpoint: CheckpointId } | null;
    readonly done: Uint8Array | null;
  }> {
    const { instance } = this.#options;
    const { effects } = this.#session;
    if (stage.effect !== 'writes' || !effects || instance === undefined) return { key: null, done: null };
    const key = { instance, checkpoint: stageCheckpoint(this.#plan, stage.id, this.#iteration) };
    return { key, done: await effects.marker(key) };
  }

  async #prepare(stage: Stage): Promise<ProgramId> {
    const known = this.#prepared.get(stage.id);
    if (known !== undefined) return known;
    const counted = stage.counters.map(({ expression }) => expression);
    const id = await this.#session.prepare(stage.program!, stage.programType, counted);
    this.#prepared.set(stage.id, id);
    return id;
  }

  /** A write waits for its end on pause; only a cancel stops it (BUSY-3). */
  #askPort(stage: Stage): Probe {
    if (stage.effect === 'writes') return () => this.#port.poll() === 'cancel';
    return () => this.#port.poll() !== 'go';
  }

  #failed(stage: Stage, error: AppError): Stop {
    const stats = this.#stats.snapshot();
    if (this.#timedOut) return this.#end({ kind: 'timeout', stats });
    const directive = this.#port.poll();
    if (directive !== 'go' && (error.code === 'INTERRUPTED' || error.code === 'DISCONNECTED')) {
      return this.#end(outcomeOf(directive, stage.id, stats));
    }
    const placed: AppError = { stageId: stage.id, runner: this.#plan.target.name, ...error };
    return this.#end({ kind: 'failed', error: placed, stats });
  }

  #end(outcome: LaunchOutcome): Stop {
    return { kind: 'end', outcome };
  }

  /** Backwards from the output, not past a stage whose result is stored or at hand (EXE-1). */
  #needed(): ReadonlySet<StageId> {
    const byId = new Map(this.#plan.stages.map((stage) => [stage.id, stage]));
    const needed = new Set<StageId>();
    const open: Stage[] = [this.#plan.stages.at(-1)!];
    for (let stage = open.pop(); stage; stage = open.pop()) {
      if (needed.has(stage.id)) continue;
      needed.add(stage.id);
      for (const input of stage.inputs) {
        if (input.kind === 'stage' && !this.#isStored(byId.get(input.stage)!))
          open.push(byId.get(input.stage)!);
      }
    }
    return needed;
  }

  /** A result in memory that was not let go of. */
  #atHand(stage: StageId): Uint8Array | null {
    const bytes = this.#results.get(stage);
    return bytes === undefined || bytes === released ? null : bytes;
  }

  #isStored(stage: Stage): boolean {
    const tag = this.#known.get(stageCheckpoint(this.#plan, stage.id, this.#iteration));
    return (
      tag !== undefined &&
      tag.planHash === this.#plan.planHash &&
      tag.stageId === stage.id &&
      tag.typeHash === stage.typeHash &&
      tag.iteration === this.#iteration
    );
  }

  /** What was written to a database that is gone has to be written again, and all after it (EFX-3). */
  #forgetVanishedWrites(): void {
    const { stages } = this.#plan;
    const first = stages.findIndex((stage) => {
      const tag = this.#known.get(stageCheckpoint(this.#plan, stage.id, this.#iteration));
      return stage.effect === 'writes' && tag !== undefined && tag.epoch !== this.#session.environmentEpoch;
    });
    if (first < 0) return;
    for (const stage of stages.slice(first)) {
      this.#known.delete(stageCheckpoint(this.#plan, stage.id, this.#iteration));
    }
  }

  #breaksAt(stage: Stage): boolean {
    const { breakpoints } = this.#options;
    return breakpoints === 'all' || (breakpoints?.includes(stage.root) ?? false);
  }

  #keep(stage: StageId, bytes: Uint8Array): void {
    this.#results.set(stage, bytes);
    this.#stats.retain(bytes.length);
  }

  /** Lets go of results that no stage still to come takes (STG-9). */
  #releaseResults(needed: ReadonlySet<StageId>): void {
    const waiting = this.#plan.stages.filter((stage) => needed.has(stage.id) && !this.#results.has(stage.id));
    const wanted = new Set(
      waiting.flatMap((stage) =>
        stage.inputs.flatMap((input) => (input.kind === 'stage' ? [input.stage] : [])),
      ),
    );
    for (const [stage, bytes] of this.#results) {
      if (wanted.has(stage) || bytes === released) continue;
      this.#results.set(stage, released);
      this.#stats.retain(-bytes.length);
    }
  }
}

/** Stands for a result that was used up, so that its stage is not taken for one still to run. */
const released = new Uint8Array();

function tooLarge(stage: Stage, bytes: number): AppError {
  return {
    kind: 'session',
    code: 'STAGE_TOO_LARGE',
    message: `the result of ${stage.id} has ${bytes} bytes, more than the plan allows`,
    category: 'permanent',
    hint: 'Raise maxStageBytes, or let the step give fewer rows.',
  };
}

function taskOutcome(outcome: LaunchOutcome): TaskOutcome | null {
  switch (outcome.kind) {
    case 'completed':
      return 'success';
    case 'failed':
      return 'failure';
    case 'cancelled':
      return 'canceled';
    case 'timeout':
      return 'timeout';
    default:
      return null;
  }
}
