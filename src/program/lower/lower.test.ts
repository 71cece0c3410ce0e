import { beforeAll, describe, expect, test } from 'vitest';
import {
  type CheckedProject,
  checkEntry,
  checkProject,
  type Entry,
  type TypedExpr,
  type TypedOf,
} from '../../language';
import { stdSources } from '../../std';
import { compileToIr } from '../compile';
import { permittedExternals } from '../externals';
import { inline } from '../inline/inline';
import type { Program } from '../ir';
import { printExpr, printIr } from '../text/print-ir';
import { printTy } from '../text/print-ty';
import { readIr } from '../text/read-ir';
import { validate } from '../validate';
import { lower, lowerExpression } from './lower';

let std: CheckedProject;

beforeAll(() => {
  const outcome = checkProject(stdSources, { isStd: true });
  if (!outcome.project) throw new Error(outcome.diagnostics[0]!.message);
  std = outcome.project;
});

function checked(source: string, program = 'main'): { project: CheckedProject; entry: Entry } {
  const { project, diagnostics } = checkProject([{ path: '', text: source }], { std });
  if (!project) throw new Error(diagnostics[0]!.message);
  const outcome = checkEntry(project, program);
  if (!outcome.entry) throw new Error(outcome.diagnostics[0]!.message);
  return { project, entry: outcome.entry };
}

/** The lowered program, well-formed before and after inlining, and readable from its text. */
function inlined(source: string, program?: string): Program {
  const { project, entry } = checked(source, program);
  const lowered = lower(project, entry);
  if (!lowered.ok) throw new Error(lowered.error[0]!.message);
  expect(validate(lowered.value)).toEqual([]);
  const result = inline(lowered.value);
  if (!result.ok) throw new Error(result.error[0]!.message);
  expect(validate(result.value)).toEqual([]);
  const text = printIr(result.value);
  const read = readIr(text);
  expect(read.ok && printIr(read.value)).toBe(text);
  return result.value;
}

/**
 * What is left of the body of `main`, in short: no types, externals by their last name, the parameter of `main` as
 * `input`, bindings numbered as they come.
 */
