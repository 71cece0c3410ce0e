import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineColumn } from '../diagnostics';
import corpus from './errors.txt?raw';
import { maxHeight, maxNesting, parseExpression, parseFile } from './parser';

function errorsOf(text: string): string[] {
  return parseFile('', text).diagnostics.map(({ message, span, code }) => {
    expect(code).toBe('E0003');
    const { line, column } = lineColumn(text, span.start);
    return `${line}:${column} ${message}`;
  });
}

describe('syntax errors (specification 1 §2.4)', () => {
  const cases = corpus.split('\n===\n').map((block) => block.split('\n---'));
  test.each(cases)('%s', (block, expected) => {
    // Lines of explanation at the beginning of a block are not part of its source.
    const source = block!.replace(/^(# (?:Syntax errors|The first|Recovery).*\n)+/, '');
    expect(errorsOf(source)).toEqual(expected!.trim() === '' ? [] : expected!.trim().split('\n'));
  });

  test('a program must be one expression', () => {
    const messages = (text: string) => parseExpression('', text).diagnostics.map(({ message }) => message);
    expect(messages('f(1) | g')).toEqual([]);
    expect(messages('const a = 1')).toEqual(['unexpected keyword const']);
    expect(messages('a b')).toEqual(['unexpected b']);
    expect(messages('')).toEqual(['unexpected end of input']);
  });
});

describe('depth', () => {
  const open = (bracket: string, count: number) => `const a = ${bracket.repeat(count)}`;

  test.each([
    ['brackets', open('(', 100_000)],
    ['closed brackets', `${open('(', 10_000)}1${')'.repeat(10_000)}`],
    ['arrays', open('[', 100_000)],
    ['tuples', open('{a = ', 100_000)],
    ['calls', open('f(', 100_000)],
    ['lambdas', open('x -> ', 100_000)],
    ['conditions', open('if a then b else ', 100_000)],
    ['matches', open('match x { _ => ', 50_000)],
    ['operators', `${open('1 + ', 100_000)}1`],
    ['powers', `${open('1 ** ', 100_000)}1`],
    ['pipes', `${open('f | ', 100_000)}f`],
    ['prefixes', `${open('- ', 100_000)}1`],
    ['lookups', `const a = b${'.c'.repeat(100_000)}`],
    ['bindings', `const a = (${'let b = 1; '.repeat(100_000)}b)`],
    ['types', `type A: ${'['.repeat(100_000)}`],
    ['function types', `type A: ${'func (): '.repeat(100_000)}B`],
    ['patterns', `const a = match b { ${'.c('.repeat(100_000)}`],
    ['modules', 'module m { '.repeat(100_000)],
    ['imports', `import ${'a::('.repeat(100_000)}`],
  ])('%s beyond the limit are one clear error', (_, text) => {
    const { diagnostics } = parseFile('', text);
    expect(diagnostics.map(({ slug }) => slug)).toEqual(['nesting-too-deep']);
  });

  test('within the limit everything is fine', () => {
    const nested = maxNesting - 2;
    expect(errorsOf(`${open('(', nested)}1${')'.repeat(nested)}`)).toEqual([]);
    expect(errorsOf(`${open('1 + ', maxHeight - 5)}1`)).toEqual([]);
    expect(errorsOf(`const a = [${'1 + 2 * 3, '.repeat(20_000)}]`)).toEqual([]);
  });

  test('chains inside each other count together', () => {
    const chain = `${' + 1'.repeat(maxHeight / 2)}`;
    const { diagnostics } = parseFile('', `const a = ((1${chain})${chain}) + 1`);
    expect(diagnostics.map(({ slug }) => slug)).toEqual(['nesting-too-deep']);
  });
});

const pieces = [
  'func ',
  'const ',
  'type ',
  'module ',
  'import ',
  'external ',
  'anno ',
  'match ',
  'if ',
  ' then ',
  ' else ',
  'let ',
  ' where ',
  'a',
  'B',
  '1',
  '-1',
  '"t"',
  'f"{a}"',
  '@',
  '@1:00:00',
  '## d\n',
  '#! s\n',
  '# c\n',
  '\n',
  ' ',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ',',
  ':',
  '::',
  '=',
  '->',
  '=>',
  '|',
  '..',
  '.',
  '?',
  '!',
  ';',
  '+',
  '**',
  '??',
  '$',
  '"',
  '`',
  '\\',
  '\ud800',
  'for ',
  ' in ',
  ' do ',
  'enum ',
];
const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(''));

const program = `## Doc
@hidden
func f(a: Int8, by b: {x: T, ..U} = 1): [T]? where T: Int8 | B, U: {a: B, ..}, -> (let c = a + b; match c { .a(x | y) => x, _ => f"{x.y}" })
module m { import a::(b as c, d::*) type E: enum {a, b: {for f: F in T do f: F}} }
const t = {..r, a = [1, 2][0], if x then y.0 else z: T, p -> q | g(1, l = 2), 0.., .v(3)}
external func g(T, n: func (A): B): C where T: {..}
`;

describe('any text', () => {
  test('gives a tree and spans inside the text', () => {
    fc.assert(
      fc.property(soup, (text) => {
        const { diagnostics, tokens, file } = parseFile('', text);
        for (const { span } of [...diagnostics, ...file.body.definitions]) {
          expect(span.start).toBeLessThanOrEqual(span.end);
          expect(span.end).toBeLessThanOrEqual(text.length);
        }
        expect(tokens.at(-1)!.kind).toBe('end of input');
      }),
      { numRuns: 5000 },
    );
  });

  test('one edit of a right program is at most two errors, and mostly one', () => {
    const clean = program.replace('{x: T, ..U}', '{x: T}');
    expect(errorsOf(clean)).toEqual([]);
    const { tokens } = parseFile('', clean);
    const counts = tokens
      .slice(0, -1)
      .map(({ start, end }) => errorsOf(clean.slice(0, start) + clean.slice(end)).length);
    expect(Math.max(...counts)).toBeLessThanOrEqual(2);
    expect(counts.filter((count) => count === 2).length).toBeLessThan(counts.length / 20);
  });

  test('random edits never throw', () => {
    const edit = fc.tuple(fc.nat(program.length), fc.nat(12), fc.constantFrom('', ...pieces));
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 4 }), (edits) => {
        let text = program;
        for (const [at, length, piece] of edits) text = text.slice(0, at) + piece + text.slice(at + length);
        expect(parseFile('', text).diagnostics.length).toBeLessThan(30);
      }),
      { numRuns: 3000 },
    );
  });
});
