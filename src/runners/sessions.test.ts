import { afterAll, describe, expect, test } from 'vitest';
import type { RunnerProfile } from '../base';
import { openNodeDuckDb } from '../cli/duckdb-database';
import { execute, MemoryLaunchPort } from '../execute';
import { TestClock } from '../execute/launch.test-data';
import { type CompiledPlan, compile } from '../plan';
import { planOf, source, testDeps } from '../plan/plans.test-data';
import { containedProgram } from '../program';
import {
  defaultProfile,
  InMemoryMetrics,
  makeBuildContext,
  makeEnv,
  type Runner,
  type RunnerSession,
  type RunSpec,
  SessionError,
} from '../routing';
import { codec } from '../value';
import { DuckEngine } from './duckdb';
import { createInterpreterRunner } from './interpreter';
import { openPgDatabase, PgEngine } from './pglite';
import { type SqlEngine, SqlRunner } from './relational';

/** Sessions behave alike on every runner (specification 5 §8.4). */

let lives = 0;
const newEpoch = () => `life ${++lives}`;

const opened: SqlEngine[] = [];
/** How many runs each engine was asked for while another was under way. */
let overlaps = 0;

const openers = {
  duckdb: async (): Promise<SqlEngine> => watched(await DuckEngine.open(await openNodeDuckDb(), newEpoch)),
  pglite: async (): Promise<SqlEngine> => watched(await PgEngine.open(await openPgDatabase(), newEpoch)),
};

function watched(engine: SqlEngine): SqlEngine {
  opened.push(engine);
  const run = engine.run.bind(engine);
  let running = false;
  engine.run = async (program, parameters) => {
    if (running) overlaps++;
    running = true;
    try {
      return await run(program, parameters);
    } finally {
      running = false;
    }
  };
  return engine;
}

afterAll(async () => {
  for (const engine of opened) await engine.close().catch(() => undefined);
});

const seeds = {
  shop: {
    hash: 'aa11',
    sql: "CREATE TABLE goods (id INT NOT NULL, name TEXT); INSERT INTO goods VALUES (1, 'ink'), (2, NULL)",
  },
  broken: { hash: 'bb22', sql: 'CREATE TABLE' },
};

function sqlRunner(name: keyof typeof openers): SqlRunner {
  return new SqlRunner(
    defaultProfile(name)!,
    openers[name],
    async (pack) => seeds[pack as keyof typeof seeds],
  );
}

const runners = {
  interpreter: createInterpreterRunner(),
  duckdb: sqlRunner('duckdb'),
  pglite: sqlRunner('pglite'),
};

const spec: RunSpec = {
  slot: 'test',
  requirements: { representations: [], externals: [], effect: 'pure' },
  timeoutMs: 0,
};

async function opening(runner: Runner, env: Parameters<typeof makeEnv>[0] = []): Promise<RunnerSession> {
  const session = await runner.build(spec, makeBuildContext(makeEnv(env)));
  if (!session.ok) throw new Error(session.error.message);
  return session.value;
}

/** The one program of a plan that is not cut. */
async function whole(text: string, profile: RunnerProfile): Promise<CompiledPlan> {
  return planOf(text, { materialize: 'output-only', allowWrites: true }, profile);
}

async function prepared(session: RunnerSession, text: string, profile: RunnerProfile): Promise<number> {
  const [stage] = (await whole(text, profile)).stages;
  return session.prepare(stage!.program!, stage!.programType);
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'nothing went wrong';
  } catch (thrown) {
    if (thrown instanceof SessionError) return thrown.appError.code;
    throw thrown;
  }
}

const squares = 'func main(n: Int64) -> sequence(0: Int64, n) | map(x -> x * x % 7) | sum()';

