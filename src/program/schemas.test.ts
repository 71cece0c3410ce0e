import { expect, test } from 'vitest';
import { type codec, formatOf, schema, type TyDef } from '../value';
import { bytecodeProgram } from './bytecode/codec';
import { containedProgram } from './container';
import { irProgram } from './ir-codec';
import { layOut } from './layout';
import { readIr } from './text/read-ir';

function definition(of: codec.Codec<unknown>, name: string): TyDef {
  const found = of.defs.find((def) => def.name.join('::') === name);
  if (found === undefined) throw new Error(`no definition of ${name}`);
  return found;
}

function head(of: codec.Codec<unknown>, name: string): number {
  const format = formatOf(definition(of, name).ty, of.defs);
  return format.ok ? format.value.head : -1;
}

test.each([
  [irProgram, 'ir::Program', 36],
  [irProgram, 'ir::Expr', 28],
  [irProgram, 'ir::Call', 36],
  [irProgram, 'ir::Function', 32],
  [irProgram, 'ir::TupleField', 29],
  [irProgram, 'ir::EnumVariant', 36],
  [irProgram, 'ir::EnumTag', 28],
  [irProgram, 'ir::EnumUnwrap', 36],
  [irProgram, 'ir::TupleLookup', 30],
  [irProgram, 'ir::Binding', 60],
  [irProgram, 'ir::SwitchBranch', 56],
  [bytecodeProgram, 'br::Program', 21],
  [bytecodeProgram, 'br::ExternalSymbol', 16],
  [bytecodeProgram, 'br::Expr', 5],
  [bytecodeProgram, 'br::Call', 13],
  [bytecodeProgram, 'br::Function', 9],
  [bytecodeProgram, 'br::Tuple', 16],
  [bytecodeProgram, 'br::TupleField', 6],
  [bytecodeProgram, 'br::Array', 20],
  [bytecodeProgram, 'br::EnumVariant', 16],
  [bytecodeProgram, 'br::Offset', 9],
  [bytecodeProgram, 'br::Deref', 5],
  [bytecodeProgram, 'br::Binding', 14],
  [bytecodeProgram, 'br::SwitchBranch', 10],
  [containedProgram, 'rr::Program', 5],
  [containedProgram, 'rr::SqlProgram', 62],
  [schema.programType, 'rr::ProgramType', 54],
] as [codec.Codec<unknown>, string, number][])(
  'head sizes (specification 3 C1, G1, I1) %#',
  (of, name, bytes) => {
    expect({ name, bytes: head(of, name) }).toEqual({ name, bytes });
  },
);

test('recursive variants (specification 3 C1, G1)', () => {
  expect(definition(irProgram, 'ir::ExprKind').ty.variantsRecursive).toEqual([2, 3, 6, 7, 8, 9, 10]);
  expect(definition(bytecodeProgram, 'br::ExprKind').ty.variantsRecursive).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
});

test('a program survives its bytes', () => {
  const program = readIr(`type std::Bool = Prim8;
type std::Int8 = Prim8;
type std::Text = [Prim8];
let main = (func 0 ->
  let 0 = (array "x": Text,): [Text];
  let 1 = (enum_variant 1 (call external.x::f: func ([Text], Prim64) -> Int8, var.0: [Text], 5: Prim64,): Int8): enum {a, b: Int8};
  (switch,
    ((call external.std::ops::eq: func (Prim8, Prim8) -> Bool, (enum_tag var.1: enum {a, b: Int8},): Prim8, 1: Prim8,): Bool,
     (tuple (enum_unwrap var.1: enum {a, b: Int8}, 1,): Int8, ..fn.0+0: {Int8},): {Int8, Int8},),
    (1: Bool, (tuple (tuple_lookup fn.0+0: {Int8}, 0,): Int8, 2: Int8,): {Int8, Int8},),
  ): {Int8, Int8}
): func ({Int8}) -> {Int8, Int8}`);
  if (!program.ok) throw new Error(program.error.message);
  const laidOut = layOut(program.value);
  if (!laidOut.ok) throw new Error(laidOut.error.message);
  expect(irProgram.decode(irProgram.encode(laidOut.value))).toEqual({ ok: true, value: laidOut.value });
});
