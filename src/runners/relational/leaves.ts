import type { EnumValue, Ty, Value } from '../../value';
import { leafCount, type Scalar, type Shape } from './shape';

/** One parameter of a SQL program, in order `$1`, `$2`, … (specification 4 §14). */
export type Leaf =
  | { readonly kind: 'null' }
  | { readonly kind: 'tag'; readonly tag: number }
  | { readonly kind: 'scalar'; readonly scalar: Scalar; readonly value: Value }
  | { readonly kind: 'packed'; readonly ty: Ty; readonly value: Value };

const nullLeaf: Leaf = { kind: 'null' };

/** Flattens a value to its leaves, left to right; unit has none. */
export function leavesOf(value: Value, shape: Shape): Leaf[] {
  const leaves: Leaf[] = [];
  flatten(value, shape, leaves);
  return leaves;
}

function flatten(value: Value, shape: Shape, leaves: Leaf[]): void {
  switch (shape.kind) {
    case 'scalar':
      leaves.push({ kind: 'scalar', scalar: shape.scalar, value });
      return;
    case 'packed':
      leaves.push({ kind: 'packed', ty: shape.ty, value });
      return;
    case 'option': {
      const { tag, payload } = value as EnumValue;
      if (tag === 0) leaves.push(nullLeaf);
      else flatten(payload, shape.payload, leaves);
      return;
    }
    case 'tuple':
      shape.fields.forEach((field, i) => {
        flatten((value as readonly Value[])[i]!, field.shape, leaves);
      });
      return;
    case 'enum': {
      const { tag, payload } = value as EnumValue;
      leaves.push({ kind: 'tag', tag });
      shape.variants.forEach((variant, i) => {
        if (i === tag) flatten(payload, variant.shape, leaves);
        else for (let n = leafCount(variant.shape); n > 0; n--) leaves.push(nullLeaf);
      });
    }
  }
}
