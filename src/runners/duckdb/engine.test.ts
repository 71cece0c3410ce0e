import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNodeDuckDb } from '../../cli/duckdb-database';
import {
  arrayTy,
  decode,
  enumTy,
  formatOf,
  optionTy,
  scalarTy,
  type Ty,
  TypeTable,
  tupleTy,
  unitTy,
  type Value,
} from '../../value';
import { encodeResult, leavesOf, rowShapeOf, shapeOf } from '../relational';
import { DuckEngine } from './engine';
import { packedType } from './literal';

let engine: DuckEngine;
let lives = 0;
beforeAll(async () => {
  engine = await DuckEngine.open(await openNodeDuckDb(), () => `life ${++lives}`);
}, 60_000);
afterAll(() => engine.close());

const table = new TypeTable([]);

async function run(sql: string, output: Ty, input: Ty = unitTy, value: Value = []): Promise<Value> {
  const program = { sql, outputTy: output, output: rowShapeOf(output, []), table, defs: [] };
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
    const sql = "SELECT 4::INT4, ['a', 'b'], 1::INT2, 9007199254740993::INT8, NULL::INT2";
    expect(await run(sql, arrayTy(row))).toEqual([
      [4, ['a', 'b'], { tag: 1, payload: 9007199254740993n }, { tag: 0, payload: [] }],
    ]);
  });

  test('a packed tuple with an enum inside', async () => {
    const item = tupleTy(
      scalarTy('Bool'),
      enumTy([
        ['a', unitTy],
        ['b', scalarTy('Text')],
        ['c', scalarTy('Int8')],
      ]),
    );
    const sql = "SELECT [{'_0': true, '_1': {'_t': 2::INT2, '_1': NULL::TEXT, '_2': -1::INT1}}]";
    expect(await run(sql, tupleTy(arrayTy(item)))).toEqual([[[1, { tag: 2, payload: 255 }]]]);
  });

  test('NULL where none is allowed, and a wrong number of rows, are said', async () => {
    await expect(run('SELECT NULL::INT4', tupleTy(['qty', scalarTy('Int32')]))).rejects.toThrow(
      'unexpected NULL in field "qty"',
    );
    await expect(run('SELECT 1::INT4 WHERE false', scalarTy('Int32'))).rejects.toThrow(
      'expected 1 row, got 0',
    );
  });
});

describe('parameters (specification 4 §14)', () => {
  test.each<[string, Ty, Value]>([
    ['the largest Uint64', scalarTy('Uint64'), 0xffffffffffffffffn],
    ['NaN', scalarTy('Float64'), 0x7ff8000000000000n],
    ['minus zero', scalarTy('Float64'), 0x8000000000000000n],
    ['a text with quotes', scalarTy('Text'), 'it\'s "$1"'],
    ['none', optionTy(scalarTy('Int64')), { tag: 0, payload: [] }],
    ['some', optionTy(scalarTy('Int64')), { tag: 1, payload: 0x8000000000000000n }],
  ])('%s comes back as it went in', async (_, ty, value) => {
    const type = packedType(ty, table);
    expect(await run(`SELECT $1::${type}`, tupleTy(ty), tupleTy(ty), [value])).toEqual([value]);
  });

  test('arrays go in as literals, also with names and placeholders in their texts', async () => {
    const ty = tupleTy(arrayTy(tupleTy(scalarTy('Text'), optionTy(scalarTy('Float64')))), scalarTy('Int8'));
    const value: Value = [
      [
        ["a'b $2 \u0000", { tag: 0, payload: [] }],
        ['', { tag: 1, payload: 0x7ff0000000000000n }],
      ],
      7,
    ];
    expect(await run('SELECT $1, $2::INT1 AS "$1" -- $1', ty, ty, value)).toEqual(value);
  });

  test('a long array goes in as a table and keeps its order and its holes', async () => {
    const ty = arrayTy(tupleTy(scalarTy('Int64'), optionTy(scalarTy('Text')), scalarTy('Bool')));
    const value: Value = Array.from({ length: 3000 }, (_, i) => [
      BigInt(i) * 4_000_000_000_000_000n,
      i % 3 === 0 ? { tag: 0, payload: [] } : { tag: 1, payload: `é${i}` },
      i % 2,
    ]);
    const wrapped = tupleTy(ty);
    expect(await run('SELECT $1', wrapped, wrapped, [value])).toEqual([value]);
  });
});

test('a reset leaves nothing behind and begins a new epoch', async () => {
  await engine.exec('CREATE TABLE t (x INT); CREATE SCHEMA s; CREATE TABLE s.u (y INT)');
  const before = engine.environmentEpoch;
  await engine.reset();
  expect(engine.environmentEpoch).not.toBe(before);
  expect(await engine.pullSchema()).toBe('');
});

test('nothing outside can be reached', async () => {
  await expect(engine.exec("SELECT * FROM read_csv('/etc/passwd')")).rejects.toThrow('Permission Error');
});

test('tables are described as Lutra source (specification 4 §16)', async () => {
  await engine.reset();
  await engine.exec(
    'CREATE TABLE order_lines (id BIGINT PRIMARY KEY, note VARCHAR, sizes STRUCT(w INTEGER, "b c" DOUBLE[]) NOT NULL)',
  );
  expect(await engine.pullSchema()).toBe(`
## Row of table order_lines
type OrderLine: {
  id: Int64,
  note: enum {none, some: Text},
  sizes: {w: Int32, \`b c\`: [Float64]},
}
## Read from table order_lines
func from_order_lines(): [OrderLine] -> std::sql::from("order_lines")
## Write into table order_lines
func insert_order_lines(values: [OrderLine]) -> std::sql::insert(values, "order_lines")
## Lookup in order_lines by constraint order_lines_id_pkey
func from_order_lines_by_id(id: Int64): enum {none, some: OrderLine} -> (
  from_order_lines() | std::find(x -> x.id == id)
)
`);
});
