import { describe, expect, test } from 'vitest';
import { stdSources } from '../../../std';
import { checkProject } from '../../project/check-project';
import { marked } from '../marked';
import { type CompletionItem, type CompletionSettings, complete } from '.';

const std = checkProject(stdSources, { isStd: true }).project!;

function itemsAt(text: string, settings?: CompletionSettings): readonly CompletionItem[] {
  const { snapshot, file, offset } = marked(text, std);
  return complete(snapshot, file, offset, settings)!.items;
}

function labels(text: string, settings?: CompletionSettings): string[] {
  return itemsAt(text, settings).map(({ label }) => label);
}

const head = `
type Kind: enum {open, paid: Date, lost}
type Row: {id: Int64, country: Text, kind: Kind}
const rows: [Row] = []
func rich(all: [Row]): Bool -> true
`;

describe('EDT-6', () => {
  test('EDT-6 fields behind a dot, in declaration order, with their types', () => {
    const items = itemsAt(`${head}func main() -> rows | filter(r -> r.‸)`);
    expect(items.map(({ label, detail }) => `${label}: ${detail}`)).toEqual([
      'id: Int64',
      'country: Text',
      'kind: Kind',
    ]);
  });

  test('EDT-6 fields of frames, of unnamed fields, of type parameters', () => {
    expect(labels('type Cents(amount: Int64)\nfunc f(c: Cents) -> c.‸')).toEqual(['amount', '0']);
    expect(labels('func f(c: {Bool, a: Text}) -> c.‸')).toEqual(['0', 'a']);
    expect(labels('func f(c: T) where T: {x: Bool, ..} -> c.‸')).toEqual(['x']);
  });

  test('EDT-6 variants where an enum is expected', () => {
    expect(labels(`${head}const k: Kind = .‸`)).toEqual(['open', 'paid', 'lost']);
    expect(labels(`${head}func f(k: Kind) -> k == .p‸`)).toEqual(['open', 'paid', 'lost']);
    const paid = itemsAt(`${head}const k: Kind = .‸`)[1]!;
    expect(paid.detail).toBe('.paid(Date)');
    expect(paid.insert).toBe('paid($0)');
  });

  test('EDT-6 behind a pipe the functions that take the value, best match first, with results', () => {
    const items = itemsAt(`${head}func main() -> rows | ‸`);
    const names = items.map(({ label }) => label);
    expect(names[0]).toBe('rich');
    expect(names).toContain('filter');
    expect(names).toContain('group_map');
    expect(names).not.toContain('text::length');
    expect(names).not.toContain('to_text');
    expect(items.find(({ label }) => label === 'count')!.detail).toBe('func count(array: [Row]): Int64');
    expect(items.find(({ label }) => label === 'filter')!.result).toBe('[Row]');
  });

  test('EDT-6 behind a pipe with a word begun', () => {
    const names = labels('func main() -> "a,b" | text::le‸');
    expect(names).toContain('length');
    expect(labels('func main() -> "a,b" | le‸')).toContain('text::length');
  });

  test('EDT-6 in a match the missing variants, and all of them at once', () => {
    const items = itemsAt(`${head}func f(k: Kind): Int8 -> match k { .open => 1, ‸ }`);
    expect(items.map(({ label }) => label)).toEqual(['all missing arms', '.paid', '.lost']);
    expect(items[0]!.insert).toBe('.paid($' + '{1:value}) => $3,\n.lost => $4,');
  });

  test('EDT-6 in a match that has just been opened, and inside of patterns', () => {
    expect(labels(`${head}func f(k: Kind): Int8 -> match k {‸`)).toEqual([
      'all missing arms',
      '.open',
      '.paid',
      '.lost',
    ]);
    expect(labels(`${head}func f(k: Kind): Int8 -> match k { .‸`)).toEqual(['open', 'paid', 'lost']);
    expect(labels(`${head}func f(k: Kind): Int8 -> match k { .paid(‸`)).toEqual([]);
  });

  test('EDT-6 in a tuple the missing fields, and all of them at once', () => {
    const items = itemsAt(`${head}const one: Row = {id = 1, ‸}`);
    expect(items.slice(0, 3).map(({ label }) => label)).toEqual(['all fields', 'country =', 'kind =']);
    expect(items[0]!.insert).toBe('country = $' + '{1:""}, kind = $' + '{2:.open}');
  });

  test('EDT-6 names in scope, those of the wanted type first', () => {
    const names = labels(`${head}func f(a: Text, n: Int64): Int64 -> ‸`);
    expect(names[0]).toBe('n');
    expect(names.indexOf('a')).toBeGreaterThan(0);
    expect(names).toContain('rows');
    expect(names).toContain('count');
    expect(names).toContain('math::abs');
  });

  test('EDT-6 names of let, lambdas and patterns are known where they hold, and only there', () => {
    expect(labels('func f(a: Int8) -> (let b = a; ‸)')).toEqual(expect.arrayContaining(['a', 'b']));
    expect(labels('func f(a: Int8) -> (let b = ‸; a)')).not.toContain('b');
    expect(labels('func f(a: Int8?) -> match a { .some(v) => ‸, .none => 1 }')).toContain('v');
    expect(labels('func f(a: Int8?) -> match a { .some(v) => 2, .none => ‸ }')).not.toContain('v');
    expect(labels('func f(a: [Int8]) -> map(a, x -> ‸)')).toContain('x');
  });

  test('EDT-6 local names while one is being written', () => {
    expect(labels('func f(alpha: Int8) -> al‸')[0]).toBe('alpha');
    expect(labels('func f(a: [Int8]) -> map(a, beta -> be‸)')).toContain('beta');
    expect(labels('func f(alpha: Int8) -> (let b = al‸pha; b)')).toContain('alpha');
  });

  test('EDT-6 members of a module behind ::', () => {
    expect(labels('func f() -> math::‸')).toContain('abs');
    expect(labels('module geo { const r = 1: Int8 }\nfunc f() -> geo::‸')).toEqual(['r']);
    expect(labels('import std::math::‸')).toContain('abs');
  });

  test('EDT-6 types where a type is wanted', () => {
    const names = labels(`${head}func f(a: ‸) -> a`);
    expect(names).toEqual(expect.arrayContaining(['Row', 'Kind', 'Int64', 'enum']));
    expect(names).not.toContain('rows');
    expect(labels('func f(a: T‸) where T -> a')[0]).toBe('T');
    expect(labels('func f(a: T) where T: ‸ -> a')).toEqual(expect.arrayContaining(['AnyNumber', 'Text']));
    expect(labels(`${head}func f(): [R‸] -> rows`)).toContain('Row');
  });

  test('EDT-6 annotations behind @, keywords between definitions, nothing where a name is made up', () => {
    expect(labels('@‸\nfunc f() -> true')).toEqual(expect.arrayContaining(['hidden', 'doc']));
    expect(labels('const a = true\n‸')).toEqual(expect.arrayContaining(['func', 'type', 'const']));
    expect(labels('const a = true\nfu‸')).toContain('func');
    expect(labels('func ‸')).toEqual([]);
    expect(labels('func f(a: Int8) -> (let ‸')).toEqual([]);
  });

  test('EDT-6 tables and files that there are, inside of the texts that name them', () => {
    const settings = { tables: ['orders', 'people'], files: ['in.parquet'] };
    expect(labels('func f(): [{id: Int64}] -> sql::from("o‸")', settings)).toEqual(['orders', 'people']);
    expect(labels('func f(): [{id: Int64}] -> fs::read_parquet("‸")', settings)).toEqual(['in.parquet']);
  });

  test('EDT-6 names and fields inside of interpolated texts', () => {
    expect(labels(`${head}func f(r: Row, n: Text) -> f"a{‸}"`).slice(0, 2)).toEqual(['n', 'r']);
    expect(labels(`${head}func f(r: Row) -> f"a{r.co‸}"`)).toEqual(['id', 'country', 'kind']);
    const { snapshot, file, offset } = marked('func f(n: Text) -> f"a{{‸}}"', std);
    expect(complete(snapshot, file, offset)).toBeUndefined();
  });

  test('EDT-6 labels of a call', () => {
    expect(labels('func f(low lo: Int8, high hi: Int8) -> lo\nfunc g() -> f(low = 1, ‸)')[0]).toBe('high =');
  });
});

