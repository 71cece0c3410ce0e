import { type Column, makeColumn } from '../relational/column';
import type { Rel } from '../relational/rel';
import { column, fieldOf, nullOf, payloadOf, type Scalar, type SortKey } from '../relational/scalar';
import {
  type ArrayShape,
  columnsOf,
  type EnumShape,
  type LeafShape,
  type OptionShape,
  type Shape,
  type TupleShape,
  tagShape,
} from '../shape';

/**
 * What an expression is while a program is compiled: its structure is known, and only its leaves are scalars of
 * the current row. Field access, construction and matching of values therefore cost no SQL.
 */
export type Val = LeafVal | OptionVal | TupleVal | EnumVal | ArrayVal | BoxedVal;

export interface LeafVal {
  readonly kind: 'leaf';
  readonly shape: LeafShape;
  readonly scalar: Scalar;
}

/** NULL is none. */
export interface OptionVal {
  readonly kind: 'option';
  readonly shape: OptionShape;
  readonly scalar: Scalar;
  /** Known to be some, whatever the scalar. */
  readonly some?: true;
}

export interface TupleVal {
  readonly kind: 'tuple';
  readonly shape: TupleShape;
  readonly fields: readonly Val[];
}

/** A payload of a variant known not to be there is undefined (all its columns are NULL). */
export interface EnumVal {
  readonly kind: 'enum';
  readonly shape: EnumShape;
  readonly tag: Scalar;
  readonly payloads: readonly (Val | undefined)[];
}

/** The payload of a recursive variant: one packed column, opened when it is read. */
export interface BoxedVal {
  readonly kind: 'boxed';
  readonly shape: Shape;
  readonly scalar: Scalar;
}

export type ArrayVal = RowsVal | PackedVal | GroupedVal;

/** An array as the rows of a relation, each giving `item`. */
export interface RowsVal {
  readonly kind: 'array';
  readonly form: 'rows';
  readonly shape: ArrayShape;
  readonly rel: Rel;
  readonly item: Val;
  readonly order: Order;
}

/** An array in one packed column. */
export interface PackedVal {
  readonly kind: 'array';
  readonly form: 'packed';
  readonly shape: ArrayShape;
  readonly scalar: Scalar;
}

/** The rows of one group of a `group` relation: `item`, `order` and `filter` read its input's columns. */
export interface GroupedVal {
  readonly kind: 'array';
  readonly form: 'grouped';
  readonly shape: ArrayShape;
  readonly group: number;
  /** The input of that group relation: what the scalars below may read, beside what it reads itself. */
  readonly input: Rel;
  readonly item: Val;
  readonly order: Order;
  readonly filter: Scalar | undefined;
}

/**
 * Where the items of an array stand (specification 4 §5, symbolic order): by the rank of `keys`, which are
 * total unless the order is `arbitrary` (rows of a table). `dense`, when known, is the position itself.
 */
export interface Order {
  readonly keys: readonly SortKey[];
  readonly arbitrary: boolean;
  readonly dense: Scalar | undefined;
}

export const anyOrder: Order = { keys: [], arbitrary: true, dense: undefined };

export function denseOrder(position: Scalar): Order {
  return { keys: [ascending(position)], arbitrary: false, dense: position };
}

export function ascending(value: Scalar): SortKey {
  return { value, descending: false };
}

export function leaf(shape: LeafShape, scalar: Scalar): LeafVal {
  return { kind: 'leaf', shape, scalar };
}

/** The value held by columns laid out as `columnsOf(shape)`. */
export function valOf(shape: Shape, columns: readonly Scalar[]): Val {
  let next = 0;
  const take = () => columns[next++]!;
  const read = (shape: Shape): Val => {
    switch (shape.kind) {
      case 'leaf':
        return { kind: 'leaf', shape, scalar: take() };
      case 'option':
        return { kind: 'option', shape, scalar: take() };
      case 'array':
        return { kind: 'array', form: 'packed', shape, scalar: take() };
      case 'tuple':
        return { kind: 'tuple', shape, fields: shape.fields.map((field) => read(field.shape)) };
      case 'enum': {
        const tag = take();
        const payloads = shape.variants.map(
          (variant): Val =>
            variant.recursive ? { kind: 'boxed', shape: variant.shape, scalar: take() } : read(variant.shape),
        );
        return { kind: 'enum', shape, tag, payloads };
      }
    }
  };
  return read(shape);
}

/** New columns for a value of this shape. */
export function makeColumns(shape: Shape): readonly Column[] {
  return columnsOf(shape).map((spec) => makeColumn(spec.name, spec.shape));
}

export function valOfColumns(shape: Shape, columns: readonly Column[]): Val {
  return valOf(shape, columns.map(column));
}

/** NULL in every column. */
export function missing(shape: Shape): readonly Scalar[] {
  return columnsOf(shape).map((spec) => nullOf(spec.shape));
}

/** Reads a packed scalar of this shape (specification 4 §2.4, unpacking). */
export function unpack(packed: Scalar, shape: Shape): Val {
  switch (shape.kind) {
    case 'leaf':
      return {
        kind: 'leaf',
        shape,
        scalar: packed.kind === 'pack_leaf' ? packed.of : { kind: 'unpack_leaf', of: packed, shape },
      };
    case 'option':
      return {
        kind: 'option',
        shape,
        scalar: packed.kind === 'pack_option' ? packed.of : { kind: 'unpack_option', of: packed, shape },
      };
    case 'array':
      return { kind: 'array', form: 'packed', shape, scalar: packed };
    case 'tuple':
      return {
        kind: 'tuple',
        shape,
        fields: shape.fields.map((field, position) => unpack(fieldOf(packed, shape, position), field.shape)),
      };
    case 'enum':
      return {
        kind: 'enum',
        shape,
        tag: { kind: 'tag', of: packed, shape: tagShape },
        payloads: shape.variants.map((variant, position): Val => {
          const payload = payloadOf(packed, shape, position);
          return variant.recursive
            ? { kind: 'boxed', shape: variant.shape, scalar: payload }
            : unpack(payload, variant.shape);
        }),
      };
  }
}
