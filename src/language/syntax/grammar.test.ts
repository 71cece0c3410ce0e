import { describe, expect, test } from 'vitest';
import { parseExpression, parseFile } from './parser';
import type { Definition, Expr, Pattern, TypeNode } from './tree';

// A short notation for trees: (operator operands), so that precedence can be read.

function show(expr: Expr): string {
  switch (expr.kind) {
    case 'path':
      return expr.path.segments.map((segment) => segment.name).join('::');
    case 'literal':
      return expr.literal.kind === 'number'
        ? expr.literal.text
        : expr.literal.kind === 'text'
          ? JSON.stringify(expr.literal.value)
          : expr.literal.kind;
    case 'fstring':
      return `f${expr.pieces.length}`;
    case 'tuple':
      return `{${expr.fields.map((f) => `${f.spread ? '..' : ''}${f.name ? `${f.name.name}=` : ''}${show(f.value)}`).join(' ')}}`;
    case 'array':
      return `[${expr.items.map(show).join(' ')}]`;
    case 'variant':
      return `.${expr.name.name}${expr.payload ? `(${show(expr.payload)})` : ''}`;
    case 'paren':
      return `(paren ${show(expr.inner)})`;
    case 'let':
      return `(let ${expr.name.name} ${show(expr.value)} ${show(expr.body)})`;
    case 'function':
      return `(func ${expr.params.map((param) => param.name.name).join(' ')} -> ${show(expr.body)})`;
    case 'call':
      return `${expr.callee.segments.map((s) => s.name).join('::')}(${expr.args.map((a) => `${a.label ? `${a.label.name}=` : ''}${show(a.value)}`).join(' ')})`;
    case 'match':
      return `(match ${show(expr.subject)} ${expr.branches.map((b) => `${showPattern(b.pattern)}=>${show(b.value)}`).join(' ')})`;
    case 'if':
      return `(if ${show(expr.condition)} ${show(expr.consequent)} ${show(expr.alternative)})`;
    case 'lookup':
      return `${show(expr.base)}.${expr.field.kind === 'name' ? expr.field.name.name : expr.field.position}`;
    case 'index':
      return `${show(expr.base)}[${show(expr.index)}]`;
    case 'ascription':
      return `(${show(expr.value)}: ${showType(expr.type)})`;
    case 'unary':
      return `(${expr.operator} ${show(expr.operand)})`;
    case 'binary':
      return `(${show(expr.left)} ${expr.operator} ${show(expr.right)})`;
    case 'range':
      return `(range ${expr.from ? show(expr.from) : '-'} ${expr.to ? show(expr.to) : '-'})`;
    case 'pipe':
      return `(${show(expr.left)} | ${show(expr.right)})`;
    case 'missing':
      return '?';
  }
}

function showPattern(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'bind':
      return pattern.name.name;
    case 'literal':
      return 'lit';
    case 'variant':
      return `.${pattern.name.name}${pattern.payload ? `(${showPattern(pattern.payload)})` : ''}`;
    case 'or':
      return pattern.alternatives.map(showPattern).join('/');
  }
}

function showType(type: TypeNode): string {
  switch (type.kind) {
    case 'primitive':
      return `Prim${type.width}`;
    case 'path':
      return type.path.segments.map((segment) => segment.name).join('::');
    case 'function':
      return `func(${type.params.map((p) => `${p.const ? 'const ' : ''}${p.label ? `${p.label.name}:` : ''}${showType(p.type)}${p.default ? `=${show(p.default)}` : ''}`).join(' ')}):${showType(type.result)}`;
    case 'tuple':
      return `{${type.fields.map((f) => `${f.name ? `${f.name.name}:` : ''}${showType(f.type)}`).join(' ')}}`;
    case 'comprehension':
      return `{for ${type.field.name}:${type.variable.name} in ${showType(type.source)} do ${type.bodyName ? `${type.bodyName.name}:` : ''}${showType(type.body)}}`;
    case 'array':
      return `[${showType(type.item)}]`;
    case 'enum':
      return `enum{${type.variants.map((v) => `${v.name.name}${v.payload ? `:${showType(v.payload)}` : ''}`).join(' ')}}`;
    case 'option':
      return `${showType(type.inner)}?`;
    case 'missing':
      return '?';
  }
}

