import { expect, test } from 'vitest';
import { containedProgram } from '../../program';
import { defaultProfile } from '../../routing';
import { unitTy } from '../../value';
import { SqlRunner } from './sql-runner';
import { EngineRejection, type SqlEngine } from './sql-session';

const program = containedProgram.encode({
  kind: 'sql_duck_db',
  value: { sql: 'SELECT TRUE', inputTy: unitTy, outputTy: unitTy, defs: [] },
});

/** An engine that does what `run` and `reset` say; `ended` counts how often it was ended. */
function engine(behaviour: Partial<SqlEngine>, ended: string[], name: string): SqlEngine {
  return {
    runner: 'duckdb',
    repr: 'sql-duckdb',
    externals: [],
    environmentEpoch: name,
    check: async ({ sql }) => sql,
    run: async () => ({ batches: [{ count: 1, columns: [] }] }),
    pullSchema: async () => '',
    interrupt: async () => false,
    exec: async () => {},
    reset: async () => {},
    close: async () => {},
    terminate: () => ended.push(name),
    ...behaviour,
  };
}

function runnerOf(behaviour: Partial<SqlEngine>, ended: string[]): SqlRunner {
  let opened = 0;
  return new SqlRunner(defaultProfile('duckdb')!, async () =>
    engine(opened++ === 0 ? behaviour : {}, ended, `engine ${opened}`),
  );
}

const trap = new EngineRejection({ message: 'memory access out of bounds', dead: true });

test('an engine that broke while it ran a program is ended, and the next session has a new one', async () => {
  const ended: string[] = [];
  const runner = runnerOf({ run: () => Promise.reject(trap) }, ended);
  const first = await runner.build();
  if (!first.ok) throw new Error(first.error.message);
  const id = await first.value.prepare(program, new Uint8Array());
  await expect(first.value.execute(id, new Uint8Array())).rejects.toMatchObject({
    appError: { code: 'EXECUTION_ERROR', message: 'program too deeply nested for this engine' },
  });
  await expect(first.value.execute(id, new Uint8Array())).rejects.toMatchObject({
    appError: { code: 'DISCONNECTED' },
  });
  await first.value.shutdown();
  expect(ended).toEqual(['engine 1']);
  const second = await runner.build();
  if (!second.ok) throw new Error(second.error.message);
  expect(second.value.environmentEpoch).toBe('engine 2');
  expect(
    await second.value.execute(await second.value.prepare(program, new Uint8Array()), new Uint8Array()),
  ).toEqual(new Uint8Array());
});

test('an engine that cannot be emptied is replaced', async () => {
  const ended: string[] = [];
  const runner = runnerOf({ reset: () => Promise.reject(new Error('settings were changed')) }, ended);
  expect((await runner.exec('SELECT 1')).ok).toBe(true);
  await runner.reset();
  expect(ended).toEqual(['engine 1']);
  const session = await runner.build();
  expect(session.ok && session.value.environmentEpoch).toBe('engine 2');
});

test('an engine that broke in a set-up script is replaced', async () => {
  const ended: string[] = [];
  const runner = runnerOf({ exec: () => Promise.reject(trap) }, ended);
  expect(await runner.exec('SELECT 1')).toMatchObject({ ok: false });
  const session = await runner.build();
  expect(session.ok && session.value.environmentEpoch).toBe('engine 2');
});
