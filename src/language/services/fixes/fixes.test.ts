import { describe, expect, test } from 'vitest';
import { stdSources } from '../../../std';
import { checkProject } from '../../project/check-project';
import { editProject } from '../edit-project';
import { marked } from '../marked';
import { LanguageSnapshot } from '../snapshot';
import { fixesAt, type OfferedFix } from '.';

const std = checkProject(stdSources, { isStd: true }).project!;

function offered(text: string): { snapshot: LanguageSnapshot; fixes: readonly OfferedFix[] } {
  const { snapshot, file, offset } = marked(text.replace('⟫', ''), std);
  const end = text.indexOf('⟫') < 0 ? offset : text.indexOf('⟫') - 1;
  return { snapshot, fixes: fixesAt(snapshot, { file, start: offset, end }) };
}

/** The text after the fix with this title, offered at `‸` (or from `‸` to `⟫`); the fixed text must check. */
function applied(text: string, title: RegExp): string {
  const { snapshot, fixes } = offered(text);
  const found = fixes.find((one) => title.test(one.title));
  if (!found) throw new Error(`no such fix; there are: ${fixes.map((one) => one.title).join('; ')}`);
  const [changed] = editProject(snapshot.sources, found.edits);
  const { check } = new LanguageSnapshot([changed!], std);
  expect(check.diagnostics).toEqual([]);
  if (found.problem?.severity === 'hint') {
    expect(check.project!.hints.map(({ message }) => message)).not.toContain(found.problem.message);
  }
  return changed!.text;
}

