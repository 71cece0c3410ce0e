import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { arrayTy, encode, formatOf, scalarTy, TypeTable } from '../../value';
import { printed } from '../output';
import { Workbench } from '../workbench';
import { literal, quoted } from './literal';
import { judge } from './oracle';
import { Random } from './random';
import {
  array,
  option,
  randomType,
  type ScalarName,
  scalar,
  scalars,
  type Type,
  tuple,
  typeText,
} from './type';

let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.open(undefined, { sqlOptions: { strictNan: true } });
});

afterAll(() => workbench.close());

const databases = ['duckdb', 'pglite'] as const;

/** A value goes in and comes out again, on every runner the same (specification 4 H23). */
async function echoes(type: Type, seed: number): Promise<string | undefined> {
  const value = literal(new Random(seed), type, 'computed', 3);
  const body = { type, operator: 'variable', parts: ['p0'] };
  return judge(workbench, { parameters: [{ name: 'p0', type, value }], body });
}

describe('echo programs', () => {
  test.each(scalars)('%s alone, in an option, in arrays, in tuples', async (name: ScalarName) => {
    const one = scalar(name);
    for (const type of [
      one,
      option(one),
      array(one),
      array(option(one)),
      option(array(one)),
      tuple({ type: one }, { name: 'o', type: option(one) }, { type: array(one) }),
      array(tuple({ type: one }, { type: option(one) })),
      option(option(one)),
    ]) {
      for (let seed = 1; seed <= 2; seed++) expect(await echoes(type, seed)).toBeUndefined();
    }
  });

  test('random types', async () => {
    const random = new Random(7);
    for (let i = 0; i < 100; i++) expect(await echoes(randomType(random, 3), i)).toBeUndefined();
  });
});

async function run(source: string, runner: string, input?: string, setup?: string): Promise<string> {
  const program = { sources: [{ path: '', text: source }] };
  const encoded = input === undefined ? undefined : await workbench.input(program, input);
  if (encoded?.ok === false) return JSON.stringify(encoded.error);
  const result = await workbench.run(program, {
    runner,
    ...(encoded === undefined ? {} : { input: encoded.value }),
    ...(setup === undefined ? {} : { setup }),
  });
  if (result.ok) return printed(result.value.output, result.value.type).replace(/\s+/g, ' ');
  return result.error.kind === 'error' ? result.error.error.message : 'diagnostics';
}

/** Bits of floats: random ones, powers of two and of ten with their neighbours, halves, midpoints, and the outermost. */
function floats(width: 32 | 64): (number | bigint)[] {
  const random = new Random(5);
  const view = new DataView(new ArrayBuffer(8));
  const found: (number | bigint)[] = [];
  const bits = (pattern: bigint) =>
    found.push(width === 64 ? BigInt.asUintN(64, pattern) : Number(BigInt.asUintN(32, pattern)));
  const near = (value: number) => {
    if (width === 64) view.setFloat64(0, value);
    else view.setFloat32(0, value);
    const middle = width === 64 ? view.getBigUint64(0) : BigInt(view.getUint32(0));
    for (const step of [-1n, 0n, 1n]) bits(middle + step);
  };
  const word = () => BigInt(random.below(2 ** 32));
  for (let i = 0; i < 2000; i++) bits((word() << 32n) | word());
  const [least, greatest] = width === 64 ? [-1074, 1024] : [-148, 128];
  for (let e = least; e < greatest; e++) near((e % 2 === 0 ? 1 : -1) * 2 ** e);
  const [small, large] = width === 64 ? [-322, 308] : [-44, 38];
  for (let e = small; e < large; e++) near(Number(`${1 + random.below(9)}e${e}`));
  for (let i = 0; i < 500; i++) near((random.below(2 ** 23) + 0.5) / 2 ** random.below(12));
  // Odd multiples of powers of five, doubled often: decimals with few digits midway between two floats.
  for (let five = 1; five < (width === 64 ? 23 : 10); five++)
    for (let i = 0; i < 40; i++)
      near((random.below(2 ** 22) * 2 + 1) * 5 ** five * 2 ** random.below(width === 64 ? 60 : 25));
  near(width === 64 ? Number.MAX_VALUE : 3.4028234663852886e38);
  near(width === 64 ? Number.MIN_VALUE : 2 ** -149);
  return found;
}

