import { fingerprint, identity } from '../relational/fingerprint';
import { type Definition, type Rel, type RelOf, where } from '../relational/rel';
import { type AggregateScalar, and, column, type Scalar, TRUE } from '../relational/scalar';
import { withSteps } from '../relational/steps';
import { substituteAll } from '../relational/substitute';
import { rewriteScalarParts, visitScalarParts } from '../relational/traverse';
import type { Program } from './program';

type Subquery = Extract<Scalar, { kind: 'subquery' }>;

/** An aggregate sub-query, its rows taken apart into a source and a condition. */
interface Found {
  readonly scalar: Subquery;
  readonly source: Rel;
  readonly condition: Scalar;
  readonly definitions: readonly Definition[];
}

/**
 * Aggregates over one source become one select over it (rule O8): `{count(a), sum(map(a, f))}` is
 * `SELECT COUNT(*), SUM(f) FROM a`. Sources filtered differently are told apart by `FILTER`. Only for a single row
 * that has no other source.
 */
export function liftAggregates(program: Program): Program {
  if (program.rel.kind !== 'unit' || program.order.length > 0) return program;
  const found = program.values.flatMap(aggregatesIn);
  const first = found[0];
  if (first === undefined) return program;
  const key = fingerprint(first.source);
  const alike = found.flatMap((one) => {
    const own = fingerprint(one.source);
    if (own.text !== key.text) return [];
    const toFirst = new Map<number, Scalar>();
    for (const [i, { id }] of own.columns.entries()) toFirst.set(id, column(key.columns[i]!));
    return [{ ...one, rename: substituteAll(toFirst) }];
  });
  const conditions = alike.map(({ condition, rename }) => rename.scalar(condition));
  const same = new Set(conditions.map((condition) => identity([condition]))).size === 1;
  const definitions = alike.flatMap(({ definitions: own, rename }, i) =>
    own.map((definition): Definition => {
      const value = rename.scalar(definition.value);
      return { ...definition, value: same ? value : filtered(value, conditions[i]!) };
    }),
  );
  const input = same ? where(first.source, conditions[0]!) : first.source;
  const lifted = new Map(alike.map(({ scalar }) => [scalar, withSteps(scalar.value, scalar.steps)]));
  return {
    rel: { kind: 'aggregate', input, definitions },
    values: program.values.map((value) => replaced(value, lifted)),
    order: [],
  };
}

/** Not those inside branches: a branch that is not taken must not be worked out (specification 2 §12.1). */
function aggregatesIn(scalar: Scalar): readonly Found[] {
  if (scalar.kind === 'case') return aggregatesIn(scalar.branches[0]!.when);
  if (scalar.kind === 'subquery') return scalar.rel.kind === 'aggregate' ? [taken(scalar, scalar.rel)] : [];
  const found: Found[] = [];
  visitScalarParts(
    scalar,
    (part) => found.push(...aggregatesIn(part)),
    () => undefined,
  );
  return found;
}

function taken(scalar: Subquery, { input, definitions }: RelOf<'aggregate'>): Found {
  let source = input;
  let condition: Scalar = TRUE;
  while (source.kind === 'where') {
    condition = and(source.condition, condition);
    source = source.input;
  }
  return { scalar, source, condition, definitions };
}

function filtered(value: Scalar, condition: Scalar): Scalar {
  if (value.kind !== 'aggregate') return value;
  const filter = value.filter === undefined ? condition : and(value.filter, condition);
  const made: AggregateScalar = { ...value, filter: filter === TRUE ? undefined : filter };
  return made;
}

function replaced(scalar: Scalar, lifted: ReadonlyMap<Scalar, Scalar>): Scalar {
  const own = lifted.get(scalar);
  if (own !== undefined) return own;
  if (scalar.kind === 'subquery' || scalar.kind === 'exists') return scalar;
  return rewriteScalarParts(scalar, { scalar: (part) => replaced(part, lifted), rel: (rel) => rel });
}
