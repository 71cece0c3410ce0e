import { describe, expect, test } from 'vitest';
import { stdSources } from '../../std';
import { checkProject } from '../project/check-project';
import { foldsIn } from './folding';
import { inlayHints } from './inlay-hints';
import { lensesIn } from './lenses';
import { marked } from './marked';
import { semanticTokens } from './semantic-tokens';
import { signatureHelp } from './signature-help';
import { documentSymbols, projectSymbols } from './symbols';

const std = checkProject(stdSources, { isStd: true }).project!;

describe('EDT-5', () => {
  const text = `## Doc one.
## Doc two.
type Row: {id: Int64}

module geo {
  const k = 1: Int8
}

func main(rows: [Row]) -> rows
| filter(r -> r.id > 1)
| map(r -> match r.id > 2 {
  true => 1: Int8,
  false => 2,
})
`;

  test('EDT-5 folds modules, functions, matches and doc comments', () => {
    const { snapshot, file } = marked(text, std);
    const folds = foldsIn(snapshot, file).map(({ start, kind }) => {
      const line = text.slice(0, start).split('\n').length;
      return `${kind} ${line}`;
    });
    expect(folds).toEqual(['comment 1', 'code 5', 'code 9', 'code 11']);
  });

  test('EDT-5 the outline nests definitions, fields and variants', () => {
    const { snapshot, file } = marked(text, std);
    const symbols = documentSymbols(snapshot, file);
    expect(symbols.map(({ kind, name, detail }) => `${kind} ${name} ${detail ?? ''}`.trim())).toEqual([
      'type Row type Row: {id: Int64}',
      'module geo',
      'function main func main([Row]): [Int8]',
    ]);
    expect(symbols[0]!.children.map(({ name }) => name)).toEqual(['id']);
    expect(symbols[1]!.children.map(({ name }) => name)).toEqual(['k']);
  });
});

test('EDT-16 symbols of the project come before those of the library', () => {
  const { snapshot } = marked('func counting() -> 1: Int8\nfunc main() -> 2: Int8', std);
  const found = projectSymbols(snapshot, 'cou');
  expect(found[0]).toMatchObject({ name: 'counting', library: false });
  expect(found.map(({ name }) => name)).toContain('count');
});

describe('EDT-1', () => {
  function tokens(text: string): string[] {
    const { snapshot, file } = marked(text, std);
    return semanticTokens(snapshot, file, (path) => path.startsWith('std::sql')).map((token) => {
      const marks = ['declares', 'library', 'runnerOnly', 'unused', 'hidden'] as const;
      const set = marks.filter((mark) => token[mark]).map((mark) => ` ${mark}`);
      return `${text.slice(token.start, token.end)} ${token.kind}${set.join('')}`;
    });
  }

  test('EDT-1 types, type variables, variants, fields, parameters, constants and functions', () => {
    expect(tokens('type E: enum {off}\nconst k: E = .off')).toEqual([
      'E type declares',
      'off variant declares',
      'k constant declares',
      'E type',
      'off variant',
    ]);
    expect(tokens('func f(t: T): [T] where T: {x: Int8, ..} -> (let y = t.x; [t])').slice(0, 5)).toEqual([
      'f function declares',
      't parameter declares',
      'T typeParameter',
      'T typeParameter',
      'T typeParameter declares',
    ]);
  });

  test('EDT-3 runner-only, unused and hidden names are marked', () => {
    expect(tokens('@hidden func f(a: Int8, b: Int8): [{x: Int8}] -> sql::from("t")')).toEqual(
      expect.arrayContaining([
        'f function declares hidden',
        'a parameter declares unused',
        'from function library runnerOnly',
      ]),
    );
  });
});

