import type { SqlFunctionTable } from '../function-table';
import { canFail, canFailInside, canFailInsideRel } from '../relational/raising';
import { type Rel, where } from '../relational/rel';
import { nullOf, type Scalar } from '../relational/scalar';
import { type Rewrite, rewriteRelParts, rewriteScalarParts } from '../relational/traverse';

type Query = Extract<Scalar, { kind: 'subquery' | 'exists' }>;

/**
 * The sub-query with a condition on every source whose rows something that can fail is worked out for: where the
 * condition does not hold, nothing is worked out, and the result means nothing.
 */
export function underCondition(query: Query, condition: Scalar, functions: SqlFunctionTable): Query {
  const fails = (scalar: Scalar) => canFail(scalar, functions);
  const scalars: Rewrite = {
    scalar(scalar) {
      if (scalar.kind !== 'subquery' && scalar.kind !== 'exists') return rewriteScalarParts(scalar, scalars);
      return canFailInside(scalar, functions) ? within(scalar) : scalar;
    },
    rel: (rel) => rewriteRelParts(rel, scalars),
  };
  const orNull = (scalar: Scalar): Scalar => {
    const made = scalars.scalar(scalar);
    if (!fails(made)) return made;
    return {
      kind: 'case',
      branches: [{ when: condition, result: made }],
      otherwise: nullOf(made.shape),
      shape: made.shape,
    };
  };

  function within(query: Query): Query {
    const rel = query.rel.kind === 'aggregate' ? aggregate(query.rel) : under(query.rel);
    if (query.kind === 'exists') return { ...query, rel };
    return {
      ...query,
      rel,
      value: query.rel.kind === 'aggregate' ? orNull(query.value) : scalars.scalar(query.value),
    };
  }

  /** One row, whatever the condition. */
  function aggregate(rel: Rel & { kind: 'aggregate' }): Rel {
    const definitions = rel.definitions.map(({ column, value }) => ({
      column,
      value: scalars.scalar(value),
    }));
    return { ...rel, input: under(rel.input), definitions };
  }

  /** The relation, without rows where the condition does not hold. */
  function under(rel: Rel): Rel {
    switch (rel.kind) {
      case 'values':
        return where({ ...rel, rows: rel.rows.map((row) => row.map(orNull)) }, condition);
      case 'unnest':
        return where({ ...rel, of: orNull(rel.of) }, condition);
      case 'series':
        return where({ ...rel, from: orNull(rel.from), to: orNull(rel.to) }, condition);
      case 'function':
        return where({ ...rel, args: rel.args.map(orNull) }, condition);
      case 'aggregate':
        return where(aggregate(rel), condition);
      case 'project':
      case 'where':
      case 'limit':
      case 'group':
        return rewriteRelParts(rel, { scalar: scalars.scalar, rel: under });
      case 'join':
      case 'left_join':
        return {
          ...rel,
          left: under(rel.left),
          right: canFailInsideRel(rel.right, functions) ? under(rel.right) : rel.right,
        };
      case 'union':
        return rewriteRelParts(rel, { scalar: scalars.scalar, rel: under });
      case 'iterate':
        return {
          ...rel,
          init: { rel: under(rel.init.rel), values: rel.init.values.map(scalars.scalar) },
          step: { rel: scalars.rel(rel.step.rel), values: rel.step.values.map(scalars.scalar) },
        };
      default:
        return where(rel, condition);
    }
  }

  return within(query);
}