function expr(text: string): string {
  const { expr: parsed, diagnostics } = parseExpression('', text);
  expect(diagnostics).toEqual([]);
  return show(parsed);
}

function definitions(text: string): readonly Definition[] {
  const { file, diagnostics } = parseFile('', text);
  expect(diagnostics).toEqual([]);
  return file.body.definitions;
}

function type(text: string): string {
  const [definition] = definitions(`type X: ${text}`);
  return definition?.kind === 'type' ? showType(definition.type) : '';
}

describe('precedence (specification 1 §2.3)', () => {
  test.each([
    ['2: Int8 + 3', '((2: Int8) + 3)'],
    ['a + b: T', '(a + (b: T))'],
    ['-x: T', '(- (x: T))'],
    ['-a ** b', '((- a) ** b)'],
    ['a ** b ** c', '(a ** (b ** c))'],
    ['a * b ** c / d', '((a * (b ** c)) / d)'],
    ['a - b - c', '((a - b) - c)'],
    ['a + b * c - d // e', '((a + (b * c)) - (d // e))'],
    ['a < b < c', '((a < b) < c)'],
    ['a ?? b ?? c', '((a ?? b) ?? c)'],
    ['a || b && c ?? d == e', '(a || (b && (c ?? (d == e))))'],
    ['a ~= b && c', '((a ~= b) && c)'],
    ['! - + x', '(! (- (+ x)))'],
    ['1 + 2..3 * 4', '(range (1 + 2) (3 * 4))'],
    ['..3', '(range - 3)'],
    ['3..', '(range 3 -)'],
    ['..3 | f', '((range - 3) | f)'],
    ['a.. | f', '((range a -) | f)'],
    ['a | b | c', '((a | b) | c)'],
    ['a + b | f(c)', '((a + b) | f(c))'],
    ['1 | n -> n | f', '(1 | (func n -> (n | f)))'],
    ['if c then a else b | f', '(if c a (b | f))'],
    ['if a then b else if c then d else e', '(if a b (if c d e))'],
    ['match x { .a => b | f, .b => c }', '(match x .a=>(b | f) .b=>c)'],
    ['x: T | f', '((x: T) | f)'],
    ['a.b.0.c[1].d', 'a.b.0.c[1].d'],
    ['(t.0).1', '(paren t.0).1'],
    ['t.a.0.b', 't.a.0.b'],
    ['f(a).b', 'f(a).b'],
    ['- 7 % 3', '((- 7) % 3)'],
    ['-7 % 3', '(-7 % 3)'],
  ])('%s', (text, expected) => {
    expect(expr(text)).toBe(expected);
  });
});

describe('terms (specification 1 §2.3)', () => {
  test.each([
    ['{..r, ..s, k = 1, r = ..x, x}', '{..r ..s k=1 r=(range - x) x}'],
    ['[..x, 1,]', '[(range - x) 1]'],
    ['{}', '{}'],
    ['{a = 1,}', '{a=1}'],
    ['f(x,)', 'f(x)'],
    ['a::b::c(1, by = 2)', 'a::b::c(1 by=2)'],
    ['(let a = 1; let b = a; {a, b})', '(paren (let a 1 (let b a {a b})))'],
    ['func () -> 1: Int8', '(func  -> (1: Int8))'],
    ['func (const by n: Int8 = 1, m): Bool -> n', '(func n m -> n)'],
    ['x -> y -> x', '(func x -> (func y -> x))'],
    ['.some(.none)', '.some(.none)'],
    ['.v({})', '.v({})'],
    ['f"a{b}c"', 'f3'],
    ['match x {.a(n) | .b(n) => n, _ => 1,}', '(match x .a(n)/.b(n)=>n _=>1)'],
    ['match x {.a(.x | .y) => 1, -1 => 2, "t" => 3}', '(match x .a(.x/.y)=>1 lit=>2 lit=>3)'],
    ['internal', 'internal'],
    ['`else`', 'else'],
    ['5: Int8 | x -> x | neg', '((5: Int8) | (func x -> (x | neg)))'],
  ])('%s', (text, expected) => {
    expect(expr(text)).toBe(expected);
  });

  test('a range without an end before the next definition', () => {
    expect(definitions('const r = 0.. func main() -> r').map((definition) => definition.kind)).toEqual([
      'const',
      'func',
    ]);
  });
});