describe('EDT-22', () => {
  test('EDT-22 did you mean: names, fields, variants', () => {
    expect(applied('const amount = 1: Int8\nfunc main() -> ‸amuont', /Change to/)).toContain('-> amount');
    expect(applied('func main(a: [Int8]) -> a | ‸coutn', /Change to/)).toContain('| count');
    expect(applied('type T: {name: Text}\nfunc main(t: T) -> t.‸nam', /Change to/)).toContain('t.name');
    expect(
      applied('type T: {name: Text}\nfunc main(t: [T]) -> t | map(r -> r.‸naem)', /Change to/),
    ).toContain('r.name');
    expect(applied('const k: enum {open, closed} = ‸.opne', /Change to/)).toContain('= .open');
    expect(
      applied(
        'func main(k: enum {open, closed}): Int8 -> match k { ‸.opne => 1, .closed => 2 }',
        /Change to/,
      ),
    ).toContain('{ .open');
    expect(applied('func main(user: Text) -> f"a{‸usre}"', /Change to/)).toContain('{user}');
    expect(applied('func main() -> ‸math::asb(1: Int8)', /Change to/)).toContain('math::abs');
  });

  test('EDT-22 did you mean: of names equally near only those that fit', () => {
    expect(
      offered('const amount = "a"\nfunc main() -> 1: Int8 + ‸amuont').fixes.map(({ title }) => title),
    ).toEqual(['Change to `amount`']);
    const { fixes } = offered('const rat = "a"\nconst cat = 1: Int8\nfunc main(): Int8 -> ‸bat');
    expect(fixes.map(({ title }) => title)).toEqual(['Change to `cat`']);
  });

  test('EDT-22 a name of another module: qualify it, or import it', () => {
    expect(applied('func main() -> ‸abs(-1: Int8)', /Write/)).toBe('func main() -> std::math::abs(-1: Int8)');
    expect(applied('func main() -> ‸abs(-1: Int8)', /Import/)).toBe(
      'import std::math::abs\n\nfunc main() -> abs(-1: Int8)',
    );
    expect(
      applied('import std::text\nmodule geo { const r = 1: Int8 }\nfunc main() -> ‸r', /Import/),
    ).toContain('import std::text\nimport geo::r\n');
  });

  test('EDT-22 missing arms', () => {
    const head = 'type E: enum {a, b: Int8, c}\nfunc main(e: E): Int8 -> ';
    expect(applied(`${head}‸match e { .a => 1 }`, /missing arms/)).toContain('{ .a => 1, .b => 0, .c => 0 }');
    expect(applied(`${head}‸match e {\n  .a => 1,\n}`, /missing arms/)).toContain(
      '.a => 1,\n  .b => 0,\n  .c => 0,\n}',
    );
  });

  test('EDT-22 missing fields of a tuple, with default values', () => {
    const head = 'type T: {name: Text, n: Int8, on: Bool, at: Date?}\n';
    expect(applied(`${head}const t: T = ‸{name = "a"}`, /^Add/)).toContain(
      '{name = "a", n = 0, on = false, at = .none}',
    );
    expect(applied(`${head}const t: [T] = [{"a", 1, true, .none}, ‸{"b", 2}]`, /^Add/)).toContain(
      '{"b", 2, false, .none}]',
    );
  });

  test('EDT-22 a number without a type: only the types that fit its use', () => {
    const { fixes } = offered('func main() -> ‸7');
    expect(fixes.map(({ title }) => title).slice(0, 2)).toEqual(['Make it an `Int64`', 'Make it an `Int32`']);
    expect(applied('func main() -> ‸7', /Int64/)).toBe('func main() -> 7: Int64');
    expect(offered('func main() -> ‸7.125').fixes.map(({ title }) => title)).toEqual([
      'Make it a `Float64`',
      'Make it a `Float32`',
    ]);
  });

  test('EDT-22 an optional value where a plain one is needed', () => {
    const head = 'type T: {n: Int8?}\n';
    expect(applied(`${head}func main(t: T): Int8 -> t‸.n`, /default of its type/)).toContain(
      'or_default(t.n)',
    );
    expect(applied(`${head}func main(t: T): Int8 -> t‸.n`, /Take `0`/)).toContain('or_else(t.n, 0)');
    expect(applied(`${head}func main(t: T): Int8 -> t‸.n`, /Match/)).toContain(
      '(match t.n { .some(value) => value, .none => 0 })',
    );
    expect(applied(`${head}func main(t: T) -> t.n ‸+ 1`, /default of its type/)).toContain(
      'or_default(t.n) + 1',
    );
  });

  test('EDT-22 beyond the table: conversions, hidden modules, constants that are none', () => {
    expect(applied('func main(a: Int32): Int64 -> ‸a', /to_int64/)).toBe(
      'func main(a: Int32): Int64 -> to_int64(a)',
    );
    expect(applied('func main(text: Text) -> ‸text::length(text)', /std::text/)).toContain(
      '-> std::text::length(text)',
    );
    expect(applied('const k: Int8 = ‸1 + 2\nfunc main() -> {k, j = k}', /into a function/)).toBe(
      'func k(): Int8 -> 1 + 2\nfunc main() -> {k = k(), j = k()}',
    );
  });

  test('EDT-22 labels of arguments', () => {
    const head = 'func f(by n: Int8, to m: Int8) -> n + m\n';
    expect(applied(`${head}func main() -> f(by = 1, ‸ot = 2)`, /Change the label/)).toContain('to = 2');
    expect(applied(`${head}func main() -> f(by = 1, ‸2)`, /Insert the label/)).toContain('f(by = 1, to = 2)');
    expect(applied('func f(n: Int8) -> n\nfunc main() -> f(‸n = 1)', /Remove the label/)).toContain('f(1)');
  });

  test('EDT-22 what nothing uses: remove it, or begin it with _', () => {
    expect(applied('import std::math::‸abs\nfunc main() -> true', /Remove/)).toBe('func main() -> true');
    expect(applied('import std::math::(abs, ‸pow)\nfunc main() -> abs(1: Int8)', /Remove/)).toBe(
      'import std::math::(abs)\nfunc main() -> abs(1: Int8)',
    );
    expect(applied('func main() -> (let ‸a = 1: Int8; true)', /Remove/)).toBe('func main() -> (true)');
    expect(applied('func main(‸a: Int8) -> true', /_/)).toBe('func main(_a: Int8) -> true');
  });

  test('EDT-22 a parameter without a type', () => {
    expect(applied('func main(‸a) -> true', /Text/)).toBe('func main(a: Text) -> true');
    expect(applied('func main() -> (let f = ‸x -> true; 1: Int8)', /Int64/)).toContain(
      'func (x: Int64) -> true',
    );
  });

  test('EDT-22 type names of older programs', () => {
    expect(applied('func main(a: ‸int64) -> a', /Change to `Int64`/)).toBe('func main(a: Int64) -> a');
    expect(applied('func main(a: ‸text) -> a', /Change to `Text`/)).toBe('func main(a: Text) -> a');
  });

  test('EDT-22 no main: make one', () => {
    expect(applied('func total(rows: [Int8], by n: Int8) -> ‸sum(rows) + n\n', /the program/)).toBe(
      'func total(rows: [Int8], by n: Int8) -> sum(rows) + n\n\nfunc main(rows: [Int8], n: Int8) -> total(rows, by = n)\n',
    );
    expect(offered('func main() -> ‸true').fixes).toEqual([]);
  });

  test('EDT-22 a function that is a constant (a rewriting)', () => {
    expect(applied('func ‸k(): Int8 -> 3\nfunc main() -> k() + k()', /into a constant/)).toBe(
      'const k: Int8 = 3\nfunc main() -> k + k',
    );
    expect(offered('func ‸k() -> 3: Int8 + 1\nfunc main() -> k()').fixes).toEqual([]);
  });

  test('EDT-22 calls inside of calls become a pipeline, and back', () => {
    const calls = 'func main(a: [Int8]) -> count(‸filter(a, x -> x > 1))';
    const pipe = 'func main(a: [Int8]) -> a | filter(x -> x > 1) | count';
    expect(applied(calls, /pipeline/)).toBe(pipe);
    expect(applied(pipe.replace('| f', '‸| f'), /as calls/)).toBe(calls.replace('‸', ''));
    expect(applied('func main(a: [Int8]) -> -‸count(filter(a, x -> x > 1))', /pipeline/)).toBe(
      'func main(a: [Int8]) -> -(a | filter(x -> x > 1) | count)',
    );
  });

  test('EDT-22 a repeated expression gets a name', () => {
    expect(applied('func main(a: Int8) -> {x = ‸a * 2⟫, y = a * 2 + 1}', /let/)).toBe(
      'func main(a: Int8) -> (let value = a * 2; {x = value, y = value + 1})',
    );
    expect(applied('func main(a: Int8) -> map([a], x -> ‸x * a⟫)', /function/)).toBe(
      'func main(a: Int8) -> map([a], x -> extracted(x, a))\n\nfunc extracted(x: Int8, a: Int8): Int8 -> x * a',
    );
  });
});