describe.each(['interpreter', 'duckdb', 'pglite'] as const)('the sessions of %s', (name) => {
  const profile = defaultProfile(name)!;
  const runner = runners[name];

  test('SES-1 executions are answered in order of arrival, one at a time', async () => {
    const session = await opening(runner);
    const id = await prepared(session, squares, profile);
    const answered: number[] = [];
    const asked: number[] = [];
    const sizes = [20_000n, 1n, 5_000n, 2n];
    const outputs = await Promise.all(
      sizes.map(async (size, i) => {
        const output = await session.execute(id, codec.u64.encode(size), () => asked.push(i) < 0);
        answered.push(i);
        return codec.u64.decode(output);
      }),
    );
    expect(answered).toEqual([0, 1, 2, 3]);
    expect(outputs[1]).toEqual({ ok: true, value: 0n });
    expect(outputs[3]).toEqual({ ok: true, value: 1n });
    expect(overlaps).toBe(0);
    expect(asked).toEqual([...asked].sort());
    await session.shutdown();
  }, 60_000);

  test("SES-2 an output that is not of the stage's type fails for good and names the stage", async () => {
    const session = await opening(runner);
    const plan = await whole('func main() -> 9000000000: Int64', profile);
    const other = await whole('func main() -> "x"', profile);
    const wrong: RunnerSession = {
      ...methods(session),
      prepare: (program, type) =>
        name === 'interpreter'
          ? session.prepare(program, other.stages[0]!.programType)
          : session.prepare(withSql(program, 'SELECT NULL::int8 AS value'), type),
    };
    const options = { clock: new TestClock() };
    const outcome = await execute(plan, wrong, new Uint8Array(), new MemoryLaunchPort(), options);
    expect(outcome).toMatchObject({
      kind: 'failed',
      error: { code: 'DECODE_ERROR', category: 'permanent', stageId: 'main/output#1' },
    });
    await session.shutdown();
  });

  test('SES-3 terminate rejects every open call once, and later calls at once', async () => {
    const session = await opening(runner);
    const id = await prepared(session, squares, profile);
    const settled: string[] = [];
    const calls = [3_000n, 1n, 2n].map((size) =>
      codeOf(session.execute(id, codec.u64.encode(size))).then((code) => settled.push(code)),
    );
    const pulled = codeOf(session.pullSchema());
    session.terminate();
    const later = [
      codeOf(session.execute(id, codec.u64.encode(1n))),
      codeOf(prepared(session, 'func main() -> 1: Int64', profile)),
      codeOf(session.pullSchema()),
    ];
    expect(await Promise.all(later)).toEqual(['DISCONNECTED', 'DISCONNECTED', 'DISCONNECTED']);
    await Promise.all(calls);
    expect(settled).toEqual(['DISCONNECTED', 'DISCONNECTED', 'DISCONNECTED']);
    if (name !== 'interpreter') expect(await pulled).toBe('DISCONNECTED');
    session.terminate();
    await session.shutdown();
    const next = await opening(runner);
    const again = await prepared(next, squares, profile);
    expect(codec.u64.decode(await next.execute(again, codec.u64.encode(2n)))).toEqual({
      ok: true,
      value: 1n,
    });
    await next.shutdown();
  }, 60_000);
});

/** A session's methods, so that one can be replaced. */
function methods(session: RunnerSession): RunnerSession {
  return {
    environmentEpoch: session.environmentEpoch,
    prepare: (program, type) => session.prepare(program, type),
    execute: (id, input, probe) => session.execute(id, input, probe),
    release: (id) => session.release(id),
    pullSchema: () => session.pullSchema(),
    getExternals: () => session.getExternals(),
    shutdown: () => session.shutdown(),
    interrupt: () => session.interrupt(),
    terminate: () => session.terminate(),
  };
}

function withSql(program: Uint8Array, sql: string): Uint8Array {
  const decoded = containedProgram.decode(program);
  if (!decoded.ok || decoded.value.kind === 'bytecode_lt') throw new Error('no SQL program');
  return containedProgram.encode({ ...decoded.value, value: { ...decoded.value.value, sql } });
}

