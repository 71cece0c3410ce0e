import { describe, expect, test } from 'vitest';
import type { Expr, Program } from '../ir';
import { printExpr } from '../text/print-ir';
import { readIr } from '../text/read-ir';
import { validate } from '../validate';
import { inline } from './inline';

const defs = `type std::Bool = Prim8;
type std::Int8 = Prim8;
type std::Float64 = Prim64;
type std::Text = [Prim8];
type std::ops::Ordering = enum {less, equal, greater};
`;

/** A program of `func 0 -> body`, with types given by `input` and `output`. */
function program(body: string, output: string, input = '{}'): Program {
  const read = readIr(`${defs}let main = (func 0 -> ${body}): func (${input}) -> ${output}`);
  if (!read.ok) throw new Error(`${read.error.message} at ${read.error.offset}`);
  expect(validate(read.value)).toEqual([]);
  return read.value;
}

/** The body that is left, on one line. */
function inlined(of: Program): string {
  const result = inline(of);
  if (!result.ok) throw new Error(result.error[0]!.message);
  expect(validate(result.value)).toEqual([]);
  return shown(result.value.main);
}

function shown(main: Expr): string {
  if (main.kind !== 'function') throw new Error('main is not a function');
  return printExpr(main.body)
    .replace(/\s+/g, ' ')
    .replaceAll('( ', '(')
    .replaceAll(', )', ')')
    .replaceAll(' )', ')');
}

const F = 'func ({}) -> Int8';
const G = 'func (Int8) -> Int8';
const effect = `(call external.x::f: ${F}, fn.0+0: {},): Int8`;

