import { type Column, freshId, makeColumn } from '../relational/column';
import { columnsMade } from '../relational/free-columns';
import { refreshing } from '../relational/refresh';
import { join, type Rel, type RelOf, where } from '../relational/rel';
import {
  type AggregateScalar,
  column,
  elementOf,
  GREATEST,
  int64,
  lengthOf,
  operator,
  type Scalar,
  type SortKey,
} from '../relational/scalar';
import { holdsQueryInRel } from '../relational/weight';
import { type ArrayShape, boolShape, int64Shape, type LeafShape } from '../shape';
import { firstDifference } from './first-difference';
import { type CallSite, type Form, isIndependent, shareRows } from './lowering';
import { flatten, packArray } from './pack';
import { toRows, withPositions } from './rows';
import { Scope } from './scope';
import {
  anyOrder,
  ascending,
  denseOrder,
  makeColumns,
  type RowsVal,
  unpack,
  type Val,
  valOfColumns,
} from './value';

/** The states of an accumulator: row 0 is the initial one, row i the one after item i - 1. */
function accumulate(site: CallSite): { readonly rel: Rel; readonly index: Scalar; readonly state: Val } {
  let items = withPositions(toRows(site.array(0)));
  let list: Scalar | undefined;
  if (items.rel.kind !== 'values' && isIndependent(items)) {
    items = withPositions(shareRows(items));
  } else if (holdsQueryInRel(items.rel)) {
    // DuckDB goes wrong over queries within the rounds that read an outer row; so the items are made before them.
    list = packArray(items);
  }
  const initial = site.val(1);
  const shape = 'shape' in initial ? initial.shape : site.shape;
  const id = freshId();
  const make = () => ({
    index: makeColumn('index', int64Shape),
    columns: makeColumns(shape),
    list: list && makeColumn('items', list.shape),
  });
  const columnsOf = ({ index, columns, list }: ReturnType<typeof make>) =>
    list === undefined ? [index, ...columns] : [index, ...columns, list];
  const before = make();
  const index = column(before.index);
  const round: Rel = { kind: 'round', iterate: id, columns: columnsOf(before) };
  const made = before.list && column(before.list);
  const pairs =
    made === undefined
      ? where(join(round, items.rel), operator('=', boolShape, items.order.dense, index))
      : where(round, operator('<', boolShape, index, lengthOf(made)));
  const step = new Scope(pairs);
  const item = made === undefined ? items.item : unpack(step.keep(elementOf(made, index)), items.shape.item);
  const next = site.apply(2, step, valOfColumns(shape, before.columns), item);
  const after = make();
  const rel: Rel = {
    kind: 'iterate',
    id,
    columns: columnsOf(after),
    init: {
      rel: { kind: 'unit' },
      values: [int64(0), ...flatten(initial), ...(list === undefined ? [] : [list])],
    },
    step: {
      rel: step.rel,
      values: [
        operator('+', int64Shape, index, int64(1)),
        ...flatten(next),
        ...(made === undefined ? [] : [made]),
      ],
    },
  };
  return { rel, index: column(after.index), state: valOfColumns(shape, after.columns) };
}

const fold: Form = (site) => {
  const comparison = firstDifference(site);
  if (comparison !== undefined) return comparison;
  const { rel, index, state } = accumulate(site);
  const last: SortKey = { value: index, descending: true };
  const final: Rel = { kind: 'limit', input: rel, order: [last], offset: 0, count: 1 };
  const values = flatten(state);
  if (values.length === 1 && state.kind !== 'tuple') {
    const scalar: Scalar = { kind: 'subquery', rel: final, value: values[0]!, shape: values[0]!.shape };
    switch (state.kind) {
      case 'leaf':
        return { ...state, scalar };
      case 'option':
        return { ...state, scalar };
      case 'array':
        return { kind: 'array', form: 'packed', shape: state.shape, scalar };
      default:
    }
  }
  site.scope.attach(final);
  return state;
};

