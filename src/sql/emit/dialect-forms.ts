import type { Dialect } from '../dialect-name';
import type { Constant } from '../relational/scalar';
import type { ArrayShape, EnumShape, LeafName, LeafShape, OptionShape, Shape, TupleShape } from '../shape';
import type { OrderItem, SqlExpr, SqlType } from '../tree/expr';

/**
 * What differs between the engines below the level of functions: types, constants and the packed representation
 * (specification 4 §2.3, §2.4). `packed` operands are in packed form.
 */
export interface DialectForms {
  readonly dialect: Dialect;
  leafType(name: LeafName): SqlType;
  packedType(shape: Shape): SqlType;
  constant(name: LeafName, value: Constant): SqlExpr;
  /** An expression whose evaluation fails with the message. */
  failure(message: string, type: SqlType): SqlExpr;

  packLeaf(value: SqlExpr, shape: LeafShape): SqlExpr;
  packOption(value: SqlExpr, shape: OptionShape): SqlExpr;
  packTuple(fields: readonly SqlExpr[], shape: TupleShape): SqlExpr;
  packEnum(tag: SqlExpr, payloads: readonly (SqlExpr | undefined)[], shape: EnumShape): SqlExpr;
  packList(items: readonly SqlExpr[], shape: ArrayShape): SqlExpr;
  packRows(
    item: SqlExpr,
    order: readonly OrderItem[],
    filter: SqlExpr | undefined,
    shape: ArrayShape,
  ): SqlExpr;

  unpackLeaf(packed: SqlExpr, shape: LeafShape): SqlExpr;
  unpackOption(packed: SqlExpr, payload: LeafShape | ArrayShape): SqlExpr;
  field(packed: SqlExpr, position: number): SqlExpr;
  tag(packed: SqlExpr): SqlExpr;
  payload(packed: SqlExpr, variant: number): SqlExpr;
  element(packed: SqlExpr, position: SqlExpr, constant: Constant | undefined): SqlExpr;
  length(packed: SqlExpr): SqlExpr;
  same(left: SqlExpr, right: SqlExpr): SqlExpr;
  /** A set-returning call for FROM, giving the items of a packed array. */
  unnest(packed: SqlExpr): SqlExpr;
}