/** Texts that would break a statement which was glued together. */
const hostile = [
  "'); DROP TABLE t; --",
  '"; DROP TABLE t; --',
  "\\'; SELECT 1; --",
  "''",
  "\\''",
  '$1',
  '$$',
  '/*',
  '*/ --',
  ';',
  '%_\\',
  'a\nb',
  '🦦',
  'x"y',
];

describe.each(databases)('on %s', (runner) => {
  test('texts stay texts, as literals and as inputs', async () => {
    const items = `[${hostile.map(quoted).join(', ')}]`;
    const source = 'func main(x: [Text], y: Text) -> {x | map(t -> f"<{t}>"), y, x | filter(t -> t == y)}';
    for (const text of hostile) {
      const input = `{${items}, ${quoted(text)}}`;
      expect(await run(source, runner, input)).toBe(await run(source, 'interpreter', input));
      const whole = `func main() -> (let x = ${items}; let y = ${quoted(text)}; {x | map(t -> f"<{t}>"), y, x | filter(t -> t == y)})`;
      expect(await run(whole, runner)).toBe(await run(source, 'interpreter', input).then((found) => found));
    }
  });

  test.each(hostile.filter((name) => !name.includes('\n') && !name.includes('/')))(
    'the table and column name %s',
    async (name) => {
      const quotedName = `"${name.replaceAll('"', '""')}"`;
      const field = `\`${name}\``;
      const source = `type R: {${field}: Int32, other: Text}
func main(): [R] -> sql::from(${quoted(name)}) | filter(func (r: R) -> r.${field} > 1)`;
      const setup = `CREATE TABLE ${quotedName} (${quotedName} INTEGER NOT NULL, other TEXT NOT NULL);
INSERT INTO ${quotedName} VALUES (1, 'a'), (2, 'b');`;
      expect(await run(source, runner, undefined, setup)).toBe(`[ { ${name} = 2, other = "b", }, ]`);
      const write = `func main() -> sql::insert([{${field} = 5: Int32, other = "c"}], ${quoted(name)})`;
      expect(await run(write, runner, undefined, setup)).toBe('{}');
    },
  );

  test('long arrays, of every kind of item', async () => {
    const source =
      'func main(x: [{Int64, Text, Float64, Int8?, Bool}], y: [Text], z: [[Int16]]) -> {x, y, z}';
    const rows = Array.from({ length: 1500 }, (_, i) => {
      const o = i % 3 === 0 ? '.none' : `.some(${i % 100})`;
      return `{${i * 9007199254}, ${quoted(hostile[i % hostile.length]!)}, ${i}.25, ${o}, ${i % 2 === 0}}`;
    });
    const texts = rows.map((_, i) => quoted(`${hostile[i % hostile.length]}${i}`));
    const nested = rows.map((_, i) => `[${i}, ${-i}]`);
    const input = `{[${rows.join(', ')}], [${texts.join(', ')}], [${nested.join(', ')}]}`;
    expect(await run(source, runner, input)).toBe(await run(source, 'interpreter', input));
  });

  test.each([32, 64] as const)('the text of every sort of float of %i bits', async (width) => {
    const values = floats(width);
    const name = width === 64 ? 'Float64' : 'Float32';
    const format = formatOf(arrayTy(scalarTy(name)), new TypeTable([]));
    const input = format.ok ? encode(values, format.value) : format;
    if (!input.ok) throw new Error(input.error.message);
    const texts = async (engine: string) => {
      const source = `func main(x: [${name}]) -> x | map(v -> to_text(v))`;
      const sources = [{ path: '', text: source }];
      const result = await workbench.run({ sources }, { runner: engine, input: input.value });
      if (!result.ok) throw new Error(JSON.stringify(result.error));
      return printed(result.value.output, result.value.type).split('\n').slice(1, -1);
    };
    const [wanted, found] = [await texts('interpreter'), await texts(runner)];
    expect(found.length).toBe(values.length);
    expect(found.flatMap((text, i) => (text === wanted[i] ? [] : [{ text, wanted: wanted[i] }]))).toEqual([]);
  });

  test('a row of 300 fields', async () => {
    const fields = Array.from({ length: 300 }, (_, i) => `f${i}: Int32`).join(', ');
    const values = Array.from({ length: 300 }, (_, i) => `${i}`).join(', ');
    const source = `type Wide: {${fields}}
func main() -> [{${values}}, {${values}}]: [Wide] | filter(func (w: Wide) -> w.f7 == 7) | map(func (w: Wide) -> {w.f299, ..w})`;
    expect(await run(source, runner)).toBe(await run(source, 'interpreter'));
  });

  test('an enum of 40 variants', async () => {
    const variants = Array.from({ length: 40 }, (_, i) => `v${i}: {Int32, Text}`).join(', ');
    const arms = Array.from({ length: 40 }, (_, i) => `.v${i}(p) => p.0 + ${i}`).join(', ');
    const items = Array.from({ length: 40 }, (_, i) => `.v${i}({${i}, "t"})`).join(', ');
    const source = `type E: enum {${variants}}
func main() -> (let es = [${items}]: [E]; {es, es | map(func (e: E) -> match e {${arms}})})`;
    expect(await run(source, runner)).toBe(await run(source, 'interpreter'));
  });

  test('a literal of 10,000 items', async () => {
    const items = Array.from({ length: 10_000 }, (_, i) => `${(i * 7919) % 10_007}`).join(', ');
    const source = `func main() -> [${items}]: [Int32] | sort(x -> x) | slice(4998, 5002)`;
    expect(await run(source, runner)).toBe(await run(source, 'interpreter'));
  });

  test('a pipeline of 100 steps', async () => {
    const steps = ' | map(x -> x + 1) | filter(x -> x > 0)'.repeat(50);
    const source = `func main() -> [1: Int32, 2]${steps}`;
    expect(await run(source, runner)).toBe('[ 51, 52, ]');
  });

  test.each(scalars)('%s comes back from a table as it was written', async (name: ScalarName) => {
    const random = new Random(11);
    const one = scalar(name);
    const row = tuple(
      { name: 'k', type: scalar('Int64') },
      { name: 'a', type: one },
      { name: 'b', type: option(one) },
    );
    const source = (value: Type) => literal(random, value, 'computed', 1).parts.join('');
    const rows = Array.from({ length: 8 }, (_, i) => `{${i}, ${source(one)}, ${source(option(one))}}`).join(
      ', ',
    );
    const columns = (runner === 'duckdb' ? duckType : postgresType)(name);
    const insert = workbench.sql(
      { sources: [{ path: '', text: `func main() -> sql::insert([${rows}]: [${typeText(row)}], "t")` }] },
      runner,
    );
    if (!insert.ok) throw new Error(JSON.stringify(insert.error));
    const setup = `CREATE TABLE t (k BIGINT NOT NULL, a ${columns} NOT NULL, b ${columns}); ${insert.value}`;
    const read = `func main(): [${typeText(row)}] -> sql::from("t") | sort(func (r: ${typeText(row)}) -> r.k)`;
    const expected = await run(`func main(): [${typeText(row)}] -> [${rows}]`, 'interpreter');
    expect(await run(read, runner, undefined, setup)).toBe(expected);
  });
});

