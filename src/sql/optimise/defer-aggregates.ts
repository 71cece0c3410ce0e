import type { SqlFunctionTable } from '../function-table';
import { flatten, pack } from '../lower/pack';
import { unpack, valOf } from '../lower/value';
import { type Column, makeColumn } from '../relational/column';
import { freeColumns } from '../relational/free-columns';
import { canFailInside } from '../relational/raising';
import { type AggregateScalar, column, fieldOf, PACK_ROWS, type Scalar } from '../relational/scalar';
import { substituteAll } from '../relational/substitute';
import {
  type Rewrite,
  rewriteRelParts,
  rewriteScalarParts,
  visitRelParts,
  visitScalarParts,
} from '../relational/traverse';
import { type ArrayShape, int64Shape, type TupleShape } from '../shape';
import type { Program } from './program';

/**
 * An aggregate over a group that can fail and stands in a branch becomes a sub-query over the rows of the group, packed
 * together: as a column of the group it would be worked out for every group, also where the branch is not taken
 * (specification 2 §12.2).
 */
export function deferAggregates(program: Program, functions: SqlFunctionTable): Program {
  const bodies = new Map<number, { readonly rel: Program['rel']; readonly values: readonly Scalar[] }>();
  const always: Rewrite = {
    scalar(scalar) {
      if (scalar.kind !== 'case') return rewriteScalarParts(scalar, always);
      return {
        ...scalar,
        branches: scalar.branches.map(({ when, result }, i) => ({
          when: i === 0 ? always.scalar(when) : inBranch.scalar(when),
          result: inBranch.scalar(result),
        })),
        otherwise: inBranch.scalar(scalar.otherwise),
      };
    },
    rel(rel) {
      if (rel.kind !== 'shared') return rewriteRelParts(rel, always);
      let body = bodies.get(rel.id);
      if (body === undefined) {
        body = { rel: always.rel(rel.body.rel), values: rel.body.values.map(always.scalar) };
        bodies.set(rel.id, body);
      }
      return { ...rel, body };
    },
  };
  const inBranch: Rewrite = {
    scalar(scalar) {
      if (scalar.kind === 'in_group' && canFailInside(scalar.aggregate, functions, false))
        return deferred(scalar);
      return rewriteScalarParts(scalar, inBranch);
    },
    rel: always.rel,
  };
  return {
    rel: always.rel(program.rel),
    values: program.values.map(always.scalar),
    order: program.order.map((key) => ({ ...key, value: always.scalar(key.value) })),
  };
}

function deferred({ group, aggregate }: Extract<Scalar, { kind: 'in_group' }>): Scalar {
  const columns = columnsIn(aggregate);
  const shape: TupleShape = {
    kind: 'tuple',
    fields: columns.map((read) => ({ name: undefined, shape: read.shape })),
  };
  const list: ArrayShape = { kind: 'array', item: shape };
  const packed: AggregateScalar = {
    kind: 'aggregate',
    name: PACK_ROWS,
    args: [{ kind: 'pack_tuple', fields: columns.map(packedForm), shape }],
    order: [],
    filter: undefined,
    shape: list,
  };
  const item = makeColumn('value', shape, true);
  const rows = {
    kind: 'unnest',
    of: { kind: 'in_group', group, aggregate: packed, shape: list },
    item,
    position: makeColumn('ord', int64Shape),
  } as const;
  const fields = columns.map((read, i) => queryForm(read, fieldOf(column(item), shape, i)));
  const read = substituteAll(new Map(columns.map(({ id }, i) => [id, fields[i]!])));
  const result = makeColumn('value', aggregate.shape);
  const definitions = [{ column: result, value: read.scalar(aggregate) }];
  return {
    kind: 'subquery',
    rel: { kind: 'aggregate', input: rows, definitions },
    value: column(result),
    shape: aggregate.shape,
  };
}

/** Whether a column of that kind has two forms, and this one is in the other. */
function isQueryForm({ shape, packed }: Column): boolean {
  return !packed && (shape.kind === 'leaf' || shape.kind === 'option');
}

function packedForm(read: Column): Scalar {
  return isQueryForm(read) ? pack(valOf(read.shape, [column(read)])) : column(read);
}

function queryForm(read: Column, field: Scalar): Scalar {
  return isQueryForm(read) ? flatten(unpack(field, read.shape))[0]! : field;
}

/** The columns that are read in it and made outside of it. */
function columnsIn(scalar: Scalar): readonly Column[] {
  const found = new Map<number, Column>();
  const look = (part: Scalar): void => {
    if (part.kind === 'column') found.set(part.column.id, part.column);
    visitScalarParts(part, look, lookIn);
  };
  const lookIn = (rel: Program['rel']): void => visitRelParts(rel, look, lookIn);
  look(scalar);
  const free = freeColumns(scalar);
  return [...found.values()].filter(({ id }) => free.has(id));
}
