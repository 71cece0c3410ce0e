import { freshId, makeColumn } from '../relational/column';
import { join, type Rel, where } from '../relational/rel';
import {
  and,
  caseOf,
  column,
  constantOf,
  elementOf,
  int64,
  isNull,
  lengthOf,
  literal,
  not,
  nullOf,
  operator,
  type Scalar,
  type SortKey,
  sameOrder,
  tagLiteral,
} from '../relational/scalar';
import { type Steps, withSteps } from '../relational/steps';
import { substituteAll } from '../relational/substitute';
import { repeatsHeavy } from '../relational/weight';
import { type ArrayShape, boolShape, type EnumShape, int64Shape, type Shape } from '../shape';
import { sortKey } from './descending-sort';
import { rewriteVal } from './handout';
import { type CallSite, type Form, literalArray, scalarOf } from './lowering';
import { flatten, isWithin, packArray } from './pack';
import { toRows, withPositions } from './rows';
import { Scope } from './scope';
import {
  ascending,
  denseOrder,
  type GroupedVal,
  makeColumns,
  type Order,
  type RowsVal,
  unpack,
  type Val,
  valOf,
  valOfColumns,
} from './value';

/** `f(item)` over the rows of one group, when that needs nothing but scalars of those rows. */
function overGroup(site: CallSite, array: GroupedVal): Val | undefined {
  const scope = new Scope();
  const result = site.apply(1, scope, array.item);
  const plain = scope.rel.kind === 'unit' && flatten(result).every((scalar) => isWithin(scalar, array));
  return plain ? result : undefined;
}

const map: Form = (site) => {
  const array = site.array(0);
  const shape = site.shape as ArrayShape;
  if (array.form === 'grouped') {
    const item = overGroup(site, array);
    // What is long and read twice is a column of rows, and rows of a group are its values packed (rule O14).
    const repeats = item !== undefined && repeatsHeavy(flatten(array.item), flatten(item));
    if (item !== undefined && !repeats) return { ...array, shape, item };
  }
  const rows = toRows(array);
  const scope = new Scope(rows.rel);
  const item = site.lowering.hold(site.apply(1, scope, rows.item), scope);
  return { ...rows, shape, rel: scope.rel, item };
};

const flatMap: Form = (site) => {
  const rows = toRows(site.array(0));
  const scope = new Scope(rows.rel);
  const inner = site.apply(1, scope, rows.item);
  if (inner.kind !== 'array') throw site.refuse('BAD_PROGRAM', 'wants arrays');
  const each = toRows(inner);
  return {
    kind: 'array',
    form: 'rows',
    shape: site.shape as ArrayShape,
    rel: join(scope.rel, each.rel),
    item: each.item,
    order: {
      keys: [...rows.order.keys, ...each.order.keys],
      arbitrary: rows.order.arbitrary || each.order.arbitrary,
      dense: undefined,
    },
  };
};

const filter: Form = (site) => {
  const array = site.array(0);
  if (array.form === 'grouped') {
    const condition = overGroup(site, array);
    if (condition !== undefined) {
      const test = scalarOf(condition);
      return { ...array, filter: array.filter === undefined ? test : and(array.filter, test) };
    }
  }
  const rows = toRows(array);
  const scope = new Scope(rows.rel);
  const condition = scalarOf(site.apply(1, scope, rows.item));
  return { ...rows, rel: where(scope.rel, condition), order: { ...rows.order, dense: undefined } };
};

const sort: Form = (site) => {
  const rows = toRows(site.array(0));
  const scope = new Scope(rows.rel);
  const keys = flatten(site.apply(1, scope, rows.item)).map((key) => sortedBy(sortKey(key), site.steps));
  const order: Order = { ...rows.order, keys: [...keys, ...rows.order.keys], dense: undefined };
  return { ...rows, rel: scope.rel, order };
};

/** A column is the sort's own here, whichever step it came with. */
function sortedBy(key: SortKey, steps: Steps | undefined): SortKey {
  const { value } = key;
  if (steps === undefined) return key;
  return { ...key, value: value.kind === 'column' ? { ...value, steps } : withSteps(value, steps) };
}