describe.each(['duckdb', 'pglite'] as const)('the database of %s', (name) => {
  const profile = defaultProfile(name)!;
  const runner = runners[name];

  test('SES-4 a database outlives sessions, is lent to one at a time, and has an epoch for each life', async () => {
    const first = await opening(runner);
    let lent = false;
    const waiting = opening(runner).then((session) => {
      lent = true;
      return session;
    });
    await prepared(first, 'func main() -> 1: Int64', profile);
    expect(lent).toBe(false);
    const { environmentEpoch } = first;
    expect((await runner.exec('CREATE TABLE kept (id INT NOT NULL)')).ok).toBe(true);
    await first.shutdown();
    const second = await waiting;
    expect(second.environmentEpoch).toBe(environmentEpoch);
    expect(await second.pullSchema()).toContain('kept');
    await second.shutdown();
    await runner.reset();
    const third = await opening(runner);
    expect(third.environmentEpoch).not.toBe(environmentEpoch);
    expect(await third.pullSchema()).not.toContain('kept');
    third.terminate();
    const fourth = await opening(runner);
    expect([environmentEpoch, third.environmentEpoch]).not.toContain(fourth.environmentEpoch);
    await fourth.shutdown();
  }, 60_000);

  test('SES-5 a new database is seeded before it is lent, and the pack is a part of schema and plan', async () => {
    await runner.reset();
    const env = [
      ['seed.name', 'shop'],
      ['seed.hash', 'aa11'],
    ] as const;
    const session = await opening(runner, env);
    const text = 'func main() -> (std::sql::from("goods"): [{id: Int32, name: Text?}]) | count()';
    const count = async (one: RunnerSession) =>
      codec.u64.decode(await one.execute(await prepared(one, text, profile), new Uint8Array()));
    expect(await count(session)).toEqual({ ok: true, value: 2n });
    const schema = await session.pullSchema();
    expect(schema).toMatch(/^# seeded with shop aa11\n/);
    await session.shutdown();
    // The same life is not seeded again.
    const again = await opening(runner, env);
    expect(await count(again)).toEqual({ ok: true, value: 2n });
    await again.shutdown();
    const hash = async (program: string, runnerSchema: string) => {
      const plan = compile(source(program), {}, profile, await testDeps({ runnerSchema }));
      if (!plan.ok) throw new Error(plan.error[0]!.message);
      return plan.value.planHash;
    };
    expect(await hash(text, schema)).not.toBe(await hash(text, schema.replace('aa11', 'cc33')));
    const plain = 'func main() -> 1: Int64';
    expect(await hash(plain, schema)).toBe(await hash(plain, schema.replace('aa11', 'cc33')));
  }, 60_000);

  test('SES-5 a pack that is unknown, of another content or refused is a set-up fault', async () => {
    await runner.reset();
    const metrics = new InMemoryMetrics();
    const failing = async (env: Parameters<typeof makeEnv>[0]) => {
      const built = await runner.build(spec, makeBuildContext(makeEnv(env), metrics));
      return built.ok ? 'opened' : built.error.code;
    };
    expect(await failing([['seed.name', 'none']])).toBe('IO');
    expect(
      await failing([
        ['seed.name', 'shop'],
        ['seed.hash', 'zz'],
      ]),
    ).toBe('IO');
    expect(await failing([['seed.name', 'broken']])).toBe('IO');
    expect(metrics.snapshot()).toMatchObject([
      { name: 'holt_runner_errors_total', labels: { error_kind: 'seed_failed' }, value: 3 },
    ]);
    await (await opening(runner)).shutdown();
  });
});

describe('SES-6 the interpreter asks whether to go on', () => {
  const profile = defaultProfile('interpreter')!;
  const n = 60_000;

  test.each([
    `sequence(0: Int64, ${n}) | map(x -> x + 1) | sum()`,
    `sequence(0: Int64, ${n}) | filter(x -> x % 3 == 0) | count()`,
    `sequence(0: Int64, ${n}) | sort(x -> -x) | count()`,
    `sequence(0: Int64, ${n}) | fold(0: Int64, func (a, b) -> a + b)`,
    `sequence(0: Int64, ${n}) | group(x -> x % 10) | count()`,
    `sequence(0: Int64, ${n}) | distinct() | count()`,
    `sequence(0: Int64, ${n / 2}) | flat_map(x -> [x, x]) | count()`,
    `sequence(0: Int64, ${n}) | map(x -> 1: Int64) | max()`,
    `zip(sequence(0: Int64, ${n}), sequence(0: Int64, ${n})) | map(pair -> pair.0 + pair.1) | sum()`,
  ])('SES-6 at least every 1024 items: %s', async (text) => {
    const session = await opening(createInterpreterRunner());
    const id = await prepared(session, `func main() -> ${text}`, profile);
    let asked = 0;
    await session.execute(id, new Uint8Array(), () => ++asked < 0);
    expect(asked).toBeGreaterThanOrEqual(Math.floor(n / 1024));
    const stopped = session.execute(id, new Uint8Array(), () => --asked < 20);
    expect(await codeOf(stopped)).toBe('INTERRUPTED');
  });
});
