import { type Column, makeColumn } from '../relational/column';
import { columnsMade, freeColumns, freeColumnsOfRel } from '../relational/free-columns';
import type { Rel } from '../relational/rel';
import { type AggregateScalar, column, nullOf, PACK_ROWS, type Scalar } from '../relational/scalar';
import { substitute } from '../relational/substitute';
import { visitRelParts, visitScalarParts } from '../relational/traverse';
import { columnsOf, type Shape } from '../shape';
import type { ArrayVal, GroupedVal, RowsVal, Val } from './value';

/** The value as one packed scalar (specification 4 §2.4). */
export function pack(val: Val): Scalar {
  switch (val.kind) {
    case 'leaf':
      return val.scalar.kind === 'unpack_leaf'
        ? val.scalar.of
        : { kind: 'pack_leaf', of: val.scalar, shape: val.shape };
    case 'option':
      return val.scalar.kind === 'unpack_option'
        ? val.scalar.of
        : { kind: 'pack_option', of: val.scalar, shape: val.shape };
    case 'tuple': {
      const whole = wholePacked(val.fields.map(pack));
      return whole ?? { kind: 'pack_tuple', fields: val.fields.map(pack), shape: val.shape };
    }
    case 'enum':
      if (val.tag.kind === 'tag') return val.tag.of;
      return {
        kind: 'pack_enum',
        tag: val.tag,
        payloads: val.payloads.map((payload) => payload && pack(payload)),
        shape: val.shape,
      };
    case 'boxed':
      return val.scalar;
    case 'array':
      return packArray(val);
  }
}

/** All fields of one packed tuple, in order, are that tuple. */
function wholePacked(fields: readonly Scalar[]): Scalar | undefined {
  const first = fields[0];
  if (first?.kind !== 'field' || first.of.shape.kind !== 'tuple') return undefined;
  if (first.of.shape.fields.length !== fields.length) return undefined;
  const whole = fields.every(
    (field, position) => field.kind === 'field' && field.of === first.of && field.position === position,
  );
  return whole ? first.of : undefined;
}

export function packArray(val: ArrayVal): Scalar {
  switch (val.form) {
    case 'packed':
      return val.scalar;
    case 'grouped':
      return inGroup(val, packing(val));
    case 'rows': {
      const { rel, item } = val;
      if (rel.kind === 'unnest' && inPlace(val, rel.position) && samePacked(rel.item.id, item)) return rel.of;
      if (rel.kind === 'values' && rel.columns[0] !== undefined && inPlace(val, rel.columns[0])) {
        const packed = pack(item);
        const items = rel.rows.map((row) => substitute(packed, rel.columns, row));
        return { kind: 'pack_list', items, shape: val.shape };
      }
      const packed = makeColumn('packed', val.shape);
      return {
        kind: 'subquery',
        rel: { kind: 'aggregate', input: rel, definitions: [{ column: packed, value: packing(val) }] },
        value: column(packed),
        shape: val.shape,
      };
    }
  }
}

/** Whether the array is still in the order of that position column. */
function inPlace(val: RowsVal, position: Column): boolean {
  const { dense } = val.order;
  return dense?.kind === 'column' && dense.column.id === position.id;
}

/** Whether the item is just the unpacked column of that id. */
function samePacked(id: number, item: Val): boolean {
  const packed = pack(item);
  return packed.kind === 'column' && packed.column.id === id;
}

function packing(val: RowsVal | GroupedVal): AggregateScalar {
  return {
    kind: 'aggregate',
    name: PACK_ROWS,
    args: [pack(val.item)],
    order: val.order.keys,
    filter: val.form === 'grouped' ? val.filter : undefined,
    shape: val.shape,
  };
}

export function inGroup(val: GroupedVal, aggregate: AggregateScalar): Scalar {
  return { kind: 'in_group', group: val.group, aggregate, shape: aggregate.shape };
}

/** Whether a scalar can be evaluated row by row inside a group: it reads only those rows and what they could read. */
export function isWithin(scalar: Scalar, { input }: GroupedVal): boolean {
  if (hasGroupValue(scalar)) return false;
  const known = new Set([...columnsMade(input).map(({ id }) => id), ...freeColumnsOfRel(input)]);
  return [...freeColumns(scalar)].every((id) => known.has(id));
}

function hasGroupValue(scalar: Scalar): boolean {
  if (scalar.kind === 'in_group') return true;
  let found = false;
  const look = (part: Scalar) => {
    found ||= hasGroupValue(part);
  };
  const lookIn = (rel: Rel) => visitRelParts(rel, look, lookIn);
  visitScalarParts(scalar, look, lookIn);
  return found;
}

/** The columns of a value, as `columnsOf(shape)` has them; arrays are packed. */
export function flatten(val: Val): readonly Scalar[] {
  switch (val.kind) {
    case 'leaf':
    case 'option':
    case 'boxed':
      return [val.scalar];
    case 'array':
      return [packArray(val)];
    case 'tuple':
      return val.fields.flatMap(flatten);
    case 'enum':
      return [
        val.tag,
        ...val.payloads.flatMap((payload, position) => {
          const variant = val.shape.variants[position]!;
          if (payload === undefined) {
            return variant.recursive ? [nullOf(variant.shape)] : nulls(variant.shape);
          }
          return variant.recursive ? [pack(payload)] : flatten(payload);
        }),
      ];
  }
}

function nulls(shape: Shape): readonly Scalar[] {
  return columnsOf(shape).map((spec) => nullOf(spec.shape));
}
