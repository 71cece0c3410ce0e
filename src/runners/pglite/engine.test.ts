import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  arrayTy,
  decode,
  enumTy,
  formatOf,
  identTy,
  optionTy,
  scalarTy,
  type Ty,
  type TyDef,
  TypeTable,
  tupleTy,
  unitTy,
  type Value,
} from '../../value';
import { encodeResult, leavesOf, rowShapeOf, shapeOf } from '../relational';
import { openPgDatabase } from './database';
import { PgEngine } from './engine';

let engine: PgEngine;
let lives = 0;
beforeAll(async () => {
  engine = await PgEngine.open(await openPgDatabase(), () => `life ${++lives}`);
}, 120_000);
afterAll(() => engine.close());

async function run(
  sql: string,
  output: Ty,
  input: Ty = unitTy,
  value: Value = [],
  defs: readonly TyDef[] = [],
): Promise<Value> {
  const table = new TypeTable(defs);
  const program = { sql, outputTy: output, output: rowShapeOf(output, defs), table, defs };
  const result = await engine.run(program, leavesOf(value, shapeOf(input, table)));
  const format = formatOf(output, table);
  if (!format.ok) throw new Error(format.error.message);
  const read = decode(encodeResult(result, program.output, format.value), format.value);
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

describe('results (specification 4 §15)', () => {
  test('the trace of the section: scalars, packed texts, an enum and an option', async () => {
    const mood = enumTy([
      ['calm', unitTy],
      ['loud', scalarTy('Int64')],
      ['sad', unitTy],
    ]);
    const row = tupleTy(scalarTy('Int32'), arrayTy(scalarTy('Text')), mood, optionTy(scalarTy('Int16')));
    const sql = `SELECT 4::int4, '["a", "b"]'::jsonb, 1::int2, 9007199254740993::int8, NULL::int2`;
    expect(await run(sql, arrayTy(row))).toEqual([
      [4, ['a', 'b'], { tag: 1, payload: 9007199254740993n }, { tag: 0, payload: [] }],
    ]);
  });

  test('a value beyond its type in a wider column is an overflow', async () => {
    await expect(run('SELECT 200::int2', scalarTy('Int8'))).rejects.toThrow('integer overflow');
  });

  test('a recursive value', async () => {
    const chain = identTy('Chain');
    const defs = [
      {
        name: ['Chain'],
        ty: enumTy(
          [
            ['stop', unitTy],
            ['link', tupleTy(scalarTy('Int16'), chain)],
          ],
          [1],
        ),
      },
    ];
    const value = await run(`SELECT 1::int2, '[1, {"1": [2, {"0": []}]}]'::jsonb`, chain, unitTy, [], defs);
    expect(value).toEqual({ tag: 1, payload: [1, { tag: 1, payload: [2, { tag: 0, payload: [] }] }] });
  });
});

describe('parameters (specification 4 §14)', () => {
  test.each<[string, string, Ty, Value]>([
    ['the largest Uint64', 'numeric', scalarTy('Uint64'), 0xffffffffffffffffn],
    ['NaN', 'float8', scalarTy('Float64'), 0x7ff8000000000000n],
    ['minus zero', 'float8', scalarTy('Float64'), 0x8000000000000000n],
    ['a Float32', 'float4', scalarTy('Float32'), 0x3dcccccd],
    ['a text with quotes', 'text', scalarTy('Text'), 'it\'s "$1" \\ é'],
    ['false', 'bool', scalarTy('Bool'), 0],
    ['none', 'int8', optionTy(scalarTy('Int64')), { tag: 0, payload: [] }],
    [
      'packed values',
      'jsonb',
      arrayTy(tupleTy(scalarTy('Int64'), optionTy(scalarTy('Float64')), scalarTy('Text'))),
      [
        [0x7fffffffffffffffn, { tag: 1, payload: 0x7ff0000000000000n }, '"\n'],
        [0n, { tag: 0, payload: [] }, ''],
      ],
    ],
  ])('%s comes back as it went in', async (_, type, ty, value) => {
    expect(await run(`SELECT $1::${type}`, tupleTy(ty), tupleTy(ty), [value])).toEqual([value]);
  });
});

test('a guard raises the common text, and the session goes on', async () => {
  await expect(run(`SELECT pg_temp.lutra_fail('integer overflow')`, scalarTy('Int64'))).rejects.toMatchObject(
    { failure: { sqlState: 'LT001' } },
  );
  expect(await run('SELECT 1::int8', scalarTy('Int64'))).toBe(1n);
});

test('a reset leaves nothing behind, begins a new epoch and keeps the guard', async () => {
  await engine.exec('CREATE TABLE t (x int); CREATE SCHEMA s; CREATE TABLE s.u (y int)');
  const before = engine.environmentEpoch;
  await engine.reset();
  expect(engine.environmentEpoch).not.toBe(before);
  expect(await engine.pullSchema()).toBe('');
  await expect(run(`SELECT pg_temp.lutra_fail('x')`, scalarTy('Int64'))).rejects.toThrow('x');
});

test('tables are described as Lutra source (specification 4 §16)', async () => {
  await engine.exec(
    `CREATE SCHEMA crm; CREATE TABLE crm.stock (id int PRIMARY KEY, "home.street" text NOT NULL, "home.no" int2 NOT NULL)`,
  );
  expect(await engine.pullSchema()).toBe(`
module crm {

  ## Row of table stock
  type StockRow: {
    id: Int32,
    home: {
      street: Text,
      no: Int16,
    },
  }
  ## Read from table stock
  func from_stock(): [StockRow] -> std::sql::from("crm/stock")
  ## Write into table stock
  func insert_stock(values: [StockRow]) -> std::sql::insert(values, "crm/stock")
  ## Lookup in stock by index stock_pkey
  func from_stock_by_id(id: Int32): enum {none, some: StockRow} -> (
    from_stock() | std::find(x -> x.id == id)
  )
}
`);
});
