import { standardScalar, type Ty } from '../../value';
import type { Expr } from '../ir';
import type { Make } from './make';

/** Why a type has no default value (specification 2 §4). */
export type NoDefault = 'function' | 'no variants' | 'recursive';

/** The default value of a type as an expression (specification 3 D6), or the reason why it has none. */
export function defaultExpr(make: Make, ty: Ty): Expr | NoDefault {
  return build(make, ty, new Set());
}

function build(make: Make, ty: Ty, inside: Set<string>): Expr | NoDefault {
  const { types } = make;
  if (types.materialiseOrStd(ty).kind.kind === 'ident' && types.materialise(ty).kind.kind === 'array') {
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
  result ??= structure(make, ty, current, inside);
  for (const path of entered) inside.delete(path);
  return result;
}

function structure(make: Make, ty: Ty, material: Ty, inside: Set<string>): Expr | NoDefault {
  const { kind } = material;
  switch (kind.kind) {
    case 'primitive':
      if (kind.width === 64) return { kind: 'literal', literal: { kind: 'prim64', bits: 0n }, ty };
      return { kind: 'literal', literal: { kind: `prim${kind.width}`, bits: 0 }, ty };
    case 'array':
      return { kind: 'array', items: [], ty };
    case 'tuple': {
      const fields: { expr: Expr; unpack: boolean }[] = [];
      for (const field of kind.fields) {
        const expr = build(make, field.ty, inside);
        if (typeof expr === 'string') return expr;
        fields.push({ expr, unpack: false });
      }
      return { kind: 'tuple', fields, ty };
    }
    case 'enum': {
      const first = kind.variants[0];
      if (first === undefined) return 'no variants';
      const payload = build(make, first.ty, inside);
      return typeof payload === 'string' ? payload : make.variant(0, payload, ty);
    }
    default:
      return 'function';
  }
}