const scan: Form = (site) => {
  const { rel, index, state } = accumulate(site);
  return {
    kind: 'array',
    form: 'rows',
    shape: site.shape as ArrayShape,
    rel: where(rel, operator('<', boolShape, int64(0), index)),
    item: state,
    order: denseOrder(operator('-', int64Shape, index, int64(1))),
  };
};

const LEVEL_SHAPE: LeafShape = { kind: 'leaf', name: 'Int32' };
const FIRST_LEVEL: Scalar = { kind: 'literal', value: 0n, shape: LEVEL_SHAPE };

/** Rounds one after the other; within a round the order the step gives. */
const loopUntilEmpty: Form = (site) => {
  const first = toRows(site.array(0));
  const shape = first.shape;
  const id = freshId();
  const ordered = first.order.keys.length > 0 || !first.order.arbitrary;
  const make = () => ({
    level: makeColumn('level', LEVEL_SHAPE),
    index: makeColumn('index', int64Shape),
    columns: makeColumns(shape.item),
  });
  const before = make();
  const round: RelOf<'round'> = {
    kind: 'round',
    iterate: id,
    columns: [before.level, ...(ordered ? [before.index] : []), ...before.columns],
  };
  const current: RowsVal = {
    kind: 'array',
    form: 'rows',
    shape,
    rel: round,
    item: valOfColumns(shape.item, before.columns),
    order: ordered ? denseOrder(column(before.index)) : anyOrder,
  };
  const scope = new Scope();
  const result = site.apply(1, scope, current);
  if (result.kind !== 'array') throw site.refuse('BAD_PROGRAM', 'wants arrays');
  const made = toRows(result);
  const carried = columnsMade(made.rel).some((made) => made.id === before.level.id);
  const level = () => (carried ? column(before.level) : highestLevel(before.level, round));
  // Rows that do not come from the level would come without one, too: the first level can be empty.
  const all = join(scope.rel, made.rel);
  const next = {
    ...made,
    rel: carried ? all : where(all, operator('<=', boolShape, FIRST_LEVEL, level())),
  };
  const values = (rows: RowsVal, level: Scalar): { rel: Rel; values: Scalar[] } => {
    if (!ordered) return { rel: rows.rel, values: [level, ...flatten(rows.item)] };
    const placed = withPositions(rows);
    return { rel: placed.rel, values: [level, placed.order.dense, ...flatten(rows.item)] };
  };
  const after = make();
  const rel: Rel = {
    kind: 'iterate',
    id,
    columns: [after.level, ...(ordered ? [after.index] : []), ...after.columns],
    init: values(first, FIRST_LEVEL),
    step: values(
      next,
      operator('+', LEVEL_SHAPE, level(), { kind: 'literal', value: 1n, shape: LEVEL_SHAPE }),
    ),
  };
  return {
    kind: 'array',
    form: 'rows',
    shape,
    rel,
    item: valOfColumns(shape.item, after.columns),
    order: {
      keys: [ascending(column(after.level)), ...(ordered ? [ascending(column(after.index))] : [])],
      arbitrary: !ordered,
      dense: undefined,
    },
  };
};

/** The number of the round before where its rows have been put together into others; of no rows, nothing. */
function highestLevel(level: Column, round: RelOf<'round'>): Scalar {
  const again = refreshing(round).rel(round);
  const inner = columnsMade(again)[0]!;
  const most = makeColumn('level', level.shape);
  const value: AggregateScalar = {
    kind: 'aggregate',
    name: GREATEST,
    args: [column(inner)],
    order: [],
    filter: undefined,
    shape: level.shape,
  };
  const highest: Rel = { kind: 'aggregate', input: again, definitions: [{ column: most, value }] };
  return { kind: 'subquery', rel: highest, value: column(most), shape: level.shape };
}

/** Functions that go on from their own result (specification 4 §8.6). */
export const recursionForms: Readonly<Record<string, Form>> = {
  'std::array::fold': fold,
  'std::array::scan': scan,
  'std::array::loop_until_empty': loopUntilEmpty,
};
