import { describe, expect, test } from 'vitest';
import { stdSources } from '../../std';
import { checkProject } from '../project/check-project';
import { editProject } from './edit-project';
import { marked } from './marked';
import { referencesAt } from './references';
import { rename, renameTarget } from './rename';
import { LanguageSnapshot } from './snapshot';

const std = checkProject(stdSources, { isStd: true }).project!;

/** The text after renaming what is at `‸`, or the refusal. */
function renamed(text: string, newName: string): string {
  const { snapshot, file, offset } = marked(text, std);
  const outcome = rename(snapshot, file, offset, newName);
  if (!outcome.ok) return `refused: ${outcome.error}`;
  const [changed] = editProject(snapshot.sources, outcome.value.edits);
  if (snapshot.check.project) {
    expect(new LanguageSnapshot([changed!], std).check.diagnostics).toEqual([]);
  }
  return changed!.text;
}

describe('EDT-17', () => {
  test('EDT-17 renames locals, parameters, functions, types and constants', () => {
    expect(renamed('func f(‸a: Int8) -> a + a', 'n')).toBe('func f(n: Int8) -> n + n');
    expect(renamed('func f(a: Int8) -> (let b = a; ‸b * b)', 'c')).toBe(
      'func f(a: Int8) -> (let c = a; c * c)',
    );
    expect(renamed('func f(a: Int8) -> f"{to_text(a)}"\nfunc g() -> ‸f(1)', 'h')).toContain(
      'func g() -> h(1)',
    );
    expect(renamed('type ‸T: {x: Int8}\nfunc f(t: T): [T] -> [t]', 'Row')).toBe(
      'type Row: {x: Int8}\nfunc f(t: Row): [Row] -> [t]',
    );
    expect(
      renamed('const ‸k = 1: Int8\nfunc f() -> f"{to_text_(k)}"\nfunc to_text_(n: Int8) -> to_text(n)', 'm'),
    ).toContain('const m');
  });

  test('EDT-17 renames fields, variants, labels and type parameters', () => {
    expect(renamed('type T: {‸x: Int8}\nfunc f(t: [T]) -> t | map(r -> r.x)', 'y')).toBe(
      'type T: {y: Int8}\nfunc f(t: [T]) -> t | map(r -> r.y)',
    );
    expect(
      renamed(
        'type E: enum {off, on: Int8}\nfunc f(e: E): E -> match e { .o‸ff => .off, .on(n) => .on(n) }',
        'out',
      ),
    ).toBe('type E: enum {out, on: Int8}\nfunc f(e: E): E -> match e { .out => .out, .on(n) => .on(n) }');
    expect(renamed('func f(by n: Int8) -> n\nfunc g() -> f(‸by = 1)', 'to')).toBe(
      'func f(to n: Int8) -> n\nfunc g() -> f(to = 1)',
    );
    expect(renamed('func f(a: ‸T): T where T -> a', 'U')).toBe('func f(a: U): U where U -> a');
  });

  test('EDT-17 tuples written where the type is wanted follow a renamed field', () => {
    expect(
      renamed(
        'type T: {‸x: Int8}\nconst rows: [T] = [{x = 1}, {x = 2}]\nfunc f(): T -> {x = 3}\nfunc g() -> {x = true}',
        'y',
      ),
    ).toBe(
      'type T: {y: Int8}\nconst rows: [T] = [{y = 1}, {y = 2}]\nfunc f(): T -> {y = 3}\nfunc g() -> {x = true}',
    );
  });

  test('EDT-17 names that lend themselves to fields leave the field its name', () => {
    expect(renamed('func f(‸a: Int8) -> {a}.a', 'b')).toBe('func f(b: Int8) -> {a = b}.a');
    expect(renamed('type T: {‸x: Int8}\nfunc f(t: T) -> {t.x}.x', 'y')).toBe(
      'type T: {y: Int8}\nfunc f(t: T) -> {x = t.y}.x',
    );
  });

  test('EDT-17 names bound by alternatives of a pattern are renamed together', () => {
    expect(renamed('func f(e: enum {a: Int8, b: Int8}) -> match e { .a(n) | .b(n) => ‸n }', 'm')).toBe(
      'func f(e: enum {a: Int8, b: Int8}) -> match e { .a(m) | .b(m) => m }',
    );
  });

  test('EDT-17 names that are no words are quoted', () => {
    expect(renamed('const ‸k = 1: Int8\nfunc f() -> k', 'unit price')).toBe(
      'const `unit price` = 1: Int8\nfunc f() -> `unit price`',
    );
    expect(renamed('const ‸k = 1: Int8', 'match')).toBe('const `match` = 1: Int8');
  });

  test('EDT-17 refuses collisions, with the reason', () => {
    expect(renamed('const a = 1: Int8\nconst ‸b = a', 'a')).toBe(
      'refused: `a` would be in the way of another name: duplicate name.',
    );
    expect(renamed('func f(‸a: Int8, b: Int8) -> a + b', 'b')).toMatch(/^refused: /);
    expect(renamed('func f(a: Int8) -> (let ‸b = a; a + b)', 'a')).toMatch(/^refused: /);
    expect(renamed('const ‸k = 1: Int8\nfunc f(m: Int8) -> k + m', 'm')).toMatch(/^refused: /);
  });

  test('EDT-17 refuses what is not the project’s own', () => {
    const { snapshot, file, offset } = marked('func f(a: [Int8]) -> ‸count(a)', std);
    expect(renameTarget(snapshot, file, offset)).toEqual({
      ok: false,
      error: '`count` belongs to the standard library.',
    });
    expect(renamed('func f() ‸-> 1: Int8', 'x')).toMatch(/^refused: There is no name/);
  });

  test('EDT-17 modules are renamed with their files', () => {
    const snapshot = new LanguageSnapshot(
      [
        { path: 'module.lt', text: 'import geo::r\nfunc main() -> geo::r' },
        { path: 'geo/module.lt', text: 'submodule\nconst r = 1: Int8' },
        { path: 'geo/deep.lt', text: 'submodule\nconst s = super::r' },
      ],
      std,
    );
    const outcome = rename(snapshot, 'module.lt', 9, 'earth');
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        files: [
          { from: 'geo/module.lt', to: 'earth/module.lt' },
          { from: 'geo/deep.lt', to: 'earth/deep.lt' },
        ],
      },
    });
    if (outcome.ok) {
      expect(editProject(snapshot.sources, outcome.value.edits)[0]!.text).toBe(
        'import earth::r\nfunc main() -> earth::r',
      );
    }
  });

  test('EDT-17 fields of the same name on other types are listed for choice', () => {
    const text = 'type T: {‸x: Int8}\ntype U: {x: Int8}\nfunc f(t: T, u: U) -> t.x + u.x';
    const { snapshot, file, offset } = marked(text, std);
    const outcome = rename(snapshot, file, offset, 'y');
    expect(outcome.ok && outcome.value.edits.length).toBe(2);
    expect(outcome.ok && outcome.value.perhaps.map(({ newText }) => newText)).toEqual(['y', 'y']);
  });
});

describe('EDT-16 references', () => {
  test('EDT-16 over all files, the declaration marked', () => {
    const snapshot = new LanguageSnapshot(
      [
        { path: 'module.lt', text: 'import geo::r\nfunc main() -> r + geo::r' },
        { path: 'geo.lt', text: 'submodule\nconst r = 1: Int8' },
      ],
      std,
    );
    const found = referencesAt(snapshot, 'geo.lt', 16);
    expect(
      found?.places.map(({ span, declares }) => `${span.file}:${span.start}${declares ? '!' : ''}`),
    ).toEqual(['module.lt:12', 'module.lt:29', 'module.lt:38', 'geo.lt:16!']);
  });

  test('EDT-16 of a library function: its uses, and where it is', () => {
    const { snapshot, file, offset } = marked('func f(a: [Int8]) -> {n = count(a), m = a | ‸count}', std);
    const found = referencesAt(snapshot, file, offset);
    expect(found?.library?.file).toBe('array.lt');
    expect(found?.places.length).toBe(2);
  });
});