const slice: Form = (site) => {
  const array = site.array(0);
  const [start, end] = [site.scope.keep(site.scalar(1)), site.scope.keep(site.scalar(2))];
  const [from, to] = [constantOf(start), constantOf(end)];
  const rows = toRows(array);
  if (typeof from === 'bigint' && typeof to === 'bigint' && from >= 0n && to >= 0n) {
    if (rows.order.dense !== undefined) {
      const { dense } = rows.order;
      const inside = and(
        from === 0n ? literal(boolShape, true) : operator('<=', boolShape, int64(from), dense),
        operator('<', boolShape, dense, int64(to)),
      );
      return { ...rows, rel: where(rows.rel, inside), order: { ...rows.order, dense: undefined } };
    }
    const within = sliceOf(rows, from, to);
    if (within !== undefined) return within;
    const count = to > from ? rowCount(to - from) : 0;
    const rel: Rel = {
      kind: 'limit',
      input: rows.rel,
      order: rows.order.keys,
      offset: rowCount(from),
      count,
    };
    return { ...rows, rel };
  }
  const placed = withPositions(rows);
  const total = makeColumn('total', int64Shape);
  const count: Scalar = { kind: 'window', name: 'count_rows', args: [], order: [], shape: int64Shape };
  const input: Rel = { kind: 'project', input: placed.rel, definitions: [{ column: total, value: count }] };
  const bound = (scalar: Scalar): Scalar => {
    const constant = constantOf(scalar);
    const fromEnd = operator(
      'greatest',
      int64Shape,
      operator('+', int64Shape, column(total), scalar),
      int64(0),
    );
    if (typeof constant === 'bigint') return constant < 0n ? fromEnd : scalar;
    return caseOf([{ when: operator('<', boolShape, scalar, int64(0)), result: fromEnd }], scalar);
  };
  const { dense } = placed.order;
  const inside = and(
    operator('<=', boolShape, bound(start), dense),
    operator('<', boolShape, dense, bound(end)),
  );
  return { ...placed, rel: where(input, inside), order: { ...placed.order, dense: undefined } };
};

/** A slice of rows that are a slice in the same order already: one of what both leave (rule O18). */
function sliceOf(rows: RowsVal, from: bigint, to: bigint): RowsVal | undefined {
  const { rel, order } = rows;
  if (rel.kind !== 'limit' || !sameOrder(rel.order, order.keys)) return undefined;
  const start = BigInt(rel.offset) + from;
  const end = BigInt(rel.offset) + (to > from ? to : from);
  const before = rel.count === undefined ? end : BigInt(rel.offset + rel.count);
  const last = end < before ? end : before;
  const count = last > start ? rowCount(last - start) : 0;
  return { ...rows, rel: { ...rel, offset: rowCount(start), count } };
}

const index: Form = (site) => {
  const array = site.array(0);
  const position = site.scalar(1);
  const constant = constantOf(position);
  if (typeof constant === 'bigint' && constant < 0n) return none(site.shape);
  if (array.form === 'rows') {
    const known = literalItem(array, constant);
    if (known !== undefined) return known === 'none' ? none(site.shape) : some(site.shape, known);
    return firstOf(site, rowsAt(array, position, site.scope));
  }
  return elementAt(site, packArray(array), site.scope.keep(position));
};

/** Items of literal arrays at literal positions are known now. */
function literalItem(array: RowsVal, position: unknown): Val | 'none' | undefined {
  const { rel, order } = array;
  if (rel.kind !== 'values' || typeof position !== 'bigint') return undefined;
  if (order.dense?.kind !== 'column' || order.dense.column.id !== rel.columns[0]!.id) return undefined;
  const row = rel.rows[Number(position)];
  if (row === undefined) return 'none';
  const cells = new Map(rel.columns.map((column, i) => [column.id, row[i]!]));
  return rewriteVal(array.item, substituteAll(cells));
}

function none(shape: Shape): Val {
  if (shape.kind === 'option') return { kind: 'option', shape, scalar: nullOf(shape) };
  const variants = (shape as EnumShape).variants.map(() => undefined);
  return { kind: 'enum', shape: shape as EnumShape, tag: tagLiteral(0), payloads: variants };
}

function some(shape: Shape, item: Val): Val {
  if (shape.kind === 'option') {
    return { kind: 'option', shape, scalar: { ...flatten(item)[0]!, shape }, some: true };
  }
  return { kind: 'enum', shape: shape as EnumShape, tag: tagLiteral(1), payloads: [undefined, item] };
}

/** A number of rows; no array has more than a number holds exactly. */
function rowCount(count: bigint): number {
  return count > Number.MAX_SAFE_INTEGER ? Number.MAX_SAFE_INTEGER : Number(count);
}

/** The rows at one position: none or one. */
function rowsAt(array: RowsVal, position: Scalar, scope: Scope): RowsVal {
  const constant = constantOf(position);
  if (typeof constant === 'bigint' && array.order.dense === undefined) {
    const { rel, order } = array;
    return {
      ...array,
      rel: { kind: 'limit', input: rel, order: order.keys, offset: rowCount(constant), count: 1 },
    };
  }
  const placed = withPositions(array);
  const wanted = scope.keep(position);
  return { ...placed, rel: where(placed.rel, operator('=', boolShape, placed.order.dense, wanted)) };
}

