import { makeColumn } from '../relational/column';
import { project } from '../relational/rel';
import { column, int64, operator, ROW_NUMBER, type Scalar } from '../relational/scalar';
import { int64Shape } from '../shape';
import { packArray } from './pack';
import { type ArrayVal, denseOrder, type Order, type RowsVal, unpack } from './value';

/** Any array as rows; a packed one is unnested. */
export function toRows(val: ArrayVal): RowsVal {
  if (val.form === 'rows') return val;
  const item = makeColumn('value', val.shape.item, true);
  const position = makeColumn('ord', int64Shape);
  return {
    kind: 'array',
    form: 'rows',
    shape: val.shape,
    rel: { kind: 'unnest', of: packArray(val), item, position },
    item: unpack(column(item), val.shape.item),
    order: denseOrder(column(position)),
  };
}

/** The array with its positions known as numbers (specification 4 §5: only where a number is demanded). */
export function withPositions(
  val: RowsVal,
): RowsVal & { readonly order: Order & { readonly dense: Scalar } } {
  const { dense } = val.order;
  if (dense !== undefined) return { ...val, order: { ...val.order, dense } };
  const position = makeColumn('index', int64Shape);
  const number: Scalar = {
    kind: 'window',
    name: ROW_NUMBER,
    args: [],
    order: val.order.keys,
    shape: int64Shape,
  };
  const value = operator('-', int64Shape, number, int64(1));
  const order = { ...denseOrder(column(position)), dense: column(position), arbitrary: val.order.arbitrary };
  return { ...val, rel: project(val.rel, [{ column: position, value }]), order };
}
