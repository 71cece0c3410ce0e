import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { printed } from './output';
import { Workbench } from './workbench';

let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.open();
});

afterAll(() => workbench.close());

async function run(source: string, runner: string, setup?: string): Promise<string> {
  const program = { sources: [{ path: '', text: source }] };
  const result = await workbench.run(program, { runner, ...(setup === undefined ? {} : { setup }) });
  if (result.ok) return printed(result.value.output, result.value.type).replace(/\s+/g, ' ');
  return result.error.kind === 'error' ? `error: ${result.error.error.message}` : 'diagnostics';
}

/** What a program leaves no trace of for the next one, whatever its set-up script did. */
const traces: Readonly<Record<string, readonly string[]>> = {
  duckdb: [
    'CREATE TABLE t (a INT); THIS IS WRONG',
    'BEGIN; CREATE TABLE t (a INT)',
    'BEGIN; SELECT * FROM nothing_here',
    'CREATE TABLE t (a INT); INSERT INTO t VALUES (1)',
    'CREATE SCHEMA crm; CREATE TABLE crm.t (a INT); CREATE VIEW v AS SELECT 1 AS a; USE crm',
    "SET ieee_floating_point_ops = false; SET integer_division = true; SET default_null_order = 'nulls_first'",
    "SET GLOBAL default_null_order = 'nulls_first'",
    "CREATE OR REPLACE TEMP MACRO lutra_float_text(x) AS 'broken'; CREATE TEMP TABLE t (a INT)",
    "ATTACH ':memory:' AS other; USE other; CREATE TABLE t (a INT)",
    'CREATE TABLE memory.t (a INT)',
    'PREPARE q AS SELECT 1; SET VARIABLE x = 5',
  ],
  pglite: [
    'CREATE TABLE t (a INT); THIS IS WRONG',
    'BEGIN; CREATE TABLE t (a INT)',
    'BEGIN; SELECT * FROM nothing_here',
    'CREATE TABLE t (a INT); INSERT INTO t VALUES (1)',
    'CREATE SCHEMA crm; CREATE TABLE crm.t (a INT); CREATE VIEW v AS SELECT 1 AS a; SET search_path = crm',
    "SET TimeZone = 'Asia/Tokyo'; SET extra_float_digits = -5; SET standard_conforming_strings = off; SET statement_timeout = 1",
    'DROP FUNCTION pg_temp.lutra_fail(text); CREATE TEMP TABLE t (a INT)',
    'CREATE ROLE visitor; SET ROLE visitor',
    'DROP SCHEMA public CASCADE',
    'PREPARE q AS SELECT 1; DECLARE c CURSOR WITH HOLD FOR SELECT 1; LISTEN x',
  ],
};

const probe = `type R: {a: Int32}
func main() -> {
  to_text(1e20: Float64), to_text(0.1: Float64), "a\\\\b", 1.0: Float64 / 0.0, 7: Int32 / 2,
  date::to_timestamp(@2024-01-01, "UTC"), math::pow(2: Int64, 3),
}`;
const expected = '{ "100000000000000000000", "0.1", "a\\\\b", inf, 3, @2024-01-01T00:00:00.000000, 8, }';
const fromTable = 'type R: {a: Int32}\nfunc main(): [R] -> sql::from("t")';

describe.each(Object.keys(traces))('on %s', (runner) => {
  test.each(traces[runner]!)('nothing is left of: %s', async (setup) => {
    await run('func main() -> [1: Int8, 2] | map(x -> x)', runner, setup);
    expect(await run(probe, runner)).toBe(expected);
    expect(await run(fromTable, runner)).toMatch(/^error: .*(?:does not exist|no table)/);
    const table = 'CREATE TABLE t (a INTEGER NOT NULL); INSERT INTO t VALUES (7)';
    expect(await run(fromTable, runner, table)).toBe('[ { a = 7, }, ]');
  });

  test('a failing program does not disturb the next', async () => {
    expect(await run('func main() -> [1: Int32, 0] | map(x -> 1 / x)', runner)).toBe(
      'error: error: division by zero',
    );
    expect(await run('func main(): [{a: Int32}] -> sql::raw("SELECT nothing AS a")', runner)).toMatch(
      /^error/,
    );
    expect(await run(probe, runner)).toBe(expected);
  });
});