/** The item of at most one row as an option. */
function firstOf(site: CallSite, rows: RowsVal): Val {
  const shape = site.shape;
  if (shape.kind === 'option') {
    const value = flatten(rows.item)[0]!;
    return { kind: 'option', shape, scalar: { kind: 'subquery', rel: rows.rel, value, shape } };
  }
  const there = makeColumn('there', boolShape);
  const columns = makeColumns(rows.shape.item);
  const values = flatten(rows.item);
  const definitions = [
    { column: there, value: literal(boolShape, true) },
    ...columns.map((column, i) => ({ column, value: values[i]! })),
  ];
  site.scope.attachOptional({ kind: 'project', input: rows.rel, definitions });
  return optionalVal(shape as EnumShape, isNull(column(there)), valOfColumns(rows.shape.item, columns));
}

function optionalVal(shape: EnumShape, absent: Scalar, payload: Val): Val {
  const tag = caseOf([{ when: absent, result: tagLiteral(0) }], tagLiteral(1));
  return { kind: 'enum', shape, tag, payloads: [undefined, payload] };
}

/** The item of a packed array, read in place. */
function elementAt(site: CallSite, packed: Scalar, position: Scalar): Val {
  const { shape, scope } = site;
  const array = scope.keep(packed);
  const item = (array.shape as ArrayShape).item;
  const element = scope.keep(elementOf(array, position));
  const payload = unpack(element, item);
  if (shape.kind === 'option') return { kind: 'option', shape, scalar: { ...flatten(payload)[0]!, shape } };
  const inside = and(
    operator('<=', boolShape, int64(0), position),
    operator('<', boolShape, position, lengthOf(array)),
  );
  return optionalVal(shape as EnumShape, not(inside), payload);
}

const zip: Form = (site) => {
  const left = withPositions(toRows(site.array(0)));
  const right = withPositions(toRows(site.array(1)));
  const shape = site.shape as ArrayShape;
  const item = shape.item;
  if (item.kind !== 'tuple') throw site.refuse('BAD_PROGRAM', 'gives tuples');
  const rel = where(join(left.rel, right.rel), operator('=', boolShape, left.order.dense, right.order.dense));
  return {
    kind: 'array',
    form: 'rows',
    shape,
    rel,
    item: { kind: 'tuple', shape: item, fields: [left.item, right.item] },
    order: denseOrder(left.order.dense),
  };
};

const append: Form = (site) => {
  const arrays = [toRows(site.array(0)), toRows(site.array(1))];
  const shape = site.shape as ArrayShape;
  const literals = arrays.map(literalRows);
  if (literals.every((rows) => rows !== undefined)) {
    return literalArray(shape, literals.flat());
  }
  return appended(shape, arrays);
};

/** The columns of each item of a plain literal array. */
function literalRows(array: RowsVal): readonly (readonly Scalar[])[] | undefined {
  const { rel, order, item } = array;
  if (rel.kind !== 'values' || order.dense?.kind !== 'column') return undefined;
  if (order.dense.column.id !== rel.columns[0]!.id) return undefined;
  const values = flatten(item);
  return rel.rows.map((row) => {
    const cells = substituteAll(new Map(rel.columns.map((column, i) => [column.id, row[i]!])));
    return values.map((value) => cells.scalar(value));
  });
}

/** One array after the other: rows numbered by part, then by place in the part. */
function appended(shape: ArrayShape, arrays: readonly RowsVal[]): RowsVal {
  const part = makeColumn('part', { kind: 'leaf', name: 'Int32' });
  const ordered = arrays.some((array) => array.order.keys.length > 0);
  const position = makeColumn('index', int64Shape);
  const columns = makeColumns(shape.item);
  const parts = arrays.map((array, number) => {
    const placed = ordered && array.order.keys.length > 0 ? withPositions(array) : array;
    const place = placed.order.dense ?? int64(0);
    const values = [literal(part.shape, BigInt(number)), ...(ordered ? [place] : []), ...flatten(array.item)];
    return { rel: placed.rel, values };
  });
  return {
    kind: 'array',
    form: 'rows',
    shape,
    rel: { kind: 'union', columns: [part, ...(ordered ? [position] : []), ...columns], parts },
    item: valOfColumns(shape.item, columns),
    order: {
      keys: [ascending(column(part)), ...(ordered ? [ascending(column(position))] : [])],
      arbitrary: arrays.some((array) => array.order.arbitrary),
      dense: undefined,
    },
  };
}

