import { describe, expect, test, vi } from 'vitest';
import { type Labels, ok, type Requirements, type RunnerProfile } from '../base';
import { emptyEnv, makeBuildContext, makeEnv } from './build-context';
import { defaultRunners } from './default-runners';
import { noMetrics } from './metrics';
import { RunnerRouter } from './router';
import type { Runner, RunnerSession, RunSpec } from './runner';
import { profileSupports } from './supports';

const session = {} as RunnerSession;

function runner(profile: Partial<RunnerProfile> & { name: string }, more: Partial<Runner> = {}): Runner {
  const full: RunnerProfile = { repr: 'bytecode-lt', externals: [], staging: 'node', limits: {}, ...profile };
  return {
    profile: full,
    name: full.name,
    supports: (spec) => profileSupports(full, spec),
    build: async () => ok(session),
    ...more,
  };
}

function spec(requirements: Partial<Requirements> = {}, selector?: RunSpec['selector']): RunSpec {
  return {
    slot: 'test',
    requirements: {
      representations: ['bytecode-lt', 'sql-duckdb', 'sql-pg'],
      externals: [],
      effect: 'pure',
      ...requirements,
    },
    timeoutMs: 0,
    ...(selector === undefined ? {} : { selector }),
  };
}

function productRouter(): RunnerRouter {
  const router = new RunnerRouter();
  for (const { profile, labels } of defaultRunners) router.register(runner(profile), labels);
  return router;
}

function picked(router: RunnerRouter, wanted: RunSpec): string {
  const result = router.pick(wanted);
  return result.ok ? result.value.entry.runner.name : result.error.code;
}

