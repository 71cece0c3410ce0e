import { join, type Rel, where } from '../relational/rel';
import { operator } from '../relational/scalar';
import { type ArrayShape, boolShape, type TupleShape } from '../shape';
import { type Form, literalArray } from './lowering';
import { toRows, withPositions } from './rows';
import { type ArrayVal, denseOrder, type Val } from './value';

/** One array a field. The fields stay views of the same rows, so that `from_columnar` can put them back together. */
const toColumnar: Form = (site) => {
  const array = site.lowering.bind(site.array(0), site.scope) as ArrayVal;
  const shape = site.shape as TupleShape;
  const fields = shape.fields.map((field, position): Val => {
    const column = field.shape as ArrayShape;
    const item = (val: Val): Val => {
      if (val.kind !== 'tuple') throw site.refuse('BAD_PROGRAM', 'wants rows');
      return val.fields[position]!;
    };
    if (array.form === 'grouped') return { ...array, shape: column, item: item(array.item) };
    const rows = array.form === 'rows' ? array : toRows(array);
    return { ...rows, shape: column, item: item(rows.item) };
  });
  return { kind: 'tuple', shape, fields };
};

const fromColumnar: Form = (site) => {
  const shape = site.shape as ArrayShape;
  const row = shape.item as TupleShape;
  const columns = site.val(0);
  if (columns.kind !== 'tuple') throw site.refuse('BAD_PROGRAM', 'wants columns');
  if (columns.fields.length === 0) return literalArray(shape, []);
  const arrays = columns.fields.map((field) => {
    if (field.kind !== 'array') throw site.refuse('BAD_PROGRAM', 'wants columns');
    return toRows(field);
  });
  const [only] = arrays;
  if (arrays.length === 1) {
    return { ...only!, shape, item: { kind: 'tuple', shape: row, fields: [only!.item] } };
  }
  const placed = arrays.map((array) => withPositions(array));
  const first = placed[0]!;
  const rel = placed
    .slice(1)
    .reduce(
      (rows, next): Rel =>
        where(join(rows, next.rel), operator('=', boolShape, first.order.dense, next.order.dense)),
      first.rel,
    );
  return {
    kind: 'array',
    form: 'rows',
    shape,
    rel,
    item: { kind: 'tuple', shape: row, fields: placed.map(({ item }) => item) },
    order: denseOrder(first.order.dense),
  };
};

/** Between rows and columns (specification 2 §8.2). */
export const columnarForms: Readonly<Record<string, Form>> = {
  'std::array::to_columnar': toColumnar,
  'std::array::from_columnar': fromColumnar,
};
