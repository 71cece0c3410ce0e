import { describe, expect, test } from 'vitest';
import { stdSources } from '../../std';
import { checkProject } from '../project/check-project';
import { definitionAt, typeDefinitionAt } from './definition';
import { hoverAt } from './hover';
import { marked } from './marked';

const std = checkProject(stdSources, { isStd: true }).project!;

function hover(text: string): ReturnType<typeof hoverAt> {
  const { snapshot, file, offset } = marked(text, std);
  return hoverAt(snapshot, file, offset);
}

const head = `
## One sale.
type Row: {id: Int64, country: Text}
type Shape: enum {dot, circle: Float64}
const rows: [Row] = []
`;

describe('EDT-14', () => {
  test('EDT-14 a function: signature, doc, where it is defined', () => {
    expect(hover(`## Twice.\nfunc twice(n: Int8): Int8 -> n * 2\nfunc f() -> tw‸ice(1)`)).toMatchObject({
      signature: 'func twice(Int8): Int8',
      doc: 'Twice.',
      note: 'Defined in main.lt.',
    });
  });

  test('EDT-14 a function of the standard library', () => {
    const found = hover(`${head}func f() -> rows | cou‸nt`);
    expect(found?.signature).toBe('func count(array: [T]): Int64\nwhere T');
    expect(found?.doc).toMatch(/^How many items/);
    expect(found?.note).toBe('Standard library.');
  });

  test('EDT-14 a type, a parameter, a field, a variant, a module', () => {
    expect(hover(`${head}func f(r: R‸ow) -> r`)).toMatchObject({
      signature: 'type Row: {id: Int64, country: Text}',
      doc: 'One sale.',
    });
    expect(hover(`${head}func f() -> rows | map(r -> ‸r.id)`)).toMatchObject({
      signature: 'r: Row',
      note: 'Parameter.',
    });
    expect(hover(`${head}func f() -> rows | map(r -> r.coun‸try)`)?.signature).toBe('country: Text');
    expect(hover(`${head}const s: Shape = .cir‸cle(1.0)`)?.signature).toBe('.circle: Shape');
    expect(hover('func f() -> ma‸th::abs(1: Int8)')?.signature).toBe('module std::math');
  });

  test('EDT-14 what may be missing is written as it is in programs', () => {
    expect(hover('func f(a: [Int8?]) -> ‸a')?.signature).toBe('a: [Int8?]');
    expect(hover('func f(a: [Int8]) -> a | find(x -> x > 1) ‸| or_default')?.signature).toBe('Int8?');
  });

  test('EDT-14 a literal: its type, and where that comes from', () => {
    expect(hover('func f(n: Int8) -> n + ‸1')).toMatchObject({
      signature: '1: Int8',
      note: 'The type comes from where the number is used.',
    });
    expect(hover('func f() -> ‸1: Int16')).toMatchObject({ note: 'The type is written behind it.' });
    expect(hover('func f() -> ‸1')).toMatchObject({ signature: '1: _' });
    expect(hover('func f() -> "a‸b"')?.signature).toBe('"ab": Text');
  });

  test('EDT-14 on a pipe the type that flows there', () => {
    const text = `${head}func f() -> rows | map(r -> r.id) ‸| sum`;
    expect(hover(text)?.signature).toBe('[Int64]');
    const flows = hover(text)?.flows;
    expect(text.slice(flows?.start, flows?.end)).toBe('rows | map(r -> r.id)');
  });

  test('EDT-14 on a keyword and an operator', () => {
    expect(hover('func f(n: Int8?) -> ma‸tch n { .some(v) => v, .none => 1 }')).toMatchObject({
      signature: 'match',
    });
    expect(hover('func f(n: Int8) -> n ‸+ 1')).toMatchObject({ note: 'Here the result is `Int8`.' });
  });

  test('EDT-14 answers in a text that does not check', () => {
    expect(hover(`${head}const bad: Int8 = "a"\nfunc f() -> rows | map(r -> ‸r.nope.id)`)?.signature).toBe(
      'r: Row',
    );
  });
});

test('EDT-15 large types are cut at two levels; a name stands for its type', () => {
  const wide = Array.from({ length: 9 }, (_, i) => `field_${i}: {a: {b: Int64, c: Text}}`).join(', ');
  const found = hover(`const x: {${wide}} = default()\nfunc f(deep: {${wide}}) -> ‸deep`);
  expect(found?.signature).toContain('field_0: {a: {…}}');
  expect(found?.expanded).toContain('field_0: {a: {b: Int64, c: Text}}');
  expect(hover(`${head}func f() -> rows | map(r -> {r.id, r.country}) ‸| count`)?.signature).toBe('[Row]');
  expect(hover(`${head}func f() -> ‸rows`)?.signature).toBe('const rows: [Row] = []');
});

describe('EDT-16 definition', () => {
  function target(text: string): string | undefined {
    const { snapshot, file, offset } = marked(text, std);
    const place = definitionAt(snapshot, file, offset);
    return place && `${place.library ? 'library' : snapshot.textAt(place.span)}@${place.span.start}`;
  }

  test('EDT-16 of functions, types, locals, fields, variants and labels', () => {
    const f = 'func f(low lo: Int8) -> lo\n';
    expect(target(`${f}func g() -> ‸f(low = 1)`)).toBe('f@5');
    expect(target(`${f}func g() -> f(l‸ow = 1)`)).toBe('low@7');
    expect(target('func f(a: Int8) -> (let b = a; b + ‸b)')).toBe('b@24');
    const type = 'type T: {x: Int8, y: enum {off, on: Int8}}\n';
    expect(target(`${type}func f(t: T) -> t.‸x`)).toBe('x@9');
    expect(target(`${type}func f(ts: [T]) -> ts | map(t -> t.‸x)`)).toBe('x@9');
    expect(target(`${type}func f(t: T) -> match t.y { .‸off => 1: Int8, .on(n) => n }`)).toBe('off@27');
    expect(target(`${type}func f(t: T) -> match t.y { .off => 1: Int8, .o‸n(n) => n }`)).toBe('on@32');
    expect(target('func f(a: Int8) -> f"{‸a}"')).toBe('a@7');
    expect(target(`${head}func f() -> rows | map(r -> {total = 1: Int8}) | map(r -> r.to‸tal)`)).toMatch(
      /^total@/,
    );
    expect(target('func f(a: [Int8]) -> ‸count(a)')).toMatch(/^library@/);
  });

  test('EDT-16 of the type of a name', () => {
    const { snapshot, file, offset } = marked('type T: {x: Int8}\nfunc f(ts: [T]) -> ‸ts', std);
    expect(typeDefinitionAt(snapshot, file, offset)?.span.start).toBe(5);
  });
});