describe('types (specification 1 §2.2)', () => {
  test.each([
    ['Prim8', 'Prim8'],
    ['std::Prim8', 'std::Prim8'],
    ['[a::B]?', '[a::B]?'],
    ['{Int8, n: [Text],}', '{Int8 n:[Text]}'],
    ['{}', '{}'],
    ['enum {a, b: {x: Int8},}', 'enum{a b:{x:Int8}}'],
    ['func (A, const by: B = 1): C?', 'func(A const by:B=1):C?'],
    ['func (): func (A): B', 'func():func(A):B'],
    ['{for f: F in T do F}', '{for f:F in T do F}'],
    ['{for f: F in {a: A} do f: [F]}', '{for f:F in {a:A} do f:[F]}'],
  ])('%s', (text, expected) => {
    expect(type(text)).toBe(expected);
  });
});

describe('definitions (specification 1 §2.1)', () => {
  test('need no separators and no line breaks', () => {
    const kinds = definitions(
      'import a::(b, c as d, e::f, g::*) import x::* module m { const y = 1 } type A: B type C(D) type E(f: G) external func h(i: J, K): L where M, N: O | P, anno q(r: S) func t(u) -> u const v: W = 1',
    ).map((definition) => definition.kind);
    expect(kinds).toEqual([
      'import',
      'import',
      'module',
      'type',
      'type',
      'type',
      'external',
      'anno',
      'func',
      'const',
    ]);
  });

  test('parameters: two names are label and name, one is a name; before a type it is a label', () => {
    const [func, external] = definitions(
      'func f(const by factor: Int8 = 1, n) -> n external func g(n: A, const B = 2): C',
    );
    expect(func).toMatchObject({
      params: [
        { const: true, label: { name: 'by' }, name: { name: 'factor' } },
        { const: false, label: undefined, name: { name: 'n' } },
      ],
    });
    expect(external).toMatchObject({ params: [{ label: { name: 'n' } }, { const: true, label: undefined }] });
  });

  test('where clauses', () => {
    const [func] = definitions(
      'func f(x) where A, B: {..}, C: {Int8, n: T, ..}, D: {x: Bool} | Int8, E: {}?, -> x',
    );
    expect(func).toMatchObject({
      where: [
        { name: { name: 'A' }, domain: undefined },
        { domain: { kind: 'tuple', fields: [] } },
        { domain: { kind: 'tuple', fields: [{ name: undefined }, { name: { name: 'n' } }] } },
        { domain: { kind: 'oneOf', alternatives: [{ kind: 'tuple' }, { kind: 'path' }] } },
        { domain: { kind: 'oneOf', alternatives: [{ kind: 'option' }] } },
      ],
    });
  });

  test('documentation and annotations', () => {
    const { file, diagnostics } = parseFile(
      '',
      'submodule\n#! self\n@!metadata("x")\n#! more\n## one\n\n# between\n## two\n@hidden\n@a::b(1)\nconst x = 1',
    );
    expect(diagnostics).toEqual([]);
    expect(file.submodule).toBe(true);
    expect(file.body.selfDocs.map((doc) => doc.text)).toEqual(['self', 'more']);
    expect(file.body.selfAnnotations).toHaveLength(1);
    expect(file.body.definitions[0]).toMatchObject({ doc: { text: 'one\ntwo' }, annotations: [{}, {}] });
  });

  test('an empty file, and one with a byte order mark', () => {
    expect(definitions('')).toEqual([]);
    expect(definitions('\ufeff# nothing\n')).toEqual([]);
  });
});
