import { standardScalar, type Ty } from '../value';
import type { Expr, TupleField } from './ir';

/** Why a type has no default value (specification 2 §4). */
export type NoDefault = 'function' | 'no variants' | 'recursive';

/** What finding a default asks of the definitions. */
export interface NamedTypes {
  /** What a name stands for, one step. */
  step(ty: Ty): Ty;
  /** Follows names, but stops at the standard scalars. */
  materialiseOrStd(ty: Ty): Ty;
  /** Follows names to the end. */
  materialise(ty: Ty): Ty;
}

/** The default value of a type as an expression (specification 3 D6), or the reason why it has none. */
export function defaultExpr(types: NamedTypes, ty: Ty): Expr | NoDefault {
  return build(types, ty, new Set());
}

/** `inside` are the names that the value under construction is already part of. */
function build(types: NamedTypes, ty: Ty, inside: Set<string>): Expr | NoDefault {
  const std = types.materialiseOrStd(ty).kind;
  if (std.kind === 'ident' && standardScalar(std.path) === 'Text') {
    return { kind: 'literal', literal: { kind: 'text', text: '' }, ty };
  }
  const entered: string[] = [];
  let current = ty;
  let result: Expr | NoDefault | undefined;
  while (current.kind.kind === 'ident' && result === undefined) {
    const path = current.kind.path.join('::');
    if (inside.has(path)) result = 'recursive';
    if (standardScalar(current.kind.path) === undefined) {
      inside.add(path);
      entered.push(path);
    }
    current = types.step(current);
  }
  result ??= structure(types, ty, current, inside);
  for (const path of entered) inside.delete(path);
  return result;
}

function structure(types: NamedTypes, ty: Ty, material: Ty, inside: Set<string>): Expr | NoDefault {
  const { kind } = material;
  switch (kind.kind) {
    case 'primitive':
      if (kind.width === 64) return { kind: 'literal', literal: { kind: 'prim64', bits: 0n }, ty };
      return { kind: 'literal', literal: { kind: `prim${kind.width}`, bits: 0 }, ty };
    case 'array':
      return { kind: 'array', items: [], ty };
    case 'tuple': {
      const fields: TupleField[] = [];
      for (const field of kind.fields) {
        const expr = build(types, field.ty, inside);
        if (typeof expr === 'string') return expr;
        fields.push({ expr, unpack: false });
      }
      return { kind: 'tuple', fields, ty };
    }
    case 'enum': {
      const first = kind.variants[0];
      if (first === undefined) return 'no variants';
      const inner = build(types, first.ty, inside);
      return typeof inner === 'string' ? inner : { kind: 'enum_variant', tag: 0, inner, ty };
    }
    default:
      return 'function';
  }
}