const sequence: Form = (site) => {
  const shape = site.shape as ArrayShape;
  const item = shape.item;
  const [start, end] = [site.scope.keep(site.scalar(0)), site.scope.keep(site.scalar(1))];
  const wide = (scalar: Scalar): Scalar => {
    const constant = constantOf(scalar);
    return constant === undefined
      ? { kind: 'cast', of: scalar, shape: int64Shape }
      : literal(int64Shape, constant);
  };
  const value = makeColumn('value', int64Shape);
  const unsigned64 = item.kind === 'leaf' && item.name === 'Uint64';
  if (unsigned64) {
    const empty = operator('<=', boolShape, end, start);
    const count = caseOf([{ when: empty, result: int64(0) }], wide(operator('-', item, end, start)));
    return {
      kind: 'array',
      form: 'rows',
      shape,
      rel: { kind: 'series', from: int64(0), to: minusOne(count), value },
      item: valOf(item, [operator('+', item, start, { kind: 'cast', of: column(value), shape: item })]),
      order: denseOrder(column(value)),
    };
  }
  const from = wide(start);
  const to = wide(end);
  const empty = operator('<=', boolShape, to, from);
  // The smallest end has no predecessor; then there are no items anyway.
  const last = constantOf(to) === undefined ? caseOf([{ when: empty, result: from }], to) : to;
  const dense = constantOf(from) === 0n ? column(value) : operator('-', int64Shape, column(value), from);
  const series: Rel =
    typeof constantOf(from) === 'bigint' &&
    typeof constantOf(to) === 'bigint' &&
    (constantOf(to) as bigint) <= (constantOf(from) as bigint)
      ? { kind: 'series', from: int64(0), to: int64(-1), value }
      : { kind: 'series', from, to: minusOne(last), value };
  return {
    kind: 'array',
    form: 'rows',
    shape,
    rel: series,
    item: valOf(item, [{ kind: 'cast', of: column(value), shape: item }]),
    order: { keys: [ascending(column(value))], arbitrary: false, dense },
  };
};

function minusOne(scalar: Scalar): Scalar {
  const constant = constantOf(scalar);
  if (typeof constant === 'bigint') return int64(constant - 1n);
  return operator('-', int64Shape, scalar, int64(1));
}

const split: Form = (site) => {
  const shape = site.shape as ArrayShape;
  const item = makeColumn('value', shape.item);
  const position = makeColumn('ord', int64Shape);
  const args = [site.scalar(0), site.scalar(1)];
  return {
    kind: 'array',
    form: 'rows',
    shape,
    rel: { kind: 'function', name: site.name, args, item, position },
    item: valOfColumns(shape.item, [item]),
    order: denseOrder(column(position)),
  };
};

const group: Form = (site) => {
  const shape = site.shape as ArrayShape;
  const pair = shape.item;
  if (pair.kind !== 'tuple') throw site.refuse('BAD_PROGRAM', 'gives keys with values');
  let rows = toRows(site.array(0));
  if (rows.order.keys.length > 1) rows = withPositions(rows);
  const scope = new Scope(rows.rel);
  const key = site.apply(1, scope, rows.item);
  const keyShape = pair.fields[0]!.shape;
  const keyColumns = makeColumns(keyShape);
  const keyValues = flatten(key);
  const id = freshId();
  const values: GroupedVal = {
    kind: 'array',
    form: 'grouped',
    shape: pair.fields[1]!.shape as ArrayShape,
    group: id,
    input: scope.rel,
    item: rows.item,
    order: rows.order,
    filter: undefined,
  };
  return {
    kind: 'array',
    form: 'rows',
    shape,
    rel: {
      kind: 'group',
      id,
      input: scope.rel,
      keys: keyColumns.map((column, i) => ({ column, value: keyValues[i]! })),
      definitions: [],
    },
    item: { kind: 'tuple', shape: pair, fields: [valOfColumns(keyShape, keyColumns), values] },
    order: firstOccurrence(id, rows.order),
  };
};

/** Groups stand where their first item stood (specification 2 §8.4). */
function firstOccurrence(id: number, order: Order): Order {
  const key = order.keys[0];
  if (key === undefined) return order;
  const scalar: Scalar = {
    kind: 'in_group',
    group: id,
    aggregate: {
      kind: 'aggregate',
      name: key.descending ? 'greatest_value' : 'least_value',
      args: [key.value],
      order: [],
      filter: undefined,
      shape: key.value.shape,
    },
    shape: key.value.shape,
  };
  return {
    keys: [{ value: scalar, descending: key.descending }],
    arbitrary: order.arbitrary,
    dense: undefined,
  };
}

/** Building, choosing and ordering items (specification 4 §4, §8.4). */
export const arrayForms: Readonly<Record<string, Form>> = {
  'std::array::map': map,
  'std::array::flat_map': flatMap,
  'std::array::filter': filter,
  'std::array::sort': sort,
  'std::array::slice': slice,
  'std::array::index': index,
  'std::array::zip': zip,
  'std::array::append': append,
  'std::array::sequence': sequence,
  'std::array::group': group,
  'std::text::split': split,
};
