import { type ScalarName, standardScalar, type Ty, type TyDef, TypeTable } from '../../value';

/**
 * How a value lies in the columns of a query (specification 4 §2.2): the flat form that parameters and results
 * share. A leaf is one column, or one parameter.
 */
export type Shape =
  | ScalarShape
  | PackedShape
  /** One nullable column. */
  | { readonly kind: 'option'; readonly payload: ScalarShape | PackedShape }
  | { readonly kind: 'tuple'; readonly fields: readonly { readonly name: string; readonly shape: Shape }[] }
  /** The tag, then the columns of every variant; those of variants not taken are NULL. */
  | { readonly kind: 'enum'; readonly variants: readonly { readonly name: string; readonly shape: Shape }[] };

export interface ScalarShape {
  readonly kind: 'scalar';
  readonly scalar: Scalar;
}

/** An array below the top, or a recursive variant: one column that holds the whole value. */
export interface PackedShape {
  readonly kind: 'packed';
  readonly ty: Ty;
}

/** A standard scalar, or the width in bits of a bare primitive. */
export type Scalar = ScalarName | 8 | 16 | 32 | 64;

/** The shape of one value, or of one item when the value is an array at the top. */
export interface RowShape {
  readonly top: 'array' | 'single';
  readonly shape: Shape;
  readonly leaves: number;
}

export function rowShapeOf(ty: Ty, defs: readonly TyDef[]): RowShape {
  const table = new TypeTable(defs);
  const { kind } = table.materialiseOrStd(ty);
  const shape = shapeOf(kind.kind === 'array' ? kind.item : ty, table);
  return { top: kind.kind === 'array' ? 'array' : 'single', shape, leaves: leafCount(shape) };
}

/** The flat shape of a value that is not at the top: its arrays are packed. */
export function shapeOf(ty: Ty, table: TypeTable): Shape {
  const material = table.materialiseOrStd(ty);
  const { kind } = material;
  switch (kind.kind) {
    case 'ident':
      return { kind: 'scalar', scalar: standardScalar(kind.path)! };
    case 'primitive':
      return { kind: 'scalar', scalar: kind.width };
    case 'array':
      return { kind: 'packed', ty };
    case 'tuple':
      return {
        kind: 'tuple',
        fields: kind.fields.map((field, i) => ({
          name: field.name ?? `${i}`,
          shape: shapeOf(field.ty, table),
        })),
      };
    case 'enum': {
      const payload = table.optionPayload(ty);
      if (payload !== undefined)
        return { kind: 'option', payload: shapeOf(payload, table) as ScalarShape | PackedShape };
      const boxed = table.boxedVariants(material);
      return {
        kind: 'enum',
        variants: kind.variants.map((variant, i) => ({
          name: variant.name,
          shape: boxed.includes(i) ? { kind: 'packed', ty: variant.ty } : shapeOf(variant.ty, table),
        })),
      };
    }
    case 'function':
      throw new Error('a function has no columns');
  }
}

export function leafCount(shape: Shape): number {
  switch (shape.kind) {
    case 'tuple':
      return shape.fields.reduce((sum, field) => sum + leafCount(field.shape), 0);
    case 'enum':
      return 1 + shape.variants.reduce((sum, variant) => sum + leafCount(variant.shape), 0);
    default:
      return 1;
  }
}
