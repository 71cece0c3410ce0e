import { describe, expect, test } from 'vitest';
import { parseExpression, parseFile } from './parser';
import type { Expr } from './tree';

/** The text that the span of a program's expression, or of a part of it, covers. */
function spanText(text: string, part: (expr: Expr) => unknown = (expr) => expr): string {
  const { expr, diagnostics } = parseExpression('', text);
  expect(diagnostics).toEqual([]);
  return cut(text, part(expr));
}

function cut(text: string, node: unknown): string {
  const { start, end } = (node as { span: { start: number; end: number } }).span;
  return text.slice(start, end);
}

function only<K extends Expr['kind']>(expr: Expr, kind: K): Extract<Expr, { kind: K }> {
  expect(expr.kind).toBe(kind);
  return expr as Extract<Expr, { kind: K }>;
}

describe('spans of expressions (specification 1 §11.6)', () => {
  test.each([
    ['a::f(x, y)', 'a::f(x, y)'],
    ['(a) + (b)', '(a) + (b)'],
    ['x.y + z.w', 'x.y + z.w'],
    ['v | f(1)', 'f(1)'],
    ['v | (x -> x)', 'x -> x'],
    ['a.b.c', '.c'],
    ['a.b . 0', '. 0'],
    ['a.b[0]', 'a.b[0]'],
    ['(e.f): T?', '(e.f): T?'],
    ['((x))', 'x'],
    ['(let a = 1; a.b)', 'let a = 1; a.b'],
    ['.v (1)', '.v (1)'],
    ['[1, 2 ]', '[1, 2 ]'],
    ['{ a }', '{ a }'],
    ['f"x{a}"', 'f"x{a}"'],
    ['func (x) -> (x)', 'func (x) -> (x)'],
    ['x -> (x)', 'x -> (x)'],
    ['match (x) { _ => 1 }', 'match (x) { _ => 1 }'],
    ['if a then b else (c)', 'if a then b else (c)'],
    ['- (x)', '- (x)'],
    ['(a)..(b)', '(a)..(b)'],
  ])('%s', (text, expected) => {
    expect(spanText(text)).toBe(expected);
  });

  test('parts', () => {
    expect(spanText('a::f(x)', (e) => ({ span: only(e, 'call').callee.span }))).toBe('a::f');
    expect(spanText('f(by = 1 + 2)', (e) => only(e, 'call').args[0])).toBe('by = 1 + 2');
    expect(spanText('x.y: T', (e) => only(e, 'ascription').type)).toBe('x.y: T');
    expect(spanText('func (const by n: T = 1) -> n', (e) => only(e, 'function').params[0])).toBe(
      'by n: T = 1',
    );
    expect(spanText('n -> n', (e) => only(e, 'function').params[0])).toBe('n');
    expect(spanText('{..r, a = b.c}', (e) => only(e, 'tuple').fields[1])).toBe('a = b.c');
    expect(spanText('match x {.a(n) | .b => n}', (e) => only(e, 'match').branches[0]!.pattern)).toBe(
      '.a(n) | .b',
    );
  });

  test('a lookup after parentheses', () => {
    expect(spanText('(a.b).c', (e) => only(e, 'lookup').base)).toBe('.b');
    expect(spanText('(a.b).c')).toBe('.c');
  });
});

describe('spans of definitions (specification 1 §11.6)', () => {
  test('from the first documentation or annotation to the end', () => {
    const text = '# c\n## doc\n@hidden\nconst x = {1}\n\n@a(1) func f() -> 1 # d';
    const { file } = parseFile('', text);
    const [first, second] = file.body.definitions;
    expect(cut(text, first)).toBe('## doc\n@hidden\nconst x = {1}');
    expect(cut(text, second)).toBe('@a(1) func f() -> 1');
    expect(cut(text, second!.annotations[0])).toBe('a(1)');
  });

  test('imports, option types, parameters of externals', () => {
    const text = 'import a::(b as c, d::*) external func f(const n: A? = 1): B?';
    const [imported, external] = parseFile('', text).file.body.definitions;
    expect(imported?.kind === 'import' && imported.part.parts!.map((part) => cut(text, part))).toEqual([
      'b as c',
      'd::*',
    ]);
    expect(external?.kind === 'external' && cut(text, external.result)).toBe('B?');
    expect(external?.kind === 'external' && cut(text, external.params[0])).toBe('n: A? = 1');
  });
});
