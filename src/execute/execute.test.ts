import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type CheckpointId, type Directive, ok } from '../base';
import { type CompiledPlan, type PlanConfig, probe } from '../plan';
import { planOf } from '../plan/plans.test-data';
import { samples } from '../plan/samples.test-data';
import { InMemoryMetrics, SessionError, series } from '../routing';
import { createInterpreterSession } from '../runners/interpreter';
import { execute, type LaunchOptions, MemoryLaunchPort, NotAPlanError, type StageProgress } from '.';
import { CrashingPort, TestClock, watchSession } from './launch.test-data';
import { Dice } from './random-program.test-data';

/** Set once plans are made: from then on no part of a compiler may be entered (PLAN-9). */
const compiling = vi.hoisted(() => ({ forbidden: false }));

vi.mock('../language', async (original) =>
  guarded(await original<object>(), ['checkProject', 'checkEntry', 'parseFile']),
);
vi.mock('../program', async (original) =>
  guarded(await original<object>(), ['compileToIr', 'lower', 'inline', 'layOut', 'toBytecode']),
);

function guarded(module: object, names: readonly string[]): object {
  const wrapped = Object.fromEntries(
    names.map((name) => {
      const real = (module as Record<string, (...args: unknown[]) => unknown>)[name]!;
      const guard = (...args: unknown[]) => {
        if (compiling.forbidden) throw new Error(`${name} was called while executing`);
        return real(...args);
      };
      return [name, guard];
    }),
  );
  return { ...module, ...wrapped };
}

beforeEach(() => {
  compiling.forbidden = false;
});

const watchedSession = (before?: (call: number) => void) => watchSession(createInterpreterSession(), before);
const none = new Uint8Array();
const steps: PlanConfig = { materialize: 'every-node' };

async function launch(plan: CompiledPlan, more: Partial<LaunchOptions> = {}, port = new MemoryLaunchPort()) {
  const clock = new TestClock();
  const { session, calls } = watchedSession();
  const outcome = await execute(plan, session, none, port, { clock, ...more });
  return { outcome, calls, port, clock };
}

