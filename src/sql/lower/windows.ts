import { makeColumn } from '../relational/column';
import { column, literal, nullOf, type Scalar, tagLiteral } from '../relational/scalar';
import { type ArrayShape, columnsOf, type LeafName, type Shape } from '../shape';
import type { Form } from './lowering';
import { flatten } from './pack';
import { toRows } from './rows';
import { leaf, makeColumns, valOfColumns } from './value';

/** `lag` and `lead`: each column shifted, padded by its own default. */
const shift: Form = (site) => {
  const rows = toRows(site.array(0));
  const offset = site.scope.keep(site.scalar(1));
  const { item } = rows.shape;
  const columns = makeColumns(item);
  const values = flatten(rows.item);
  const defaults = defaultColumns(item);
  const definitions = columns.map((column, i) => ({
    column,
    value: {
      kind: 'window' as const,
      name: site.name,
      args: [values[i]!, offset, defaults[i]!],
      order: rows.order.keys,
      shape: column.shape,
    },
  }));
  return {
    ...rows,
    rel: columns.length === 0 ? rows.rel : { kind: 'project', input: rows.rel, definitions },
    item: valOfColumns(item, columns),
  };
};

/** `default()` column by column (specification 2 §4). */
function defaultColumns(shape: Shape): readonly Scalar[] {
  switch (shape.kind) {
    case 'leaf':
      return [literal(shape, zeroOf(shape.name))];
    case 'option':
      return [nullOf(shape)];
    case 'array':
      return [{ kind: 'pack_list', items: [], shape }];
    case 'tuple':
      return shape.fields.flatMap((field) => defaultColumns(field.shape));
    case 'enum':
      return [
        tagLiteral(0),
        ...shape.variants.flatMap((variant, position) => {
          if (variant.recursive) return [nullOf(variant.shape)];
          if (position === 0) return defaultColumns(variant.shape);
          return columnsOf(variant.shape).map((spec) => nullOf(spec.shape));
        }),
      ];
  }
}

function zeroOf(name: LeafName): bigint | number | string | boolean {
  if (name === 'Bool') return false;
  if (name === 'Text') return '';
  return name === 'Float32' || name === 'Float64' ? 0 : 0n;
}

/** Functions of the table that give each item one number. */
const ranked: Form = (site) => {
  const rows = toRows(site.array(0));
  const shape = site.shape as ArrayShape;
  const { item } = shape;
  if (item.kind !== 'leaf') throw site.refuse('BAD_PROGRAM', 'gives numbers');
  const rest = site.args.slice(1).map((_, position) => site.scope.keep(site.scalar(position + 1)));
  const result = makeColumn('value', item);
  const value: Scalar = {
    kind: 'window',
    name: site.name,
    args: [flatten(rows.item)[0]!, ...rest],
    order: rows.order.keys,
    shape: item,
  };
  return {
    ...rows,
    shape,
    rel: { kind: 'project', input: rows.rel, definitions: [{ column: result, value }] },
    item: leaf(item, column(result)),
  };
};

/** From an array to one as long (specification 4 §8.5). */
export const windowForms: Readonly<Record<string, Form>> = {
  'std::array::lag': shift,
  'std::array::lead': shift,
  'std::array::rolling_mean': ranked,
  'std::array::rank': ranked,
  'std::array::rank_dense': ranked,
  'std::array::rank_percentile': ranked,
  'std::array::cume_dist': ranked,
};