describe('EDT-4', () => {
  function hints(text: string): string[] {
    const { snapshot, file } = marked(text, std);
    return inlayHints(snapshot, file).map(
      ({ kind, at, text: shown }) => `${kind} ${text.slice(0, at).split(/\s/).at(-1)} ${shown}`,
    );
  }

  test('EDT-4 types of let, lambda parameters, literals and results; labels', () => {
    expect(hints('func f(a: Int8) -> (let b = a + 1; b)')).toEqual([
      'result Int8) : Int8',
      'let b : Int8',
      'literal 1 : Int8',
    ]);
    expect(hints('func f(a: [Int8]): [Int8] -> map(a, x -> x)')).toEqual(['parameter x : Int8']);
    expect(hints('func f(a: [Text]): [Text] -> slice(a, 0: Int64, 9: Int64)')).toEqual([]);
    const g = 'func g(low: Int8, flag: Bool): Bool -> flag && low > 0: Int8';
    expect(hints(`${g}\nfunc f(): Bool -> g(1: Int8, true)`)).toEqual(['label  flag =']);
  });

  test('EDT-4 pipeline hints: the row type behind each step, clipped at 60 characters', () => {
    const found = hints(
      'type R: {id: Int64, name: Text}\nfunc f(rows: [R]): Int64 -> rows\n| filter(r: R -> true)\n| map(r -> {r.id})\n| count',
    );
    expect(found.filter((line) => line.startsWith('pipeline')).map((line) => line.split('→ ')[1])).toEqual([
      '[R]',
      '[{id}]',
      'Int64',
    ]);
    const wide = `func f(rows: [{${'abcdefghij'
      .split('')
      .map((c) => `${c.repeat(9)}: Int64`)
      .join(', ')}}]) -> rows\n| filter(r -> true)\n`;
    const hint = inlayHints(marked(wide, std).snapshot, 'main.lt').find(({ kind }) => kind === 'pipeline')!;
    expect(hint.text.length).toBe(60);
  });
});

describe('EDT-10', () => {
  function help(text: string): string {
    const { snapshot, file, offset } = marked(text, std);
    const found = signatureHelp(snapshot, file, offset);
    if (!found) return 'none';
    const active = found.active === undefined ? undefined : found.params[found.active];
    return active
      ? `${found.signature.slice(0, active.start)}«${found.signature.slice(active.start, active.end)}»`
      : found.signature;
  }

  test('EDT-10 names, labels, defaults and types; the active parameter', () => {
    const f = 'func f(v: Int32, low lo: Int32 = 0, high hi: Int32 = 9) -> v + lo + hi\n';
    expect(help(`${f}func g() -> f(‸)`)).toBe('f(«v: Int32»');
    expect(help(`${f}func g() -> f(1, ‸)`)).toBe('f(v: Int32, «low lo: Int32 = 0»');
    expect(help(`${f}func g() -> f(1, high = ‸)`)).toBe(
      'f(v: Int32, low lo: Int32 = 0, «high hi: Int32 = 9»',
    );
    expect(help(`${f}func g() -> 1 | f(‸`)).toBe('f(v: Int32, «low lo: Int32 = 0»');
    expect(help('func g(a: [Int8]) -> slice(a, 1, ‸')).toBe('slice(array: [T], start: Int64, «end: Int64»');
    expect(help('type C(amount: Int8)\nfunc g() -> C(‸)')).toBe('C(«amount: Int8»');
    expect(help('func g() -> ‸1')).toBe('none');
  });

  test('EDT-10 has the documentation', () => {
    const { snapshot, file, offset } = marked('## Adds one.\nfunc f(a: Int8) -> a + 1\nfunc g() -> f(‸', std);
    expect(signatureHelp(snapshot, file, offset)?.doc).toBe('Adds one.');
  });
});

test('EDT-23 what can be run, and how often it is mentioned', () => {
  const { snapshot, file } = marked(
    'type T: Int8\nconst k: T = 1\nfunc f(a: T) -> a + k\nfunc g(a: U) where U -> a\nfunc main() -> f(k)',
    std,
  );
  expect(lensesIn(snapshot, file).map(({ path, run, references }) => `${path} ${run} ${references}`)).toEqual(
    ['T no 2', 'k now 2', 'f with inputs 1', 'g no 0', 'main now 0'],
  );
});