function body(source: string, program?: string): string {
  const { main } = inlined(source, program);
  if (main.kind !== 'function') throw new Error('main is not a function');
  const untyped = printExpr(main.body)
    .split('\n')
    .map((line) => line.replace(/: (?:func|enum|[[{]|[A-Z]|ops::).*?(,|;|)$/, '$1'))
    .join(' ');
  const numbers = new Map<string, number>();
  return untyped
    .replace(/\s+/g, ' ')
    .replace(/(let |var\.)(\d+)/g, (_, before: string, id: string) => {
      if (!numbers.has(id)) numbers.set(id, numbers.size);
      return `${before}${numbers.get(id)}`;
    })
    .replace(/external\.(?:\w+::)*/g, '')
    .replaceAll(`fn.${main.id}+0`, 'input')
    .replaceAll('( ', '(')
    .replaceAll(', )', ')')
    .replaceAll(' )', ')')
    .replaceAll(',', '')
    .replaceAll('(call ', '(')
    .replaceAll('tuple_lookup', 'field')
    .replaceAll('enum_', '');
}

function problem(source: string): string {
  const { project, entry } = checked(source);
  const result = compileToIr(project, entry, permittedExternals('bytecode-lt', []));
  if (result.ok) throw new Error('no problem found');
  return result.error
    .map(({ message, span }) => `${message} @ ${source.slice(span.start, span.end)}`)
    .join('\n');
}

describe('programs (specification 3 part H, O.34, O.47 to O.49)', () => {
  const signature = (source: string, program?: string): string => printTy(inlined(source, program).main.ty);

  test.each([
    ['const main = 5: Int8', 'func ({}) -> Int8', '5'],
    ['func main() -> 5: Int8', 'func ({}) -> Int8', '5'],
    ['func main(a: Int8) -> a', 'func (Int8) -> Int8', 'input'],
    ['func main(a: {Int8, Int8}) -> a.1', 'func ({Int8, Int8}) -> Int8', '(field input 1)'],
    [
      'func main(lhs a: Int8, b: Int8) -> a + b',
      'func ({lhs: Int8, Int8}) -> Int8',
      '(add (field input 0) (field input 1))',
    ],
    ['func main(a: Int8 = 3) -> a', 'func (Int8) -> Int8', 'input'],
    ['external func main(a: Int8): Int8', 'func (Int8) -> Int8', '(main input)'],
    ['external func main(): Int8', 'func ({}) -> Int8', '(main)'],
    [
      'external func main(a: Int8, Int16): Int8',
      'func ({a: Int8, Int16}) -> Int8',
      '(main (field input 0) (field input 1))',
    ],
  ])('%s', (source, type, expected) => {
    expect(signature(source)).toBe(type);
    expect(body(source)).toBe(expected);
  });

  test.each([
    ['func (n: Int64) -> n + 1', '(add input 1)'],
    ['std::sum([1: Int32, 2])', '(sum (array 1 2))'],
    // The result decides which function is the program, not the first one met.
    ['(let first = func (a: Int8) -> a; func (a: Int8, b: Int8) -> first(b))', '(field input 1)'],
    ['(let one = 1: Int8; func (b: Bool) -> {b, one})', '(tuple input 1)'],
  ])('the expression %s', (program, expected) => {
    expect(body('', program)).toBe(expected);
  });

  test('functions as input or output are refused', () => {
    const { project } = checked('func main() -> 1: Int8');
    const ty = { kind: 'function', params: [], result: { kind: 'primitive', width: 8 } } as const;
    const span = { file: '', start: 0, end: 4 };
    const expr = { kind: 'global', path: 'main', typeArgs: [], type: ty, span, extent: span } as const;
    const result = lower(project, { expr, input: ty, output: ty });
    expect(!result.ok && result.error[0]!.slug).toBe('entry-not-data');
  });

  test('a function built from typed trees is packed the same way', () => {
    const { project, entry } = checked('', 'func (lhs a: Int8, b: Int8) -> a');
    const result = lowerExpression(project, entry.expr as TypedOf<'function'>);
    expect(result.ok && printTy(result.value.main.ty)).toBe('func ({lhs: Int8, Int8}) -> Int8');
  });
});

describe('literals (specification 3 D3)', () => {
  test.each([
    ['300: Int8', '44'],
    ['-1: Uint16', '65535'],
    ['0xff: Int8', '255'],
    ['1_000: Int32', '1000'],
    ['-1: Int64', '18446744073709551615'],
    ['18446744073709551615: Uint64', '18446744073709551615'],
    ['-1.5: Float32', String(0xbfc00000)],
    ['0.1: Float64', String(0x3fb999999999999an)],
    ['12.34: Decimal', '1234'],
    ['7.3: Decimal', '730'],
    ['-0.05: Decimal', String(2n ** 64n - 5n)],
    ['true', '1'],
    ['@2000-03-01', '11017'],
    ['@1969-12-31', String(0xffffffff)],
    ['@0000-01-01', String(2 ** 32 - 719528)],
    ['@-0:00:01', String(2n ** 64n - 1_000_000n)],
    ['@1970-01-02T25:00:00', String(49n * 3_600_000_000n)],
  ])('%s', (literal, expected) => {
    expect(body(`func main() -> ${literal}`)).toBe(expected);
  });

  test('a date outside the calendar is reported at the literal and at the pattern', () => {
    expect(
      problem('func main() -> {@9999999-01-01, match @2024-02-29 {@-9999999-01-01 => 1: Int8, _ => 2}}'),
    ).toBe('invalid date @ @9999999-01-01\ninvalid date @ @-9999999-01-01');
    expect(problem('func main() -> @9999999-01-01T00:00:00')).toBe('invalid date @ @9999999-01-01T00:00:00');
  });
});

describe('patterns (specification 3 D4, O.36, O.40, O.41)', () => {
  const level = 'type Level: enum {low, mid: Int8, high: Int8}\n';

  test('a variant is its tag', () => {
    expect(body(`${level}func main(l: Level) -> match l { .low => "a", .mid => "b", _ => "c" }`)).toBe(
      '(switch ((eq (tag input) 0) "a") ((eq (tag input) 1) "b") (1 "c"))',
    );
  });

  test('names are access paths', () => {
    expect(body(`${level}func main(l: Level) -> match l { .mid(n) => n, _ => 0 }`)).toBe(
      '(switch ((eq (tag input) 1) (unwrap input 1)) (1 0))',
    );
  });

  test('alternatives that bind choose the path', () => {
    expect(body(`${level}func main(l: Level) -> match l { .mid(n) | .high(n) => n, _ => 0 }`)).toBe(
      '(switch ((or (eq (tag input) 1) (eq (tag input) 2))' +
        ' (switch ((eq (tag input) 1) (unwrap input 1)) ((eq (tag input) 2) (unwrap input 2)))) (1 0))',
    );
  });

  test('conditions inside a payload', () => {
    expect(body(`${level}func main(l: Level) -> match l { .mid(1 | 2) => true, _ => false }`)).toBe(
      '(and (eq (tag input) 1) (or (eq (unwrap input 1) 1) (eq (unwrap input 1) 2)))',
    );
  });

  test.each([
    ['Int32', '7', '7'],
    ['Float64', '2.0', String(0x4000000000000000n)],
    ['Decimal', '1.50', '150'],
    ['Text', '"x"', '"x"'],
    ['Bool', 'true', '1'],
    ['Date', '@1970-01-02', '1'],
  ])('a literal of type %s', (type, literal, bits) => {
    expect(body(`func main(v: ${type}) -> match v { ${literal} => "yes", _ => "no" }`)).toBe(
      `(switch ((eq input ${bits}) "yes") (1 "no"))`,
    );
  });

  test('an enum without a tag always matches', () => {
    expect(body('func main(w: enum {only: Int64}) -> match w { .only(n) => n }')).toBe('(unwrap input 0)');
  });

  test('truth values of a match are its condition', () => {
    expect(body('func main(o: Int8?) -> {is_some(o), is_none(o)}')).toBe(
      '(tuple (eq (tag input) 1) (not (eq (tag input) 1)))',
    );
  });

  test('variants are found in the type of the instance', () => {
    const source = 'func has(o: T?): Bool where T -> match o { .some => true, .none => false }\n';
    expect(body(`${source}func main(o: Text?) -> has(o)`)).toBe('(eq (tag input) 1)');
  });
});

describe('comparison (specification 3 D5, O.37 to O.39)', () => {
  const compare = (type: string, operator: string): string =>
    body(`type E: enum {a, b}\ntype Cents(Int64)\nfunc main(l: ${type}, r: ${type}) -> l ${operator} r`)
      .replaceAll('(field input 0)', 'l')
      .replaceAll('(field input 1)', 'r');

  test.each([
    ['Int8', '==', '(eq l r)'],
    ['Int8', '!=', '(not (eq l r))'],
    ['Text', '<', '(lt l r)'],
    ['Text', '>', '(lt r l)'],
    ['Date', '<=', '(lte l r)'],
    ['Date', '>=', '(lte r l)'],
    ['Cents', '==', '(eq l r)'],
    ['E', '==', '(eq (tag l) (tag r))'],
    ['E', '>', '(lt (tag r) (tag l))'],
    ['enum {only: Int64}', '==', '(eq (unwrap l 0) (unwrap r 0))'],
    ['{}', '==', '(eq (tag (variant 1)) 1)'],
    ['{Int8}', '<', '(lt (field l 0) (field r 0))'],
  ])('%s with %s', (type, operator, expected) => {
    expect(compare(type, operator)).toBe(expected);
  });

  test('tuples compare field by field', () => {
    expect(compare('{Int8, Text}', '==')).toBe(
      '(eq (tag let 0 = (cmp (field l 0) (field r 0));' +
        ' (switch ((eq (tag var.0) 1) (cmp (field l 1) (field r 1))) (1 var.0))) 1)',
    );
  });

  test('a float inside another value keeps the total order of cmp', () => {
    expect(compare('{Float64}', '==')).toBe(
      '(eq (tag let 0 = (cmp (field l 0) (field r 0));' +
        ' (switch ((eq (tag var.0) 1) (variant 1)) (1 var.0))) 1)',
    );
    expect(compare('enum {only: Float32}', '<')).toMatch(/^\(eq \(tag let 0 = \(cmp /);
  });

  test('enums compare by tag, then payload', () => {
    expect(compare('Int8?', '==')).toBe(
      '(eq (tag let 0 = (cmp (tag l) (tag r));' +
        ' (switch ((eq (tag var.0) 1) (switch ((eq (tag l) 1) (cmp (unwrap l 1) (unwrap r 1))) (1 (variant 1))))' +
        ' (1 var.0))) 1)',
    );
  });

  test('arrays compare item by item, then by length', () => {
    expect(compare('[Int8]', '==')).toMatch(
      /^\(eq \(tag let (\d) = \(fold \(map \(zip l r\) \(func (\d) -> \(cmp \(field fn\.\2\+0 0\) \(field fn\.\2\+0 1\)\)\)\) \(variant 1\) \(func (\d) -> \(switch \(\(eq \(tag fn\.\3\+0\) 1\) fn\.\3\+1\) \(1 fn\.\3\+0\)\)\)\); \(switch \(\(eq \(tag var\.\1\) 1\) \(cmp \(count l\) \(count r\)\)\) \(1 var\.\1\)\)\) 1\)$/,
    );
  });

  test('a recursive type is compared by an external that knows it', () => {
    const chain = 'type Chain: enum {end, link: {head: Int8, tail: Chain}}\n';
    expect(body(`${chain}func main(l: Chain, r: Chain) -> l == r`)).toBe(
      '(eq (tag (cmp_typed (field input 0) (field input 1))) 1)',
    );
  });

  test('frames around tuples compare like tuples', () => {
    expect(body('type P({Int8})\nfunc main(l: P, r: P) -> l < r')).toBe(
      '(lt (field (field input 0) 0) (field (field input 1) 0))',
    );
  });

  test('functions do not compare', () => {
    expect(problem('func main() -> (let f = func (x: Int8) -> x; f == f)')).toBe(
      'functions cannot be compared @ f == f',
    );
  });
});

describe('defaults (specification 3 D6)', () => {
  test('every kind of type', () => {
    const source = `type S: enum {box: {w: Int8, h: Float32}, dot}
      func main(): {d: Date, m: Decimal, o: Bool?, xs: [Int8], s: Text, sh: S} -> default()`;
    expect(body(source)).toBe('(tuple 0 0 (variant 0) (array) "" (variant 0 (tuple 0 0)))');
  });

  test('a later variant may be recursive', () => {
    expect(body('type C: enum {end, link: {Int8, C}}\nfunc main(): C -> default()')).toBe('(variant 0)');
  });

  test.each([
    ['type R: enum {a: {x: R}, b}\nfunc main(): R -> default()', 'default()'],
    ['type R: enum {a: {x: R}, b}\nfunc main(r: [R]) -> r[0]', 'r[0]'],
    ['type R: enum {a: {x: R}, b}\nfunc main(r: [R]) -> lag(r, 1)', 'lag(r, 1)'],
  ])('%s has none', (source, place) => {
    expect(problem(source)).toBe(
      `the first variant of this enum contains the enum itself, so it has no default value @ ${place}`,
    );
  });

  test('an enum without variants has none', () => {
    expect(problem('func main(e: [enum {}]) -> e[0]')).toBe(
      'an enum without variants has no default value @ e[0]',
    );
  });
});

describe('frames, fields and spreads (specification 3 D3, D8)', () => {
  test('frames leave nothing behind but a type', () => {
    const source = 'type Cents(Int64)\ntype P(v: {x: Int8, y: Int8})\n';
    expect(body(`${source}func main(c: Cents, p: P) -> {c.0, p.v.y, Cents(c.0)}`)).toBe(
      '(tuple (field input 0) (field (field input 1) 1) (field input 0))',
    );
    expect(body('func main(d: Date) -> d.days_epoch + 1')).toBe('(add input 1)');
  });

  test('positions after the spread of a type parameter count from its start', () => {
    const source = 'func pick(t: T) where T: {Bool, ..} -> {4: Int8, ..t}.1\n';
    expect(body(`${source}func main(a: {Bool, Text}) -> pick(a)`)).toBe('(field (tuple 4 ..input) 1)');
    const behind = 'func pick(t: T) where T: {Bool, Text, ..} -> {..{1: Int8, 2: Int8}, ..t}.3\n';
    expect(body(`${behind}func main(a: {Bool, Text}) -> pick(a)`)).toBe(
      '(field (tuple ..(tuple 1 2) ..input) 3)',
    );
  });

  test('names are looked up in the type of the instance', () => {
    const source = 'func id(t: T) where T: {id: Int8, ..} -> t.id\n';
    expect(body(`${source}func main(a: {Bool, id: Int8}, b: {id: Int8}) -> {id(a), id(b)}`)).toBe(
      '(tuple (field (field input 0) 1) (field (field input 1) 0))',
    );
  });

  test('spreads and comprehensions become plain fields of the type', () => {
    const source = `type Row: {sku: Text, qty: Int32}
      type Columns: {for c: C in Row do c: [C]}
      func tag(r: T) where T: {..} -> {..r, ok = true}
      func main(r: Row, c: Columns) -> {tag(r), c}`;
    const { main, defs } = inlined(source);
    expect(printTy(main.ty)).toBe('func ({Row, Columns}) -> {{sku: Text, qty: Int32, ok: Bool}, c: Columns}');
    expect(defs.map((def) => `${def.name.join('::')} ${printTy(def.ty)}`)).toContain(
      'Columns {sku: [Text], qty: [Int32]}',
    );
  });

  test('definitions: libraries by path, then the project in resolution order', () => {
    const source = 'type A: {B, Text}\ntype B: [Int8]\nfunc main(a: A) -> cmp(a, a)';
    expect(inlined(source).defs.map((def) => def.name.join('::'))).toEqual([
      'std::Bool',
      'std::Int64',
      'std::Int8',
      'std::Text',
      'std::ops::Ordering',
      'B',
      'A',
    ]);
  });
});

describe('definitions (specification 3 D7, O.35)', () => {
  const bindings = (source: string): string[] => {
    const { project, entry } = checked(source);
    const lowered = lower(project, entry);
    if (!lowered.ok || lowered.value.main.kind !== 'function') throw new Error('not lowered');
    const found: string[] = [];
    for (let at = lowered.value.main.body; at.kind === 'binding'; at = at.main)
      found.push(printTy(at.value.ty));
    return found;
  };

  test('one binding for each set of type arguments', () => {
    const source = 'func id(x: T): T where T -> x\n';
    expect(bindings(`${source}func main() -> {id(1: Int8), id("x"), id(2: Int8)}`)).toEqual(
      ['func (Text) -> Text', 'func (Int8) -> Int8'].sort(),
    );
  });

  test('what others depend on is bound further outside', () => {
    const source = `const a = [1: Int8]
      const b = {a, a}
      func c() -> {b, a}
      func main() -> c()`;
    expect(bindings(source)).toEqual([
      '[Int8]',
      '{a: [Int8], a: [Int8]}',
      'func () -> {b: {a: [Int8], a: [Int8]}, a: [Int8]}',
    ]);
  });

  test('a constant used twice is evaluated once, one used once where it is used', () => {
    expect(body('const a = ["x"]\nfunc main() -> {a, a}')).toBe('let 0 = (array "x"); (tuple var.0 var.0)');
    expect(body('const a = ["x"]\nfunc main() -> {a}')).toBe('(tuple (array "x"))');
  });

  test('columns of one aggregation are shared (O.45)', () => {
    const source = 'func main(t: [{Int8, Int8}]) -> aggregate(t, x -> {min(x.0), max(x.1)})';
    expect(body(source)).toBe(
      'let 0 = (to_columnar input); (tuple (min (field var.0 0)) (max (field var.0 1)))',
    );
  });

  test('long programs', () => {
    const functions = Array.from(
      { length: 300 },
      (_, i) => `func f${i}() -> ${i === 0 ? '1: Int64' : `f${i - 1}() + 1`}`,
    );
    expect(inlined(`${functions.join('\n')}\nfunc main() -> f299()`).main.kind).toBe('function');
    const items = Array.from({ length: 3000 }, (_, i) => `{${i}, "t${i}"}`).join(', ');
    expect(inlined(`func main(): [{Int64, Text}] -> [${items}]`).main.kind).toBe('function');
  });

  test('calls, choices and names twenty thousand deep', () => {
    const { project } = checked('func main(x: Int64) -> (let y = if x == 1 then x + 1 else x; y)');
    const definition = project.values.get('main');
    if (definition?.kind !== 'func' || definition.body.kind !== 'let') throw new Error('not a let');
    const { params, body: named } = definition;
    const choice = named.value;
    if (choice.kind !== 'if' || choice.consequent.kind !== 'call') throw new Error('not a choice');
    const sum = choice.consequent;
    const nest = (step: (inner: TypedExpr) => TypedExpr): TypedExpr => {
      let result = choice.alternative;
      for (let i = 0; i < 20_000; i++) result = step(result);
      return result;
    };
    for (const deep of [
      nest((value) => ({ ...sum, args: [{ value, defaulted: false }, sum.args[1]!] })),
      nest((alternative) => ({ ...choice, alternative })),
      nest((body) => ({ ...named, body })),
    ]) {
      const { span, extent, type } = deep;
      const lowered = lowerExpression(project, { kind: 'function', params, body: deep, span, extent, type });
      expect(lowered.ok && inline(lowered.value).ok).toBe(true);
    }
  });
});

describe('functions as values', () => {
  test('a function may give back a function, and be chosen', () => {
    const source = `func adder(n: Int64) -> (func (x: Int64) -> x + n)
      func main(b: Bool) -> [1: Int64] | map(if b then adder(1) else adder(2))`;
    expect(body(source)).toBe(
      '(map (array 1) (func 1 -> (switch (input (add fn.1+0 1)) (1 (add fn.1+0 2)))))',
    );
  });

  test('library functions may be passed bare', () => {
    expect(body('func main(x: [Int8]) -> x | map(to_text)')).toBe('(map input to_text)');
    expect(body('func main(x: [Int8]) -> fold(x, true, func (a: Bool, i: Int8) -> a)')).toBe(
      '(fold input 1 (func 1 -> fn.1+0))',
    );
    expect(body('type Cents(Int64)\nfunc main(x: [Int64]) -> x | map(Cents)')).toBe(
      '(map input (func 1 -> fn.1+0))',
    );
  });

  test('inside data they are refused', () => {
    expect(problem('func main() -> (let t = {f = func (x: Int8) -> x}; 1: Int8)')).toBe(
      'functions inside tuples, arrays or enums are not supported @ func (x: Int8) -> x',
    );
  });
});

describe('laziness (specification 2 §12.1)', () => {
  test.each([
    ['an unused let', '(let boom = (1 / 0): Int32; "fine")', '"fine"'],
    [
      'a fallback',
      '.some(1: Int32) | or_else((1 / 0): Int32)',
      '(switch ((eq (tag var.0) 1) (unwrap var.0 1)) ((eq (tag var.0) 0) (div 1 0)))',
    ],
  ])('%s', (_, source, expected) => {
    expect(body(`func main() -> ${source}`).replace(/^let 0 = .*?; /, '')).toBe(expected);
  });
});

describe('externals (specification 3 part F, O.52 to O.54)', () => {
  const missing = (source: string, permitted: readonly string[]): string[] => {
    const { project, entry } = checked(source);
    const result = compileToIr(project, entry, permitted);
    return result.ok ? [] : result.error.map((diagnostic) => diagnostic.message);
  };
  const from = 'func rows(): [{a: Int8}] -> std::sql::from("t")\nfunc main() -> rows()';
  const read = 'func main(): [{a: Int8}] -> std::fs::read_parquet("t")';

  test('std::sql is refused for bytecode, also through a helper function', () => {
    expect(missing(from, permittedExternals('bytecode-lt', ['std::fs']))).toEqual([
      'missing implementation for `std::sql::from`',
    ]);
    expect(missing(from, permittedExternals('sql-pg', []))).toEqual([]);
  });

  test('std::fs is for DuckDB, and for a runner that offers it', () => {
    const text = 'missing implementation for `std::fs::read_parquet`';
    expect(missing(read, permittedExternals('sql-duckdb', []))).toEqual([]);
    expect(missing(read, permittedExternals('sql-pg', []))).toEqual([text]);
    expect(missing(read, permittedExternals('bytecode-lt', []))).toEqual([text]);
    expect(missing(read, permittedExternals('bytecode-lt', ['repr:bytecode-lt', 'std::fs']))).toEqual([]);
    expect(missing(read, permittedExternals('bytecode-lt', ['std::fsx']))).toEqual([text]);
  });

  test('one line for each pointer, also of what inlining would drop', () => {
    const source = `external func x(): Int32
      func main() -> (let unused = x(); {x(), 1: Int8})`;
    expect(missing(source, permittedExternals('sql-duckdb', []))).toEqual([
      'missing implementation for `x`',
      'missing implementation for `x`',
    ]);
    expect(missing(source, permittedExternals('sql-duckdb', ['x']))).toEqual([]);
  });
});

test('every node knows a place of the text of the person', () => {
  const source = 'func main(xs: [Int64]) -> xs[0] / sum(xs | map(x -> x % 2))';
  const { project, entry } = checked(source);
  const compiled = compileToIr(project, entry, []);
  if (!compiled.ok) throw new Error('not compiled');
  const places = new Map<string, string>();
  const { main } = compiled.value.program;
  const pending = [main];
  for (let expr = pending.pop(); expr; expr = pending.pop()) {
    if (expr.kind === 'call' && expr.callee.kind === 'external') {
      const { span } = expr;
      places.set(expr.callee.id, span ? source.slice(span.start, span.end) : 'nowhere');
      pending.push(...expr.args);
    }
    if (expr.kind === 'function') pending.push(expr.body);
    if (expr.kind === 'binding') pending.push(expr.value, expr.main);
    if (expr.kind === 'switch') pending.push(...expr.branches.map((branch) => branch.value));
  }
  expect(Object.fromEntries(places)).toEqual({
    'std::ops::div': 'xs[0] / sum(xs | map(x -> x % 2))',
    'std::array::index': 'xs[0]',
    'std::array::sum': 'sum(xs | map(x -> x % 2))',
    'std::array::map': 'map(x -> x % 2)',
    'std::ops::mod': 'x % 2',
  });
});
