import type { ScalarName } from './scalar';
import type { Path, Ty } from './ty';

/** A tuple field or enum variant: its name (a field may have none) and its type. */
type Member = readonly [name: string | undefined, ty: Ty];

function make(kind: Ty['kind'], variantsRecursive: readonly number[] = []): Ty {
  return { kind, variantsRecursive };
}

export const unitTy: Ty = make({ kind: 'tuple', fields: [] });

export function primTy(width: 8 | 16 | 32 | 64): Ty {
  return make({ kind: 'primitive', width });
}

export function tupleTy(...fields: readonly (Ty | Member)[]): Ty {
  const members = fields.map((field) => (isMember(field) ? field : ([undefined, field] as const)));
  return make({
    kind: 'tuple',
    fields: members.map(([name, ty]) => (name === undefined ? { ty } : { name, ty })),
  });
}

export function arrayTy(item: Ty): Ty {
  return make({ kind: 'array', item });
}

/** `variants` maps each name to its payload, in order; `recursive` holds positions (specification 3 B3). */
export function enumTy(variants: readonly (readonly [string, Ty])[], recursive: readonly number[] = []): Ty {
  return make({ kind: 'enum', variants: variants.map(([name, ty]) => ({ name, ty })) }, recursive);
}

/** `T?`: `enum {none, some: T}`. */
export function optionTy(payload: Ty): Ty {
  return enumTy([
    ['none', unitTy],
    ['some', payload],
  ]);
}

export function functionTy(params: readonly Ty[], body: Ty): Ty {
  return make({ kind: 'function', params, body });
}

export function identTy(...path: Path): Ty {
  return make({ kind: 'ident', path });
}

/** A standard scalar by name. */
export function scalarTy(name: ScalarName): Ty {
  return identTy('std', name);
}

function isMember(field: Ty | Member): field is Member {
  return Array.isArray(field);
}