describe('functions are expanded (specification 3 E1)', () => {
  test('twice([true, false]), the example of E4', () => {
    const of = program(
      `let 0 = (func 2 -> (tuple fn.2+0: [Bool], fn.2+0: [Bool],): {[Bool], [Bool]}): func ([Bool]) -> {[Bool], [Bool]};
       (call var.0: func ([Bool]) -> {[Bool], [Bool]}, (array 1: Bool, 0: Bool,): [Bool],): {[Bool], [Bool]}`,
      '{[Bool], [Bool]}',
    );
    expect(inlined(of)).toBe(
      'let 0 = (array 1: Bool, 0: Bool): [Bool]; (tuple var.0: [Bool], var.0: [Bool]): {[Bool], [Bool]}',
    );
  });

  test('an argument used once goes where it is used', () => {
    const of = program(
      `let 0 = (func 2 -> (tuple fn.2+0: [Bool],): {[Bool]}): func ([Bool]) -> {[Bool]};
       (call var.0: func ([Bool]) -> {[Bool]}, (array): [Bool],): {[Bool]}`,
      '{[Bool]}',
    );
    expect(inlined(of)).toBe('(tuple (array): [Bool]): {[Bool]}');
  });

  test('the first argument is bound innermost (O.42)', () => {
    const of = program(
      `(call (func 1 -> (tuple fn.1+0: Int8, fn.1+0: Int8, fn.1+1: Int8, fn.1+1: Int8,): {Int8, Int8, Int8, Int8}
         ): func (Int8, Int8) -> {Int8, Int8, Int8, Int8},
         (call external.x::a: ${F}, fn.0+0: {},): Int8,
         (call external.x::b: ${F}, fn.0+0: {},): Int8,): {Int8, Int8, Int8, Int8}`,
      '{Int8, Int8, Int8, Int8}',
    );
    expect(inlined(of)).toMatch(/^let \d = \(call external\.x::b.*; let \d = \(call external\.x::a/);
  });

  test('an unused argument is gone (O.44)', () => {
    const of = program(
      `(call (func 1 -> fn.1+1: Int8): func (Int8, Int8) -> Int8, ${effect}, 1: Int8,): Int8`,
      'Int8',
    );
    expect(inlined(of)).toBe('1: Int8');
  });

  test('what only an unused binding uses is gone as well', () => {
    const of = program(
      `let 0 = ${effect}; let 1 = (tuple var.0: Int8, var.0: Int8,): {Int8, Int8}; "fine": Text`,
      'Text',
    );
    expect(inlined(of)).toBe('"fine": Text');
  });

  test('a name for an external, and one for that name', () => {
    const of = program(
      `let 0 = external.std::math::abs: ${G}; let 1 = var.0: ${G}; (call var.1: ${G}, 1: Int8,): Int8`,
      'Int8',
    );
    expect(inlined(of)).toBe(`(call external.std::math::abs: ${G}, 1: Int8): Int8`);
  });

  test('a function passed to an external becomes a copy in each place', () => {
    const map = `func ([Int8], ${G}) -> [Int8]`;
    const of = program(
      `let 0 = (func 1 -> fn.1+0: Int8): ${G};
       (call external.std::array::map: ${map},
         (call external.std::array::map: ${map}, (array): [Int8], var.0: ${G},): [Int8], var.0: ${G},): [Int8]`,
      '[Int8]',
    );
    expect(inlined(of)).toMatch(/\(func 1 -> fn\.1\+0: Int8\).*\(func 2 -> fn\.2\+0: Int8\)/);
  });

  test('a function that a function gives back', () => {
    const of = program(
      `let 0 = (func 1 -> (func 2 -> (tuple fn.1+0: Int8, fn.2+0: Int8,): {Int8, Int8}): func (Int8) -> {Int8, Int8}
         ): func (Int8) -> func (Int8) -> {Int8, Int8};
       let 3 = (call var.0: func (Int8) -> func (Int8) -> {Int8, Int8}, 1: Int8,): func (Int8) -> {Int8, Int8};
       (call var.3: func (Int8) -> {Int8, Int8}, 2: Int8,): {Int8, Int8}`,
      '{Int8, Int8}',
    );
    expect(inlined(of)).toBe('(tuple 1: Int8, 2: Int8): {Int8, Int8}');
  });

  test('a chosen function is chosen at the call', () => {
    const of = program(
      `let 0 = (switch, (fn.0+0: Bool, external.x::f: ${G},), (1: Bool, (func 1 -> fn.1+0: Int8): ${G},),): ${G};
       (call var.0: ${G}, 3: Int8,): Int8`,
      'Int8',
      'Bool',
    );
    expect(inlined(of)).toBe(
      `(switch, (fn.0+0: Bool, (call external.x::f: ${G}, 3: Int8): Int8), (1: Bool, 3: Int8)): Int8`,
    );
  });

  test('a function that refers to itself is an error', () => {
    const read = readIr(
      `${defs}let main = (func 0 -> let 0 = (func 1 -> (call var.0: ${G}, fn.1+0: Int8,): Int8): ${G};
       (call var.0: ${G}, 3: Int8,): Int8): func ({}) -> Int8`,
    );
    const result = inline((read as { value: Program }).value);
    expect(!result.ok && result.error[0]!.message).toBe('recursive function cannot be inlined');
  });

  test('a function in a tuple is an error', () => {
    const of = readIr(
      `${defs}let main = (func 0 -> let 0 = (tuple external.x::f: ${G},): {${G}}; 1: Int8): func ({}) -> Int8`,
    );
    const result = inline((of as { value: Program }).value);
    expect(!result.ok && result.error[0]!.message).toBe(
      'functions inside tuples, arrays or enums are not supported',
    );
  });

  test('a copy inside another copy of one function keeps its own names (E3)', () => {
    const option = 'enum {none, some: Int8}';
    const mapper = `func (Int8) -> Int8`;
    const mapOr = `func (${option}, Int8, ${mapper}) -> Int8`;
    const of = program(
      `let 0 = (func 1 -> let 1 = fn.1+0: ${option};
         (switch,
           ((call external.std::ops::eq: func (Prim8, Prim8) -> Bool, (enum_tag var.1: ${option},): Prim8, 1: Prim8,): Bool,
            (call fn.1+2: ${mapper}, (enum_unwrap var.1: ${option}, 1,): Int8,): Int8,),
           (1: Bool, fn.1+1: Int8,),): Int8): ${mapOr};
       (call var.0: ${mapOr}, (call external.x::f: func ({}) -> ${option}, fn.0+0: {},): ${option}, 0: Int8,
         (func 2 -> (call var.0: ${mapOr}, (call external.x::g: func ({}) -> ${option}, fn.0+0: {},): ${option}, 0: Int8,
           (func 3 -> (call external.std::ops::add: func (Int8, Int8) -> Int8, fn.2+0: Int8, fn.3+0: Int8,): Int8): ${mapper},
         ): Int8): ${mapper},): Int8`,
      'Int8',
    );
    const text = inlined(of);
    const [, outer] = /let (\d) = \(call external\.x::f/.exec(text)!;
    const [, inner] = /let (\d) = \(call external\.x::g/.exec(text)!;
    expect(outer).not.toBe(inner);
    expect(text).toContain(
      `(call external.std::ops::add: func (Int8, Int8) -> Int8, (enum_unwrap var.${outer}: ${option}, 1): Int8, (enum_unwrap var.${inner}: ${option}, 1): Int8): Int8`,
    );
  });
});

describe('bindings go where they are used (specification 3 E2)', () => {
  test.each([
    [
      'a pointer',
      `let 0 = fn.0+0: {Int8, Int8}; let 1 = (tuple_lookup var.0: {Int8, Int8}, 1,): Int8; (tuple var.1: Int8, var.1: Int8,): {Int8, Int8}`,
      false,
    ],
    [
      'a tuple of simple fields',
      `let 1 = (tuple 1: Int8,): {Int8}; (tuple var.1: {Int8}, var.1: {Int8},): {{Int8}, {Int8}}`,
      false,
    ],
    ['a text', `let 1 = "x": Text; (tuple var.1: Text, var.1: Text,): {Text, Text}`, true],
    [
      'a call',
      `let 1 = (call external.x::f: ${G}, 1: Int8,): Int8; (tuple var.1: Int8, var.1: Int8,): {Int8, Int8}`,
      true,
    ],
    [
      'a variant',
      `let 1 = (enum_variant 0): enum {a, b}; (tuple var.1: enum {a, b}, var.1: enum {a, b},): {enum {a, b}, enum {a, b}}`,
      true,
    ],
  ])('%s used twice', (_, body, stays) => {
    const output = body.slice(body.lastIndexOf('): ') + 3);
    expect(inlined(program(body, output, '{Int8, Int8}')).startsWith('let ')).toBe(stays);
  });

  test('a pointer keeps the type of its place: unwrapping a frame shows', () => {
    const of = program(
      `let 0 = (call external.x::f: func ({}) -> Float64, fn.0+0: {},): Float64; var.0: Prim64`,
      'Prim64',
    );
    expect(inlined(of)).toBe('(call external.x::f: func ({}) -> Float64, fn.0+0: {}): Prim64');
  });

  const cmp =
    '(call external.std::ops::cmp: func (Int8, Int8) -> ops::Ordering, (tuple_lookup fn.0+0: {Int8, Int8}, 0,): Int8, (tuple_lookup fn.0+0: {Int8, Int8}, 1,): Int8,): ops::Ordering';
  const is = (tag: number): string =>
    `(call external.std::ops::eq: func (Prim8, Prim8) -> Bool, (enum_tag ${cmp},): Prim8, ${tag}: Prim8,): Bool`;
  const not = (of: string): string => `(call external.std::ops::not: func (Bool) -> Bool, ${of},): Bool`;
  const op = (name: string, a: number, b: number): string =>
    `(call external.std::ops::${name}: func (Int8, Int8) -> Bool, (tuple_lookup fn.0+0: {Int8, Int8}, ${a}): Int8, (tuple_lookup fn.0+0: {Int8, Int8}, ${b}): Int8): Bool`;

  test.each([
    ['a == b', is(1), op('eq', 0, 1)],
    ['a < b', is(0), op('lt', 0, 1)],
    ['a > b', is(2), op('lt', 1, 0)],
    ['a >= b', not(is(0)), op('lte', 1, 0)],
    ['a <= b', not(is(2)), op('lte', 0, 1)],
    ['not not a < b', not(not(is(0))), op('lt', 0, 1)],
    ['not a <= b', not(not(is(2))), op('lt', 1, 0)],
  ])('%s', (_, body, expected) => {
    expect(inlined(program(body, 'Bool', '{Int8, Int8}'))).toBe(expected);
  });
});

describe('switches (specification 3 E1.4, O.41)', () => {
  const choose = (a: number, b: number): string =>
    `(switch, (fn.0+0: Bool, ${a}: Bool,), (1: Bool, ${b}: Bool,),): Bool`;
  test.each([
    [choose(1, 0), 'fn.0+0: Bool'],
    [choose(0, 1), '(call external.std::ops::not: func (Bool) -> Bool, fn.0+0: Bool): Bool'],
    [choose(1, 1), '1: Bool'],
    ['(switch, (fn.0+0: Bool, 5: Int8,),): Int8', '5: Int8'],
  ])('%s', (body, expected) => {
    expect(inlined(program(body, body.endsWith('Int8') ? 'Int8' : 'Bool', 'Bool'))).toBe(expected);
  });
});

describe('size', () => {
  const int8 = { kind: { kind: 'ident', path: ['std', 'Int8'] }, variantsRecursive: [] } as const;
  const bool = { kind: { kind: 'ident', path: ['std', 'Bool'] }, variantsRecursive: [] } as const;
  const g = { kind: { kind: 'function', params: [int8], body: int8 }, variantsRecursive: [] } as const;
  const definitions = program('1: Int8', 'Int8').defs;
  const one: Expr = { kind: 'literal', literal: { kind: 'prim8', bits: 1 }, ty: int8 };
  const yes: Expr = { kind: 'literal', literal: { kind: 'prim8', bits: 1 }, ty: bool };
  const apply = (callee: Expr, arg: Expr): Expr => ({ kind: 'call', callee, args: [arg], ty: int8 });
  const f: Expr = { kind: 'external', id: 'x::f', ty: g };
  const runs = (body: Expr): Program => ({
    main: {
      kind: 'function',
      id: 0,
      body,
      ty: {
        kind: {
          kind: 'function',
          params: [{ kind: { kind: 'tuple', fields: [] }, variantsRecursive: [] }],
          body: int8,
        },
        variantsRecursive: [],
      },
    },
    defs: definitions,
  });

  test.each([
    ['a pipeline', () => Array.from({ length: 20_000 }).reduce<Expr>((arg) => apply(f, arg), one)],
    [
      'bindings',
      () =>
        Array.from({ length: 20_000 }).reduce<Expr>(
          (main, _, id) => ({ kind: 'binding', id, value: apply(f, one), main, ty: int8 }),
          one,
        ),
    ],
    [
      'else if',
      () =>
        Array.from({ length: 20_000 }).reduce<Expr>(
          (value) => ({
            kind: 'switch',
            branches: [
              { condition: yes, value: one },
              { condition: yes, value },
            ],
            ty: int8,
          }),
          one,
        ),
    ],
  ])('%s twenty thousand deep', (_, make) => {
    const result = inline(runs(make()));
    expect(result.ok && validate(result.value)).toEqual([]);
  });

  test('functions that double each other forty times are refused, not waited for', () => {
    // Each function calls the one before it twice.
    let body: Expr = apply({ kind: 'binding_ref', id: 40, ty: g }, one);
    for (let id = 40; id >= 0; id--) {
      const previous: Expr = id === 0 ? f : { kind: 'binding_ref', id: id - 1, ty: g };
      const param: Expr = { kind: 'parameter', functionId: id + 1, position: 0, ty: int8 };
      const value: Expr = {
        kind: 'function',
        id: id + 1,
        body: apply(previous, apply(previous, param)),
        ty: g,
      };
      body = { kind: 'binding', id, value, main: body, ty: int8 };
    }
    const result = inline(runs(body));
    expect(!result.ok && result.error[0]!.slug).toBe('program-too-large');
  });
});
