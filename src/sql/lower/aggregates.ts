import { makeColumn } from '../relational/column';
import type { Rel } from '../relational/rel';
import { where } from '../relational/rel';
import { type AggregateScalar, COUNT_ROWS, column, int64, lengthOf, type Scalar } from '../relational/scalar';
import { boolShape, int64Shape } from '../shape';
import { type Form, scalarOf } from './lowering';
import { flatten, inGroup, isWithin } from './pack';
import { toRows } from './rows';
import { type ArrayVal, type GroupedVal, leaf, type RowsVal, valOf } from './value';

/** A function of the table that takes an array of columns to one column. */
const aggregate: Form = (site) => {
  const array = site.array(0);
  const shape = site.shape;
  const rest = site.args.slice(1).map((_, position) => site.scope.keep(site.scalar(position + 1)));
  const scalar = aggregated(array, (over) => ({
    kind: 'aggregate',
    name: site.name,
    args: [scalarOf(over.item), ...rest],
    order: over.order.keys,
    filter: over.form === 'grouped' ? over.filter : undefined,
    shape,
  }));
  return valOf(shape, [scalar]);
};

/** An aggregate over an array: inside its group where there is one, else a sub-select. */
export function aggregated(array: ArrayVal, make: (over: RowsVal | GroupedVal) => AggregateScalar): Scalar {
  if (array.form === 'grouped') {
    const inside = make(array);
    if (isWithin(inside, array)) return inGroup(array, inside);
  }
  const rows = toRows(array);
  const made = make(rows);
  const result = makeColumn('value', made.shape);
  const rel: Rel = { kind: 'aggregate', input: rows.rel, definitions: [{ column: result, value: made }] };
  return { kind: 'subquery', rel, value: column(result), shape: made.shape };
}

const count: Form = (site) => {
  const array = site.array(0);
  return leaf(int64Shape, countOf(array));
};

function countOf(array: ArrayVal): Scalar {
  if (array.form === 'packed') return lengthOf(array.scalar);
  if (array.form === 'rows' && array.rel.kind === 'values') return int64(array.rel.rows.length);
  if (array.form === 'rows' && array.rel.kind === 'unnest') return lengthOf(array.rel.of);
  return aggregated(array, (over) => ({
    kind: 'aggregate',
    name: COUNT_ROWS,
    args: [],
    order: [],
    filter: over.form === 'grouped' ? over.filter : undefined,
    shape: int64Shape,
  }));
}

/** `any` of rows asks whether one exists (rule O17). */
const any: Form = (site) => {
  const array = site.array(0);
  if (array.form === 'grouped') return leaf(boolShape, aggregatedBool(site.name, array));
  const rows = toRows(array);
  const scalar: Scalar = { kind: 'exists', rel: where(rows.rel, flatten(rows.item)[0]!), shape: boolShape };
  return leaf(boolShape, scalar);
};

function aggregatedBool(name: string, array: ArrayVal): Scalar {
  return aggregated(array, (over) => ({
    kind: 'aggregate',
    name,
    args: [scalarOf(over.item)],
    order: [],
    filter: over.form === 'grouped' ? over.filter : undefined,
    shape: boolShape,
  }));
}

/** From an array to one value (specification 4 §8.5). */
export const aggregateForms: Readonly<Record<string, Form>> = {
  'std::array::count': count,
  'std::array::any': any,
  'std::array::all': aggregate,
  'std::array::min': aggregate,
  'std::array::max': aggregate,
  'std::array::sum': aggregate,
  'std::array::mean': aggregate,
  'std::text::join': aggregate,
};