describe('execute', () => {
  test('PLAN-4 what is no plan is refused before anything is touched', async () => {
    const plan = await planOf(samples.pipeline!);
    const touch = vi.fn();
    const trap = new Proxy({}, { get: touch }) as never;
    for (const smuggled of [
      structuredClone(plan),
      {},
      null,
      plan.view(),
      Object.create(Object.getPrototypeOf(plan)),
    ]) {
      await expect(execute(smuggled as never, trap, none, trap, trap)).rejects.toThrow(NotAPlanError);
    }
    await expect(execute({} as never, trap, none, trap, trap)).rejects.toMatchObject({
      appError: { code: 'NOT_A_PLAN' },
    });
    expect(touch).not.toHaveBeenCalled();
  });

  test('PLAN-9 no part of the compiler is entered', async () => {
    const plan = await planOf(samples.groups!, steps);
    compiling.forbidden = true;
    const { outcome } = await launch(plan);
    expect(outcome.kind).toBe('completed');
  });

  test('EXE-1 a stage with a checkpoint is neither prepared nor executed', async () => {
    const plan = await planOf(samples.pipeline!, steps);
    const first = await launch(plan);
    expect(first.calls).toMatchObject({ prepare: 3, execute: 3 });
    const loaded: CheckpointId[] = [];
    const get = first.port.getCheckpoint.bind(first.port);
    first.port.getCheckpoint = (id, tag) => {
      loaded.push(id);
      return get(id, tag);
    };
    const second = await launch(plan, {}, first.port);
    expect(second.calls).toMatchObject({ prepare: 1, execute: 1 });
    // The filter's only consumer is checkpointed, so it is not even loaded.
    expect(loaded).toEqual(['i0/s/main/sort#1']);
  });

  test('EXE-1 a checkpoint of another plan is not used', async () => {
    const port = new MemoryLaunchPort();
    await launch(await planOf(samples.pipeline!, steps), {}, port);
    const other = await launch(await planOf(`${samples.pipeline!}# changed\n`, steps), {}, port);
    expect(other.calls.execute).toBe(3);
  });

  test('EXE-1 a checkpoint that turns out to be broken makes its stage needed again, and then its inputs', async () => {
    const plan = await planOf(samples.pipeline!, steps);
    const first = await launch(plan);
    const get = first.port.getCheckpoint.bind(first.port);
    first.port.getCheckpoint = async (id, tag) => (id === 'i0/s/main/sort#1' ? ok(null) : get(id, tag));
    const second = await launch(plan, {}, first.port);
    expect(second.calls.execute).toBe(2);
    expect(second.outcome).toMatchObject({ kind: 'completed', output: outputOf(first.outcome) });
  });

  test('EXE-2 a crash after any call of the port, and resuming, gives the same bytes', async () => {
    for (const [name, program] of Object.entries(samples)) {
      const plan = await planOf(program, steps);
      const whole = outputOf((await launch(plan)).outcome);
      for (let crashAt = 1; ; crashAt++) {
        const kept = new MemoryLaunchPort();
        const port = new CrashingPort(kept, crashAt);
        const first = await launch(plan, {}, port);
        if (port.calls < crashAt) break;
        expect(first.outcome.kind).toBe('failed');
        const second = await launch(plan, {}, kept);
        expect([name, crashAt, hex(outputOf(second.outcome))]).toEqual([name, crashAt, hex(whole)]);
      }
    }
  });

  test('EXE-2 a crash inside any stage, and resuming, gives the same bytes', async () => {
    for (const [name, program] of Object.entries(samples)) {
      const plan = await planOf(program, steps);
      const whole = outputOf((await launch(plan)).outcome);
      for (let crashAt = 1; crashAt <= plan.stages.length; crashAt++) {
        const port = new MemoryLaunchPort();
        const { session } = watchedSession((call) => {
          if (call === crashAt) throw new SessionError('DISCONNECTED', 'the worker died');
        });
        const first = await execute(plan, session, none, port, { clock: new TestClock() });
        expect(first).toMatchObject({ kind: 'failed', error: { code: 'DISCONNECTED' } });
        const second = await launch(plan, {}, port);
        expect([name, crashAt, hex(outputOf(second.outcome))]).toEqual([name, crashAt, hex(whole)]);
      }
    }
  });

  test('EXE-3 the stored state wins over what was computed', async () => {
    const plan = await planOf('func main() -> [3: Int64, 1] | sort(x -> x) | map(x -> x + 1)', steps);
    const stored = await storedOf(
      await planOf('func main() -> [5: Int64] | sort(x -> x) | map(x -> x + 1)', steps),
    );
    const port = new MemoryLaunchPort();
    port.checkpoint = async () => ok({ found: true, state: stored, saved: false, directive: 'go' });
    const { outcome } = await launch(plan, {}, port);
    const wanted = await launch(await planOf('func main() -> [6: Int64]'));
    expect(hex(outputOf(outcome))).toBe(hex(outputOf(wanted.outcome)));
  });

  test('EXE-4 the output is not checkpointed', async () => {
    const plan = await planOf(samples.pipeline!, steps);
    const { port } = await launch(plan);
    expect([...port.known().keys()]).toEqual(['i0/s/main/filter#1', 'i0/s/main/sort#1']);
  });

  test('EXE-5 directives and failures are outcomes', async () => {
    const plan = await planOf(samples.pipeline!, steps);
    for (const [directive, outcome] of [
      ['pause', { kind: 'paused', reason: 'paused' }],
      ['cancel', { kind: 'cancelled' }],
      ['shutdown', { kind: 'shutdown' }],
    ] as const) {
      const port = new MemoryLaunchPort();
      port.directive = directive;
      const ended = await launch(plan, {}, port);
      expect(ended.outcome).toMatchObject(outcome);
      expect(ended.calls.execute).toBe(0);
    }
    const failing = await launch(await planOf('func main(): Int64 -> 1 / 0'));
    expect(failing.outcome).toMatchObject({
      kind: 'failed',
      error: {
        code: 'EXECUTION_ERROR',
        message: 'error: division by zero',
        stageId: 'main/output#1',
        runner: 'interpreter',
      },
    });
  });

  test('EXE-5 a directive that comes with the reply of a checkpoint ends the launch there', async () => {
    const plan = await planOf(samples.pipeline!, steps);
    const port = new MemoryLaunchPort();
    const onStage = ({ kind }: StageProgress) => {
      if (kind === 'completed') port.directive = 'pause';
    };
    const { outcome, calls } = await launch(plan, { onStage }, port);
    expect(outcome).toMatchObject({ kind: 'paused', stage: 'main/filter#1' });
    expect(calls.execute).toBe(1);
    port.directive = 'go';
    expect((await launch(plan, {}, port)).calls.execute).toBe(2);
  });

  test('EXE-5 an interrupted stage ends as it was told to', async () => {
    const plan = await planOf(samples.pipeline!);
    const port = new MemoryLaunchPort();
    const { session } = watchedSession(() => {
      port.directive = 'cancel';
      throw new SessionError('INTERRUPTED', 'stopped');
    });
    const outcome = await execute(plan, session, none, port, { clock: new TestClock() });
    expect(outcome.kind).toBe('cancelled');
  });

  test('EXE-6 programs are prepared once and released, also after a failure', async () => {
    const plan = await planOf(samples.shared!, steps);
    const good = await launch(plan);
    expect(good.calls.release).toBe(good.calls.prepare);
    const { session, calls } = watchedSession((call) => {
      if (call === 3) throw new SessionError('EXECUTION_ERROR', 'error: no');
    });
    await execute(plan, session, none, new MemoryLaunchPort(), { clock: new TestClock() });
    expect(calls).toMatchObject({ prepare: 3, release: 3 });
  });

  test('EXE-7 a breakpoint stops after the stage that ends at its node, and resuming goes on', async () => {
    const plan = await planOf(samples.pipeline!, steps);
    const [, sort] = plan.stages;
    const first = await launch(plan, { breakpoints: [sort!.root] });
    expect(first.outcome).toMatchObject({ kind: 'paused', reason: 'breakpoint', stage: 'main/sort#1' });
    const second = await launch(plan, { breakpoints: [sort!.root] }, first.port);
    expect(second.outcome.kind).toBe('completed');
    const port = new MemoryLaunchPort();
    const kinds: string[] = [];
    for (let i = 0; i < 3; i++) kinds.push((await launch(plan, { breakpoints: 'all' }, port)).outcome.kind);
    expect(kinds).toEqual(['paused', 'paused', 'completed']);
  });

  test('STG-9 results are let go after their last use, and the peak is told', async () => {
    const plan = await planOf(samples.pipeline!, steps);
    const sizes: number[] = [];
    const onStage = (progress: StageProgress) => {
      if (progress.kind === 'completed') sizes.push(progress.result.length);
    };
    const { outcome } = await launch(plan, { onStage });
    expect(outcome.stats.peakRetainedBytes).toBe(sizes[0]! + sizes[1]!);
  });

  test('STG-10 a result that is too large fails its stage for good', async () => {
    const plan = await planOf(samples.pipeline!, { ...steps, maxStageBytes: 10 });
    const { outcome } = await launch(plan);
    expect(outcome).toMatchObject({
      kind: 'failed',
      error: { code: 'STAGE_TOO_LARGE', category: 'permanent', stageId: 'main/filter#1' },
    });
  });

  test('BUSY-6 a launch that takes too long is ended and its timer disarmed', async () => {
    const plan = await planOf(samples.pipeline!, steps);
    const clock = new TestClock();
    const { session, calls } = watchedSession((call) => {
      if (call !== 2) return;
      clock.pass(500);
      throw new SessionError('DISCONNECTED', 'terminated');
    });
    const options: LaunchOptions = { clock, timeoutMs: 400 };
    const outcome = await execute(plan, session, none, new MemoryLaunchPort(), options);
    expect(outcome.kind).toBe('timeout');
    expect(calls.terminated).toBe(true);
    await launch(plan, { clock, timeoutMs: 400 });
    expect(clock.pending).toBe(0);
  });

  test('EFX-3 a write into a database that is gone is done again, with all that follows', async () => {
    const program = `func main() -> {
      w = [{id = 1: Int64}] | std::fs::write_parquet("a.parquet"),
      n = [2: Int64, 1] | sort(x -> x) | count(),
    }`;
    const plan = await planOf(program, { ...steps, allowWrites: true });
    const run = async (epoch: string, port: MemoryLaunchPort) => {
      const { session, calls } = watchedSession();
      const fake = { ...session, environmentEpoch: epoch, execute: async () => new Uint8Array(8) };
      const executed = vi.spyOn(fake, 'execute');
      await execute(plan, fake, none, port, { clock: new TestClock() });
      return { calls, executed: executed.mock.calls.length };
    };
    const port = new MemoryLaunchPort();
    expect((await run('one', port)).executed).toBe(plan.stages.length);
    expect((await run('one', port)).executed).toBe(1);
    expect((await run('two', port)).executed).toBe(plan.stages.length);
  });

  test('NODE-12 figures: what was not measured is null', async () => {
    const plan = await planOf(samples.pipeline!, steps);
    const { outcome } = await launch(plan);
    const { nodes } = outcome.stats;
    expect(nodes).toMatchObject({
      'main/filter#1': { rowsIn: 3, rowsOut: 2, selfMs: 0, attempt: 1, fromCheckpoint: false },
      'main/sort#1': { rowsIn: 2, rowsOut: 2, selfMs: 0 },
      'main/slice#1': { rowsIn: 2, rowsOut: 2 },
      'main/output#1': { rowsIn: 2, rowsOut: 2, selfMs: null },
    });
    const scalar = await launch(await planOf(samples.fold!));
    expect(scalar.outcome.stats.nodes).toMatchObject({ 'main/output#1': { rowsOut: 1 } });
  });

  test('NODE-13 inside a fused stage the stage has the time and steps have only what is known', async () => {
    const plan = await planOf(samples.pipeline!, { materialize: 'output-only' });
    const clock = new TestClock();
    const { session } = watchedSession(() => clock.pass(7));
    const outcome = await execute(plan, session, none, new MemoryLaunchPort(), { clock });
    const { nodes, stages } = outcome.stats;
    expect(Object.values(stages)).toMatchObject([{ ms: 7, rows: 2 }]);
    expect(Object.keys(nodes).sort()).toEqual(plan.dag.nodes.map((node) => node.id).sort());
    expect(Object.values(nodes).map(({ selfMs }) => selfMs)).toEqual(plan.dag.nodes.map(() => null));
    expect(nodes).toMatchObject({
      'main/source#1': { rowsOut: 3 },
      'main/filter#1': { rowsIn: 3, bytesOut: null },
      'main/slice#1': { rowsOut: 2 },
    });
  });

  test('NODE-13 the interpreter counts the rows of fused steps, and they are those of a run step by step', async () => {
    let counted = 0;
    for (const [name, program] of Object.entries(samples)) {
      const apart = (await launch(await planOf(program, steps))).outcome.stats.nodes;
      for (const materialize of ['output-only', 'blocking'] as const) {
        const plan = await planOf(program, { materialize });
        const { nodes } = (await launch(plan)).outcome.stats;
        for (const { node } of plan.stages.flatMap((stage) => stage.counters)) {
          if (nodes[node]!.rowsOut === null) continue;
          counted++;
          // Inside a branch no stage of its own says what to expect.
          if (apart[node]!.selfMs === null && apart[node]!.bytesOut === null) continue;
          expect([name, node, nodes[node]!.rowsOut]).toEqual([name, node, apart[node]!.rowsOut]);
        }
      }
    }
    expect(counted).toBeGreaterThan(20);
    const fused = await launch(await planOf(samples.pipeline!, { materialize: 'output-only' }));
    expect(fused.outcome.stats.nodes).toMatchObject({
      'main/filter#1': { rowsIn: 3, rowsOut: 2, selfMs: null },
      'main/sort#1': { rowsIn: 2, rowsOut: 2, selfMs: null },
      'main/slice#1': { rowsIn: 2, rowsOut: 2 },
    });
  });

  test('NODE-13 a step that is not evaluated has no count', async () => {
    const never = `func main() -> (
      let n = [1: Int64] | count();
      if n > 5 then sequence(0: Int64, 9) | filter(x -> x > 1) else [7: Int64]
    )`;
    const { nodes } = (await launch(await planOf(never, { materialize: 'output-only' }))).outcome.stats;
    expect(nodes).toMatchObject({ 'main/filter#1': { rowsOut: null }, 'main/branch#1': { rowsOut: 1 } });
  });

  test('STG-6 stages run one after another, in an order in which each has what it needs', async () => {
    for (const program of Object.values(samples)) {
      const plan = await planOf(program, steps);
      const inner = createInterpreterSession();
      let open = 0;
      const { session } = watchSession(inner);
      const execution = session.execute;
      session.execute = async (id, input) => {
        expect(++open).toBe(1);
        // Time for another stage to start, if one would.
        await new Promise((resolve) => setImmediate(resolve));
        const output = await execution(id, input);
        open--;
        return output;
      };
      const ran: string[] = [];
      const onStage = ({ kind, stage }: StageProgress) => {
        if (kind === 'started') ran.push(stage);
      };
      const options = { clock: new TestClock(), onStage };
      const outcome = await execute(plan, session, none, new MemoryLaunchPort(), options);
      expect(outcome.kind).toBe('completed');
      expect(ran).toEqual(plan.stages.map((stage) => stage.id));
      const place = new Map(plan.dag.nodes.map((node, i) => [node.id, i]));
      const places = plan.stages.map((stage) => place.get(stage.root)!);
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }
  });

  test('MET-2 over random schedules every started launch is completed, suspended or abandoned', async () => {
    const plan = await planOf(samples.shared!, steps);
    const directives: readonly Directive[] = ['pause', 'cancel', 'shutdown'];
    for (let seed = 1; seed <= 80; seed++) {
      const dice = new Dice(seed);
      const metrics = new InMemoryMetrics();
      const clock = new TestClock();
      let abandoned = 0;
      const port = new MemoryLaunchPort();
      const launches = 1 + dice.below(4);
      for (let i = 0; i < launches; i++) {
        port.directive = 'go';
        const at = 1 + dice.below(plan.stages.length + 2);
        const event = dice.pick(['none', 'directive', 'failure', 'death', 'timeout']);
        const { session } = watchedSession((call) => {
          if (call !== at || event === 'none') return;
          if (event === 'directive') port.directive = dice.pick(directives);
          else if (event === 'failure') throw new SessionError('EXECUTION_ERROR', 'error: no');
          else if (event === 'timeout') clock.pass(1000);
          // The tab dies: nobody is left to hear how the launch ended.
          else throw new Error('gone');
        });
        const breakpoints = dice.below(3) === 0 ? 'all' : [];
        const options: LaunchOptions = { clock, metrics, breakpoints, timeoutMs: 500 };
        await execute(plan, session, none, port, options).catch(() => abandoned++);
      }
      const total = (name: string) =>
        metrics
          .snapshot()
          .filter((sample) => sample.name === name)
          .reduce((sum, sample) => sum + sample.value, 0);
      const ended = total('holt_tasks_completed_total') + total('holt_launches_suspended_total') + abandoned;
      expect([seed, total('holt_tasks_started_total'), ended]).toEqual([seed, launches, launches]);
    }
  });

  test('MET-4 of a launch no slot, no instance and no text of its program becomes a label', async () => {
    const metrics = new InMemoryMetrics();
    const failing = 'func secret_name(x: Int64): Int64 -> 1 / x\nfunc main() -> secret_name(0)';
    for (const program of [failing, ...Object.values(samples)]) {
      await launch(await planOf(program, steps), { metrics, instance: '01HZX3KQ7MZ9V5T2W8R4N6B1CD' });
    }
    const allowed = Object.values(series).flatMap((one) => Object.values(one.labels).flat());
    const used = metrics.snapshot().flatMap((sample) => Object.values(sample.labels));
    expect(used.length).toBeGreaterThan(10);
    for (const value of used) expect([...allowed, 'interpreter']).toContain(value);
  });

  test('MET-2 a launch that ends by itself is counted once, a paused one is not completed', async () => {
    const plan = await planOf(samples.pipeline!, steps);
    const metrics = new InMemoryMetrics();
    await launch(plan, { metrics });
    await launch(plan, { metrics, breakpoints: 'all' });
    await launch(await planOf('func main(): Int64 -> 1 / 0'), { metrics });
    const counts = metrics.snapshot().filter((sample) => sample.name.startsWith('holt_tasks'));
    expect(counts.map((sample) => [sample.name, sample.labels.outcome, sample.value])).toEqual([
      ['holt_tasks_completed_total', 'failure', 1],
      ['holt_tasks_completed_total', 'success', 1],
      ['holt_tasks_started_total', undefined, 3],
    ]);
  });

  test('STG-8 a probe gives what the stage of its node gives', async () => {
    for (const program of Object.values(samples)) {
      const plan = await planOf(program, steps);
      const results = new Map<string, Uint8Array>();
      const onStage = (progress: StageProgress) => {
        if (progress.kind === 'completed') results.set(progress.stage, progress.result);
      };
      await launch(plan, { onStage });
      const session = createInterpreterSession();
      for (const stage of plan.stages) {
        const made = probe(plan, stage.root, 1000);
        if (!made.ok) throw new Error(made.error.message);
        const id = await session.prepare(made.value.program, made.value.programType);
        expect(hex(await session.execute(id, none))).toBe(hex(results.get(stage.id)!));
      }
    }
  });
});

async function storedOf(plan: CompiledPlan): Promise<Uint8Array> {
  const { port } = await launch(plan);
  const [[id, tag]] = [...port.known()] as [[CheckpointId, never]];
  const stored = await port.getCheckpoint(id, tag);
  if (!stored.ok || !stored.value) throw new Error('nothing was stored');
  return stored.value;
}

function outputOf(outcome: Awaited<ReturnType<typeof execute>>): Uint8Array {
  if (outcome.kind !== 'completed') throw new Error(`the launch ended as ${outcome.kind}`);
  return outcome.output;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
