import { identity } from '../relational/fingerprint';
import { columnsMade } from '../relational/free-columns';
import { type Definition, join, project, type Rel, where } from '../relational/rel';
import { column, operator, type Scalar } from '../relational/scalar';
import { substituteAll } from '../relational/substitute';
import type { Rewrite } from '../relational/traverse';
import { type ArrayShape, boolShape, type TupleShape } from '../shape';
import { type Handout, rewritePlace, rewriteVal } from './handout';
import { type Form, literalArray } from './lowering';
import { toRows, withPositions } from './rows';
import { type ArrayVal, denseOrder, type RowsVal, type Val } from './value';

/** One array a field. The fields stay views of the same rows, so that `from_columnar` can put them back together. */
const toColumnar: Form = (site) => {
  const array = site.lowering.bind(site.array(0), site.scope) as ArrayVal;
  const shape = site.shape as TupleShape;
  const rows = array.form === 'packed' ? toRows(array) : array;
  const fields = shape.fields.map((field, position): Val => {
    if (rows.item.kind !== 'tuple') throw site.refuse('BAD_PROGRAM', 'wants rows');
    return { ...rows, shape: field.shape as ArrayShape, item: rows.item.fields[position]! };
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
  const together = sameRows(arrays, site.lowering.handout);
  const made = together ?? joined(arrays);
  return {
    kind: 'array',
    form: 'rows',
    shape,
    rel: made.rel,
    item: { kind: 'tuple', shape: row, fields: made.items },
    order: made.order,
  };
};

interface Together {
  readonly rel: Rel;
  readonly items: readonly Val[];
  readonly order: RowsVal['order'];
}

/** The arrays side by side by position; the shortest decides. */
function joined(arrays: readonly RowsVal[]): Together {
  const [only] = arrays;
  if (only !== undefined && arrays.length === 1) {
    return { rel: only.rel, items: [only.item], order: only.order };
  }
  const placed = arrays.map((array) => withPositions(array));
  const { dense } = placed[0]!.order;
  const rel = placed
    .slice(1)
    .reduce(
      (rows, next): Rel => where(join(rows, next.rel), operator('=', boolShape, dense, next.order.dense)),
      placed[0]!.rel,
    );
  return { rel, items: placed.map(({ item }) => item), order: denseOrder(dense) };
}

/** An array as columns computed over some rows that it has one item for each. */
interface Layered {
  readonly base: Rel;
  readonly added: readonly Definition[];
  /** From the columns of a copy to those of the relation it was copied from. */
  readonly toOriginal: Rewrite;
}

/** Arrays that only add columns to the same rows, in the same order, need no join (rule O9). */
function sameRows(arrays: readonly RowsVal[], handout: Handout): Together | undefined {
  const layers = arrays.map(({ rel }) => layersOf(rel, handout));
  for (const { base } of layers[0] ?? []) {
    const chosen = layers.map((own) => own.find((layer) => layer.base === base));
    if (!chosen.every((layer) => layer !== undefined)) continue;
    const orders = arrays.map(({ order }, i) => rewritePlace(order, chosen[i]!.toOriginal));
    const texts = new Set(orders.map(({ keys }) => orderText(keys)));
    if (texts.size > 1) continue;
    const added = chosen.flatMap((layer) => layer.added);
    const once = [...new Map(added.map((definition) => [definition.column.id, definition])).values()];
    return {
      rel: project(base, once),
      items: arrays.map(({ item }, i) => rewriteVal(item, chosen[i]!.toOriginal)),
      order: orders[0]!,
    };
  }
  return undefined;
}

function orderText(keys: readonly { readonly value: Scalar; readonly descending: boolean }[]): string {
  return JSON.stringify([identity(keys.map(({ value }) => value)), keys.map((key) => key.descending)]);
}

/** The relation itself, then what is below each of its projections, as originals. */
function layersOf(rel: Rel, handout: Handout): readonly Layered[] {
  const layers: Layered[] = [];
  let current = rel;
  let added: readonly Definition[] = [];
  for (;;) {
    const original = handout.originalOf(current) ?? current;
    const back = columnsMade(current).map((made, i) => [made.id, column(columnsMade(original)[i]!)] as const);
    const toOriginal = substituteAll(new Map(original === current ? [] : back));
    layers.push({
      base: original,
      added: added.map((definition) => ({ ...definition, value: toOriginal.scalar(definition.value) })),
      toOriginal,
    });
    if (current.kind !== 'project') return layers;
    added = [...current.definitions, ...added];
    current = current.input;
  }
}

/** Between rows and columns (specification 2 §8.2). */
export const columnarForms: Readonly<Record<string, Form>> = {
  'std::array::to_columnar': toColumnar,
  'std::array::from_columnar': fromColumnar,
};
