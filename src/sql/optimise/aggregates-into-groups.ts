import { type Column, makeColumn } from '../relational/column';
import { identity } from '../relational/fingerprint';
import type { Definition, Rel } from '../relational/rel';
import { type AggregateScalar, column, type Scalar } from '../relational/scalar';
import { withSteps } from '../relational/steps';
import { type Rewrite, rewriteRelParts, rewriteScalarParts } from '../relational/traverse';
import type { Program } from './program';
import { rewriteScalars } from './rewrite-scalars';

/**
 * Gives every group relation the aggregates that are read over its rows, as columns (rule O10): `sum(values)`
 * becomes `SUM(…)` of the group, and only a use of `values` as a value packs them. Needed for SQL, not only nicer.
 */
export function aggregatesIntoGroups(program: Program): Program {
  const wanted = new Map<number, Definition[]>();
  const known = new Map<string, Column>();
  const place = (group: number, aggregate: AggregateScalar): Scalar => {
    const key = `${group} ${identity([aggregate])}`;
    let made = known.get(key);
    if (made === undefined) {
      made = makeColumn('value', aggregate.shape);
      known.set(key, made);
      wanted.set(group, [...(wanted.get(group) ?? []), { column: made, value: aggregate }]);
    }
    return column(made);
  };
  const collected = rewriteScalars(program, (scalar) =>
    scalar.kind === 'in_group' ? withSteps(place(scalar.group, scalar.aggregate), scalar.steps) : scalar,
  );
  if (wanted.size === 0) return collected;
  return give(collected, wanted);
}

function give(program: Program, wanted: ReadonlyMap<number, readonly Definition[]>): Program {
  const bodies = new Map<number, { readonly rel: Rel; readonly values: readonly Scalar[] }>();
  const rewrite: Rewrite = {
    scalar: (scalar) => rewriteScalarParts(scalar, rewrite),
    rel(rel) {
      if (rel.kind === 'shared') {
        let body = bodies.get(rel.id);
        if (body === undefined) {
          body = { rel: rewrite.rel(rel.body.rel), values: rel.body.values.map((v) => rewrite.scalar(v)) };
          bodies.set(rel.id, body);
        }
        return { ...rel, body };
      }
      const inner = rewriteRelParts(rel, rewrite);
      if (inner.kind !== 'group') return inner;
      const more = wanted.get(inner.id) ?? [];
      const definitions = more.map(({ column, value }) => ({
        column,
        value: rewriteScalarParts(value, rewrite),
      }));
      return { ...inner, definitions: [...inner.definitions, ...definitions] };
    },
  };
  return {
    rel: rewrite.rel(program.rel),
    values: program.values.map((value) => rewrite.scalar(value)),
    order: program.order.map((key) => ({ ...key, value: rewrite.scalar(key.value) })),
  };
}
