import fc from 'fast-check';
import { expect, test } from 'vitest';
import { primTy, scalarTy, type Ty, tupleTy, unitTy } from '../../value';
import type { Expr, Literal } from '../ir';
import { printExpr, printIr } from './print-ir';
import { readIr } from './read-ir';

/** Specification 3 C4: `func main(q: Int32) -> q * 7 + 3`. */
const example = `type std::Int32 = Prim32;
let main = (func 0 ->
  (call
    external.std::ops::add: func (Int32, Int32) -> Int32,
    (call
      external.std::ops::mul: func (Int32, Int32) -> Int32,
      fn.0+0: Int32,
      7: Int32,
    ): Int32,
    3: Int32,
  ): Int32
): func (Int32) -> Int32
`;

/** Every form of expression and of type. */
const everything = `type std::Bool = Prim8;
type std::Int8 = Prim8;
type std::Text = [Prim8];
type std::ops::Ordering = enum {less, equal, greater};
type List = enum {end, @recursive link: {head: Int8, tail: List}};
type shop::\`unit price\` = Int8;
let main = (func 0 ->
  let 0 =
    let 1 = (array): [Int8];
    (array
      (tuple
        ..fn.0+0: {},
        2: Int8,
        "say \\"": Text,
      ): {n: Int8, Text},
    ): [{n: Int8, Text}];
  let 2 = (enum_variant 1
    (tuple
      200: shop::\`unit price\`,
      (enum_variant 0): List,
    ): {head: Int8, tail: List}
  ): List;
  (
    switch,
    (
      (call
        external.std::ops::eq: func (Prim8, Prim8) -> Bool,
        (enum_tag
          var.2: List,
        ): Prim8,
        1: Prim8,
      ): Bool,
      (tuple_lookup
        (enum_unwrap
          var.2: List,
          1,
        ): {head: Int8, tail: List},
        0,
      ): Int8,
    ),
    (
      1: Bool,
      0: Int8,
    ),
  ): Int8
): func ({}) -> Int8
`.replace('"say \\""', `'say "'`);

test.each([
  ['the example', example],
  ['every form', everything],
])('%s is read and printed again as it was', (_, text) => {
  const program = readIr(text);
  expect(program.ok && printIr(program.value)).toBe(text);
});

test('the type decides the width of a literal', () => {
  const program = readIr(
    'type std::Float64 = Prim64;\nlet main = (func 0 -> 5: Float64): func ({}) -> Float64',
  );
  const main = program.ok ? program.value.main : undefined;
  expect(main?.kind === 'function' && main.body).toMatchObject({ literal: { kind: 'prim64', bits: 5n } });
});

test('a text that is no program says where', () => {
  expect(readIr('let main = (call 3)')).toEqual({
    ok: false,
    error: { message: 'expected `:`', offset: 18 },
  });
});

const text = scalarTy('Text');

test.each([
  ['plain', '"plain"'],
  ['tab\tnew\nback\\', '"tab\\tnew\\nback\\\\"'],
  ['é€', '"\\u{e9}\\u{20ac}"'],
  ['say "no"', `'say "no"'`],
  [`it's "so"`, `"""it's "so\\u{22}"""`],
  [`a""b'c`, `"""a""b'c"""`],
])('text %j', (value, printed) => {
  expect(printExpr({ kind: 'literal', literal: { kind: 'text', text: value }, ty: text })).toBe(
    `${printed}: Text`,
  );
});

const literal: fc.Arbitrary<Expr> = fc
  .oneof(
    fc.nat(255).map((bits): [Literal, Ty] => [{ kind: 'prim8', bits }, scalarTy('Int8')]),
    fc.bigInt(0n, 2n ** 64n - 1n).map((bits): [Literal, Ty] => [{ kind: 'prim64', bits }, primTy(64)]),
    fc.string({ unit: 'grapheme' }).map((value): [Literal, Ty] => [{ kind: 'text', text: value }, text]),
    fc
      .string({ unit: fc.constantFrom('"', "'", 'a') })
      .map((value): [Literal, Ty] => [{ kind: 'text', text: value }, text]),
  )
  .map(([of, ty]): Expr => ({ kind: 'literal', literal: of, ty }));

const { expr } = fc.letrec<{ expr: Expr }>((tie) => ({
  expr: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    literal,
    fc.array(tie('expr'), { maxLength: 3 }).map(
      (exprs): Expr => ({
        kind: 'tuple',
        fields: exprs.map((of) => ({ expr: of, unpack: false })),
        ty: tupleTy(...exprs.map((of) => of.ty)),
      }),
    ),
    fc
      .record({ id: fc.nat(9), value: tie('expr'), main: tie('expr') })
      .map(({ id, value, main }): Expr => ({ kind: 'binding', id, value, main, ty: main.ty })),
  ),
}));

test('reading what is printed gives the same program (property P.8)', () => {
  const defs = [
    { name: ['std', 'Int8'], ty: primTy(8) },
    {
      name: ['std', 'Text'],
      ty: { kind: { kind: 'array', item: primTy(8) }, variantsRecursive: [] } as const,
    },
  ];
  fc.assert(
    fc.property(expr, (body) => {
      const ty = {
        kind: { kind: 'function', params: [unitTy], body: body.ty },
        variantsRecursive: [],
      } as const;
      const program = { main: { kind: 'function', id: 0, body, ty } as const, defs };
      expect(readIr(printIr(program))).toEqual({ ok: true, value: program });
    }),
  );
});