test('EDT-7 an entry has its signature and all of its documentation', () => {
  const [item] = itemsAt(
    '## Twice as much. Or more.\nfunc twice(n: Int8): Int8 -> n * 2\nconst k: Int8 = 1\nfunc f() -> k | tw‸',
  );
  expect(item).toMatchObject({
    label: 'twice',
    detail: 'func twice(Int8): Int8',
    doc: 'Twice as much. Or more.',
  });
});

test('EDT-8 what the runner does not offer comes last, with the reason; hidden names after it', () => {
  const items = itemsAt('@hidden\nfunc secret(n: Int8) -> n\nfunc open(n: Int8) -> n\nfunc f(n: Int8) -> ‸', {
    refusal: (path) => (path.startsWith('std::sql') ? 'only databases have tables' : undefined),
  });
  const names = items.map(({ label }) => label);
  expect(names.at(-1)).toBe('secret');
  expect(names.at(-2)).toMatch(/^sql::/);
  expect(items.at(-2)!.refusal).toBe('only databases have tables');
});

test('EDT-9 works in texts that do not parse or check', () => {
  expect(labels(`${head}func main() -> rows | filter(r -> r.‸`)).toEqual(['id', 'country', 'kind']);
  expect(labels(`${head}func main() -> rows | map(r -> {r.id, x = r.‸`)).toEqual(['id', 'country', 'kind']);
  expect(
    labels(`${head}func main() -> rows | map(r -> {r.id, r.nope}) | filter(s -> s.‸)\nconst z: Int8 = "a"`),
  ).toEqual(['id', 'nope']);
  expect(
    labels(`${head}const bad = nowhere(1)\nfunc main() -> (let x = rows[0]; x.‸\nfunc other() -> 1`),
  ).toEqual(['id', 'country', 'kind']);
});
