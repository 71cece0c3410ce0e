import { type Codec, codec, schema } from '../../value';
import type { Expr, ExternalSymbol, Program, SwitchBranch, TupleField } from './bytecode';

const { bool, bytes, list, mapped, named, struct, text, u32, u8, union } = codec;

/** The schemas of bytecode (specification 3 G1), in the order of its table. */

const externalSymbol: Codec<ExternalSymbol> = named(['br', 'ExternalSymbol'], () =>
  struct({ id: text, layoutArgs: list(u32) }),
);

const tupleField: Codec<TupleField> = named(['br', 'TupleField'], () =>
  struct({ expr: expression, unpack: u8 }),
);

const switchBranch: Codec<SwitchBranch> = named(['br', 'SwitchBranch'], () =>
  struct({ condition: expression, value: expression }),
);

const exprKind = () =>
  union({
    pointer: u32,
    literal: bytes,
    call: named(['br', 'Call'], () => struct({ function: expression, args: list(expression) })),
    function: named(['br', 'Function'], () => struct({ symbolNs: u32, body: expression })),
    tuple: named(['br', 'Tuple'], () =>
      struct({ fields: list(tupleField), fieldLayouts: list(schema.tyLayout) }),
    ),
    array: named(['br', 'Array'], () => struct({ itemLayout: schema.tyLayout, items: list(expression) })),
    enum_variant: named(['br', 'EnumVariant'], () =>
      struct({ tag: bytes, innerBytes: u8, hasPtr: bool, paddingBytes: u8, inner: expression }),
    ),
    offset: named(['br', 'Offset'], () => struct({ base: expression, offset: u32 })),
    deref: named(['br', 'Deref'], () => struct({ ptr: expression })),
    binding: named(['br', 'Binding'], () => struct({ symbol: u32, expr: expression, main: expression })),
    switch: list(switchBranch),
  });

type Wire = codec.TypeOf<ReturnType<typeof exprKind>>;

const expression: Codec<Expr> = named(['br', 'Expr'], () =>
  mapped(struct({ kind: named(['br', 'ExprKind'], exprKind) }), {
    toWire: (expr: Expr): { readonly kind: Wire } => ({ kind: wireOf(expr) }),
    fromWire: ({ kind }): Expr => exprOf(kind),
  }),
);

function wireOf(expr: Expr): Wire {
  switch (expr.kind) {
    case 'pointer':
      return { kind: 'pointer', value: expr.sid };
    case 'literal':
      return { kind: 'literal', value: expr.bytes };
    case 'switch':
      return { kind: 'switch', value: expr.branches };
    case 'call':
      return { kind: 'call', value: expr };
    case 'function':
      return { kind: 'function', value: expr };
    case 'tuple':
      return { kind: 'tuple', value: expr };
    case 'array':
      return { kind: 'array', value: expr };
    case 'enum_variant':
      return { kind: 'enum_variant', value: expr };
    case 'offset':
      return { kind: 'offset', value: expr };
    case 'deref':
      return { kind: 'deref', value: expr };
    case 'binding':
      return { kind: 'binding', value: expr };
  }
}

function exprOf(wire: Wire): Expr {
  switch (wire.kind) {
    case 'pointer':
      return { kind: 'pointer', sid: wire.value };
    case 'literal':
      return { kind: 'literal', bytes: wire.value };
    case 'switch':
      return { kind: 'switch', branches: wire.value };
    case 'call':
      return { kind: 'call', ...wire.value };
    case 'function':
      return { kind: 'function', ...wire.value };
    case 'tuple':
      return { kind: 'tuple', ...wire.value };
    case 'array':
      return { kind: 'array', ...wire.value };
    case 'enum_variant':
      return { kind: 'enum_variant', ...wire.value };
    case 'offset':
      return { kind: 'offset', ...wire.value };
    case 'deref':
      return { kind: 'deref', ...wire.value };
    case 'binding':
      return { kind: 'binding', ...wire.value };
  }
}

/** `br::Program`. */
export const bytecodeProgram: Codec<Program> = named(['br', 'Program'], () =>
  struct({ externals: list(externalSymbol), main: expression, defs: list(schema.tyDef) }),
);