function duckType(name: ScalarName): string {
  const types: Partial<Record<ScalarName, string>> = {
    Bool: 'BOOL',
    Int8: 'INT1',
    Int16: 'INT2',
    Int32: 'INT4',
    Int64: 'INT8',
    Uint8: 'UINT8',
    Uint16: 'UINT16',
    Uint32: 'UINT32',
    Uint64: 'UINT64',
    Float32: 'FLOAT4',
    Float64: 'FLOAT8',
    Text: 'TEXT',
    Duration: 'INT8',
    Decimal: 'DECIMAL(18,2)',
  };
  return types[name] ?? name.toUpperCase();
}

function postgresType(name: ScalarName): string {
  const types: Partial<Record<ScalarName, string>> = {
    Bool: 'BOOLEAN',
    Int8: 'SMALLINT',
    Int16: 'SMALLINT',
    Int32: 'INTEGER',
    Int64: 'BIGINT',
    Uint8: 'SMALLINT',
    Uint16: 'INTEGER',
    Uint32: 'BIGINT',
    Uint64: 'NUMERIC(20)',
    Float32: 'REAL',
    Float64: 'FLOAT',
    Text: 'TEXT',
    Duration: 'BIGINT',
    Decimal: 'DECIMAL',
  };
  return types[name] ?? name.toUpperCase();
}