describe('router', () => {
  test('ROUT-1 the first entry in order of registration that supports the spec and meets the selector', () => {
    const router = productRouter();
    expect(picked(router, spec())).toBe('interpreter');
    expect(picked(router, spec({}, 'engine=sql'))).toBe('duckdb');
    expect(picked(router, spec({}, { matchLabels: { dialect: 'postgres' } }))).toBe('pglite');
    expect(picked(router, spec({ externals: ['std::sql::from'] }))).toBe('duckdb');
  });

  test('ROUT-2 a runner that throws counts as no and does not stop the search', () => {
    const router = new RunnerRouter();
    router.register(
      runner(
        { name: 'broken' },
        {
          supports: () => {
            throw new Error('boom');
          },
        },
      ),
    );
    router.register(runner({ name: 'sound' }));
    const result = router.pick(spec());
    expect(result).toMatchObject({ ok: true, value: { entry: { runner: { name: 'sound' } } } });
    if (result.ok) expect(result.value.trace[0]!.verdict).toEqual({ kind: 'unsupported', reason: 'boom' });
  });

  test('ROUT-3 no match gives NO_RUNNER with a trace of every entry', () => {
    const result = productRouter().pick(spec({ externals: ['std::sql::from'] }, 'runner=interpreter'));
    expect(result).toMatchObject({ ok: false, error: { code: 'NO_RUNNER' } });
    if (result.ok) return;
    expect(result.error.data).toMatchObject({
      trace: [
        { runner: 'interpreter', verdict: { kind: 'unsupported' } },
        { runner: 'duckdb', verdict: { kind: 'selector', requirement: 'runner=interpreter' } },
        { runner: 'pglite', verdict: { kind: 'selector', requirement: 'runner=interpreter' } },
      ],
    });
    expect(result.error.message).toContain('`std::sql::from`');
  });

  test('ROUT-4 the trace names the entries behind the first match', () => {
    const result = productRouter().pick(spec());
    expect(result.ok && result.value.trace.map((step) => step.verdict.kind)).toEqual([
      'ok',
      'shadowed',
      'shadowed',
    ]);
  });

  test('ROUT-5 names are unique, names and labels well formed, later registration counts later', () => {
    const router = new RunnerRouter();
    expect(picked(router, spec())).toBe('NO_RUNNER');
    router.register(runner({ name: 'one' }));
    expect(router.register(runner({ name: 'one' }))).toMatchObject({
      ok: false,
      error: { code: 'DUPLICATE_RUNNER' },
    });
    for (const name of ['One', 'a-b', '']) {
      expect(router.register(runner({ name }))).toMatchObject({ ok: false, error: { code: 'INVALID_SPEC' } });
    }
    const badLabels: Labels[] = [{ '': 'x' }, { k: 'a b' }];
    for (const labels of badLabels) {
      expect(router.register(runner({ name: 'two' }), labels)).toMatchObject({
        ok: false,
        error: { code: 'INVALID_SPEC' },
      });
    }
    expect(picked(router, spec())).toBe('one');
  });

  test('ROUT-6 pick builds nothing; build calls the runner once with the context and hands its result on', async () => {
    const build = vi.fn(async () => ok(session));
    const context = makeBuildContext(makeEnv([['seed.name', 'a']]));
    const router = new RunnerRouter(context);
    router.register(runner({ name: 'one' }, { build }));
    router.pick(spec());
    expect(build).not.toHaveBeenCalled();
    const result = await router.build(spec(), 'one');
    expect(build).toHaveBeenCalledExactlyOnceWith(expect.anything(), context);
    expect(result.ok && result.value).toBe(session);
  });

  test('ROUT-7 build never falls back to another runner', async () => {
    const router = productRouter();
    expect(await router.build(spec(), 'gone')).toMatchObject({
      ok: false,
      error: { code: 'NO_RUNNER', category: 'permanent' },
    });
    expect(await router.build(spec({ externals: ['std::sql::from'] }), 'interpreter')).toMatchObject({
      ok: false,
    });
    expect(await router.build(spec({ representations: ['sql-pg'] }), 'duckdb')).toMatchObject({ ok: false });
  });

  test('ROUT-9 representation, externals by module, and size limits decide', () => {
    const profile: RunnerProfile = {
      name: 'x',
      repr: 'sql-pg',
      externals: ['std::sql', 'host::now'],
      staging: 'fused',
      limits: { maxInputBytes: 10 },
    };
    const no = (requirements: Partial<Requirements>) => profileSupports(profile, spec(requirements)) !== true;
    expect(no({})).toBe(false);
    expect(no({ representations: ['bytecode-lt'] })).toBe(true);
    expect(no({ externals: ['std::sql::from', 'host::now', 'std::array::map'] })).toBe(false);
    expect(no({ externals: ['std::sqlx::from'] })).toBe(true);
    expect(no({ externals: ['std::fs::read_parquet'] })).toBe(true);
    expect(no({ inputBytes: 11 })).toBe(true);
    expect(no({ inputBytes: 10 })).toBe(false);
  });

  test('ROUT-10 hasLabel looks for exactly that label', () => {
    const router = productRouter();
    expect(router.hasLabel('dialect', 'postgres')).toBe(true);
    expect(router.hasLabel('dialect', 'Postgres')).toBe(false);
    expect(router.hasLabel('constructor', 'x')).toBe(false);
  });

  test('ROUT-11 every entry carries its own name; the default order and labels', () => {
    const router = productRouter();
    expect(router.entries.map((entry) => entry.runner.name)).toEqual(['interpreter', 'duckdb', 'pglite']);
    expect(router.entries.map((entry) => entry.labels)).toEqual([
      { engine: 'lutra', cost: 'light', staging: 'node', persistent: 'false', runner: 'interpreter' },
      {
        engine: 'sql',
        dialect: 'duckdb',
        cost: 'medium',
        staging: 'fused',
        persistent: 'false',
        runner: 'duckdb',
      },
      {
        engine: 'sql',
        dialect: 'postgres',
        cost: 'medium',
        staging: 'fused',
        persistent: 'true',
        runner: 'pglite',
      },
    ]);
    expect(picked(router, spec({}, 'runner=pglite'))).toBe('pglite');
  });
});

describe('build context', () => {
  test('CTX-1 empty env and silent metrics by default; changes give a new one', () => {
    const context = makeBuildContext();
    expect(context.env.entries).toEqual([]);
    expect(context.metrics).toBe(noMetrics);
    const other = context.withEnv(makeEnv([['a', '1']]));
    expect(other).not.toBe(context);
    expect(context.env).toBe(emptyEnv);
    expect(other.env.get('a')).toBe('1');
    expect(Object.isFrozen(context)).toBe(true);
  });

  test('CTX-2 the last pair of a key wins, and so does the other side of a merge', () => {
    const env = makeEnv([
      ['a', '1'],
      ['a', '2'],
    ]);
    expect(env.get('a')).toBe('2');
    expect(env.get('b')).toBeUndefined();
    expect(env.merged(makeEnv([['a', '3']])).get('a')).toBe('3');
  });

  test('CTX-3 all of the env can be written to a trace and shown, and a context has no other place', () => {
    const pairs = [
      ['duckdb.memory_limit', '1GB'],
      ['seed.name', 'shop'],
      ['seed.name', 'music'],
    ] as const;
    const context = makeBuildContext(makeEnv(pairs));
    expect(JSON.parse(JSON.stringify(context.env.entries))).toEqual(pairs);
    expect(Object.keys(context.env)).toEqual(['entries', 'get', 'merged']);
    expect(Object.keys(context)).toEqual(['env', 'metrics', 'withEnv', 'withMetrics']);
  });
});
