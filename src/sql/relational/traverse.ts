import type { Column } from './column';
import type { Definition, Rel, Selected } from './rel';
import type { AggregateScalar, Scalar, SortKey } from './scalar';

/** How a rewrite treats what it meets; `column` renames definitions, not uses. */
export interface Rewrite {
  scalar(scalar: Scalar): Scalar;
  rel(rel: Rel): Rel;
  column?(column: Column): Column;
  /** A new identity for a group or an iteration. */
  id?(id: number): number;
}

export function rewriteOrder(order: readonly SortKey[], rewrite: Rewrite): readonly SortKey[] {
  return order.map((key) => ({ ...key, value: rewrite.scalar(key.value) }));
}

function rewriteAggregate(scalar: AggregateScalar, rewrite: Rewrite): AggregateScalar {
  return {
    ...scalar,
    args: scalar.args.map((arg) => rewrite.scalar(arg)),
    order: rewriteOrder(scalar.order, rewrite),
    filter: scalar.filter && rewrite.scalar(scalar.filter),
  };
}

/** The same node over rewritten parts. */
export function rewriteScalarParts(scalar: Scalar, rewrite: Rewrite): Scalar {
  const each = (parts: readonly Scalar[]) => parts.map((part) => rewrite.scalar(part));
  switch (scalar.kind) {
    case 'column':
    case 'literal':
    case 'null':
    case 'parameter':
    case 'failure':
      return scalar;
    case 'call':
    case 'operator':
      return { ...scalar, args: each(scalar.args) };
    case 'is_null':
    case 'cast':
    case 'pack_leaf':
    case 'pack_option':
    case 'unpack_leaf':
    case 'unpack_option':
    case 'field':
    case 'tag':
    case 'payload':
    case 'length':
      return { ...scalar, of: rewrite.scalar(scalar.of) };
    case 'case':
      return {
        ...scalar,
        branches: scalar.branches.map(({ when, result }) => ({
          when: rewrite.scalar(when),
          result: rewrite.scalar(result),
        })),
        otherwise: rewrite.scalar(scalar.otherwise),
      };
    case 'subquery':
      return { ...scalar, rel: rewrite.rel(scalar.rel), value: rewrite.scalar(scalar.value) };
    case 'exists':
      return { ...scalar, rel: rewrite.rel(scalar.rel) };
    case 'aggregate':
      return rewriteAggregate(scalar, rewrite);
    case 'in_group':
      return {
        ...scalar,
        group: rewrite.id?.(scalar.group) ?? scalar.group,
        aggregate: rewriteAggregate(scalar.aggregate, rewrite),
      };
    case 'window':
      return { ...scalar, args: each(scalar.args), order: rewriteOrder(scalar.order, rewrite) };
    case 'pack_tuple':
      return { ...scalar, fields: each(scalar.fields) };
    case 'pack_enum':
      return {
        ...scalar,
        tag: rewrite.scalar(scalar.tag),
        payloads: scalar.payloads.map((payload) => payload && rewrite.scalar(payload)),
      };
    case 'pack_list':
      return { ...scalar, items: each(scalar.items) };
    case 'element':
      return { ...scalar, of: rewrite.scalar(scalar.of), position: rewrite.scalar(scalar.position) };
  }
}

/** The same node over rewritten parts. */
export function rewriteRelParts(rel: Rel, rewrite: Rewrite): Rel {
  const rename = (column: Column) => rewrite.column?.(column) ?? column;
  const renew = (id: number) => rewrite.id?.(id) ?? id;
  const columns = (list: readonly Column[]) => list.map(rename);
  const define = (list: readonly Definition[]) =>
    list.map(({ column, value }) => ({ column: rename(column), value: rewrite.scalar(value) }));
  const select = ({ rel, values }: Selected): Selected => ({
    rel: rewrite.rel(rel),
    values: values.map((value) => rewrite.scalar(value)),
  });
  switch (rel.kind) {
    case 'unit':
      return rel;
    case 'values':
      return {
        ...rel,
        columns: columns(rel.columns),
        rows: rel.rows.map((row) => row.map((cell) => rewrite.scalar(cell))),
      };
    case 'table':
      return { ...rel, columns: columns(rel.columns), rowId: rel.rowId && rename(rel.rowId) };
    case 'raw':
    case 'file':
      return { ...rel, columns: columns(rel.columns) };
    case 'shared':
      // The body stays: it is the same for all references.
      return { ...rel, columns: columns(rel.columns) };
    case 'round':
      return { ...rel, iterate: renew(rel.iterate), columns: columns(rel.columns) };
    case 'unnest':
      return { ...rel, of: rewrite.scalar(rel.of), item: rename(rel.item), position: rename(rel.position) };
    case 'series':
      return {
        ...rel,
        from: rewrite.scalar(rel.from),
        to: rewrite.scalar(rel.to),
        value: rename(rel.value),
      };
    case 'function':
      return {
        ...rel,
        args: rel.args.map((arg) => rewrite.scalar(arg)),
        item: rename(rel.item),
        position: rename(rel.position),
      };
    case 'project':
    case 'aggregate':
      return { ...rel, input: rewrite.rel(rel.input), definitions: define(rel.definitions) };
    case 'where':
      return { ...rel, input: rewrite.rel(rel.input), condition: rewrite.scalar(rel.condition) };
    case 'join':
    case 'left_join':
      return { ...rel, left: rewrite.rel(rel.left), right: rewrite.rel(rel.right) };
    case 'limit':
      return { ...rel, input: rewrite.rel(rel.input), order: rewriteOrder(rel.order, rewrite) };
    case 'group':
      return {
        ...rel,
        id: renew(rel.id),
        input: rewrite.rel(rel.input),
        keys: define(rel.keys),
        definitions: define(rel.definitions),
      };
    case 'union':
      return { ...rel, parts: rel.parts.map(select), columns: columns(rel.columns) };
    case 'iterate':
      return {
        ...rel,
        id: renew(rel.id),
        init: select(rel.init),
        step: select(rel.step),
        columns: columns(rel.columns),
      };
  }
}

/** Calls for every direct part of a scalar. */
export function visitScalarParts(
  scalar: Scalar,
  onScalar: (s: Scalar) => void,
  onRel: (r: Rel) => void,
): void {
  rewriteScalarParts(scalar, {
    scalar(part) {
      onScalar(part);
      return part;
    },
    rel(part) {
      onRel(part);
      return part;
    },
  });
}

/** Calls for every direct part of a relation; the body of a shared one does not count as a part. */
export function visitRelParts(rel: Rel, onScalar: (s: Scalar) => void, onRel: (r: Rel) => void): void {
  rewriteRelParts(rel, {
    scalar(part) {
      onScalar(part);
      return part;
    },
    rel(part) {
      onRel(part);
      return part;
    },
  });
}
