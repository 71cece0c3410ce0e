import { type Codec, codec, schema } from '../value';
import type { Expr, Literal, Program, SwitchBranch, TupleField } from './ir';

const { bool, list, mapped, named, struct, text, u16, u32, u64, u8, union } = codec;

/** The schemas of IR on the wire (specification 3 C1), in the order of its table. Spans do not travel. */

const pointer = named(['ir', 'Pointer'], () =>
  union({
    external: struct({ id: text }),
    binding: u32,
    parameter: struct({ function_id: u32, param_position: u8 }),
  }),
);

const literalWire = () => union({ prim8: u8, prim16: u16, prim32: u32, prim64: u64, text });

type LiteralWire = codec.TypeOf<ReturnType<typeof literalWire>>;

const literal: Codec<Literal> = named(['ir', 'Literal'], () =>
  mapped(literalWire(), {
    toWire: (of: Literal): LiteralWire => {
      if (of.kind === 'text') return { kind: 'text', value: of.text };
      if (of.kind === 'prim64') return { kind: 'prim64', value: of.bits };
      return { kind: of.kind, value: of.bits };
    },
    fromWire: (wire): Literal => {
      if (wire.kind === 'text') return { kind: 'text', text: wire.value };
      if (wire.kind === 'prim64') return { kind: 'prim64', bits: wire.value };
      return { kind: wire.kind, bits: wire.value };
    },
  }),
);

const tupleField: Codec<TupleField> = named(['ir', 'TupleField'], () =>
  struct({ expr: irExpr, unpack: bool }),
);

const switchBranch: Codec<SwitchBranch> = named(['ir', 'SwitchBranch'], () =>
  struct({ condition: irExpr, value: irExpr }),
);

const exprKind = () =>
  union({
    pointer,
    literal,
    call: named(['ir', 'Call'], () => struct({ function: irExpr, args: list(irExpr) })),
    function: named(['ir', 'Function'], () => struct({ id: u32, body: irExpr })),
    tuple: list(tupleField),
    array: list(irExpr),
    enum_variant: named(['ir', 'EnumVariant'], () => struct({ tag: u64, inner: irExpr })),
    enum_tag: named(['ir', 'EnumTag'], () => struct({ subject: irExpr })),
    enum_unwrap: named(['ir', 'EnumUnwrap'], () => struct({ subject: irExpr, tag: u64 })),
    tuple_lookup: named(['ir', 'TupleLookup'], () => struct({ base: irExpr, position: u16 })),
    binding: named(['ir', 'Binding'], () => struct({ id: u32, expr: irExpr, main: irExpr })),
    switch: list(switchBranch),
  });

type Wire = codec.TypeOf<ReturnType<typeof exprKind>>;

/** `ir::Expr`. */
const irExpr: Codec<Expr> = named(['ir', 'Expr'], () =>
  mapped(struct({ kind: named(['ir', 'ExprKind'], exprKind), ty: schema.ty }), {
    toWire: (expr: Expr) => ({ kind: wireOf(expr), ty: expr.ty }),
    fromWire: ({ kind, ty }): Expr => exprOf(kind, ty),
  }),
);

/** `ir::Program`. */
export const irProgram: Codec<Program> = named(['ir', 'Program'], () =>
  struct({ main: irExpr, defs: list(schema.tyDef) }),
);

function wireOf(expr: Expr): Wire {
  switch (expr.kind) {
    case 'external':
      return { kind: 'pointer', value: { kind: 'external', value: { id: expr.id } } };
    case 'binding_ref':
      return { kind: 'pointer', value: { kind: 'binding', value: expr.id } };
    case 'parameter': {
      const value = { function_id: expr.functionId, param_position: expr.position };
      return { kind: 'pointer', value: { kind: 'parameter', value } };
    }
    case 'literal':
      return { kind: 'literal', value: expr.literal };
    case 'call':
      return { kind: 'call', value: { function: expr.callee, args: expr.args } };
    case 'function':
      return { kind: 'function', value: expr };
    case 'tuple':
      return { kind: 'tuple', value: expr.fields };
    case 'array':
      return { kind: 'array', value: expr.items };
    case 'enum_variant':
      return { kind: 'enum_variant', value: { tag: BigInt(expr.tag), inner: expr.inner } };
    case 'enum_tag':
      return { kind: 'enum_tag', value: expr };
    case 'enum_unwrap':
      return { kind: 'enum_unwrap', value: { subject: expr.subject, tag: BigInt(expr.tag) } };
    case 'tuple_lookup':
      return { kind: 'tuple_lookup', value: expr };
    case 'binding':
      return { kind: 'binding', value: { id: expr.id, expr: expr.value, main: expr.main } };
    case 'switch':
      return { kind: 'switch', value: expr.branches };
  }
}

function exprOf(wire: Wire, ty: Expr['ty']): Expr {
  switch (wire.kind) {
    case 'pointer':
      switch (wire.value.kind) {
        case 'external':
          return { kind: 'external', id: wire.value.value.id, ty };
        case 'binding':
          return { kind: 'binding_ref', id: wire.value.value, ty };
        case 'parameter': {
          const { function_id: functionId, param_position: position } = wire.value.value;
          return { kind: 'parameter', functionId, position, ty };
        }
      }
      break;
    case 'literal':
      return { kind: 'literal', literal: wire.value, ty };
    case 'call':
      return { kind: 'call', callee: wire.value.function, args: wire.value.args, ty };
    case 'function':
      return { kind: 'function', ...wire.value, ty };
    case 'tuple':
      return { kind: 'tuple', fields: wire.value, ty };
    case 'array':
      return { kind: 'array', items: wire.value, ty };
    case 'enum_variant':
      return { kind: 'enum_variant', tag: Number(wire.value.tag), inner: wire.value.inner, ty };
    case 'enum_tag':
      return { kind: 'enum_tag', ...wire.value, ty };
    case 'enum_unwrap':
      return { kind: 'enum_unwrap', subject: wire.value.subject, tag: Number(wire.value.tag), ty };
    case 'tuple_lookup':
      return { kind: 'tuple_lookup', ...wire.value, ty };
    case 'binding':
      return { kind: 'binding', id: wire.value.id, value: wire.value.expr, main: wire.value.main, ty };
    case 'switch':
      return { kind: 'switch', branches: wire.value, ty };
  }
}
