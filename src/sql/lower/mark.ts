import type { Rel, Selected } from '../relational/rel';
import type { Scalar } from '../relational/scalar';
import { type Steps, withSteps } from '../relational/steps';
import type { Val } from './value';

/** Functions whose results have the items of what they are given. */
const passing: ReadonlySet<string> = new Set([
  'std::array::append',
  'std::array::filter',
  'std::array::loop_until_empty',
  'std::array::slice',
  'std::array::sort',
  'std::fs::read_parquet',
  'std::sql::from',
  'std::sql::raw',
]);

/**
 * The value with what it has beyond its inputs marked as a part of `steps`: what other steps made has their marks
 * already. `name` is the function that gave it, if one did.
 */
export function marked(val: Val, name: string | undefined, steps: Steps): Val {
  const own = (scalar: Scalar) => markedScalar(scalar, steps);
  switch (val.kind) {
    case 'leaf':
    case 'option':
    case 'boxed':
      return { ...val, scalar: own(val.scalar) };
    case 'tuple':
      return { ...val, fields: val.fields.map((field) => marked(field, name, steps)) };
    case 'enum':
      return {
        ...val,
        tag: own(val.tag),
        payloads: val.payloads.map((payload) => payload && marked(payload, name, steps)),
      };
    case 'array': {
      if (val.form === 'packed') return { ...val, scalar: own(val.scalar) };
      // The values of groups are their input's.
      if (val.form === 'grouped') return val;
      const item = name !== undefined && passing.has(name) ? val.item : marked(val.item, name, steps);
      const keys = val.order.keys.map((key) => ({ ...key, value: unlessMarked(key.value, steps) }));
      return { ...val, rel: markedRel(val.rel, steps), item, order: { ...val.order, keys } };
    }
  }
}

/** What was joined to `rel` since it was `before`, marked. */
export function markedSince(rel: Rel, before: Rel, steps: Steps): Rel {
  if (rel === before) return rel;
  switch (rel.kind) {
    case 'project':
      return { ...markedTop(rel, steps), input: markedSince(rel.input, before, steps) };
    case 'join':
    case 'left_join':
      return {
        ...withSteps(rel, rel.steps === undefined ? steps : undefined),
        left: markedSince(rel.left, before, steps),
        right: markedRel(rel.right, steps),
      };
    default:
      return rel;
  }
}

function markedScalar(scalar: Scalar, steps: Steps): Scalar {
  const made = withSteps(scalar, steps);
  // What is inside may come to stand elsewhere: aggregates of one source together, an iteration in front.
  return made.kind === 'subquery' ? { ...made, rel: markedRel(made.rel, steps) } : made;
}

function unlessMarked(scalar: Scalar, steps: Steps): Scalar {
  return scalar.steps === undefined ? withSteps(scalar, steps) : scalar;
}

function markedTop<T extends Extract<Rel, { kind: 'project' | 'aggregate' }>>(rel: T, steps: Steps): T {
  const definitions = rel.definitions.map(({ column, value }) => ({
    column,
    value: unlessMarked(value, steps),
  }));
  return withSteps({ ...rel, definitions }, rel.steps === undefined ? steps : undefined);
}

/** The relation marked, down to what is marked already and to the sources it goes over. */
function markedRel(rel: Rel, steps: Steps): Rel {
  if (rel.steps !== undefined) return rel;
  const input = (below: Rel) => (isSource(below) ? below : markedRel(below, steps));
  const selected = (part: Selected): Selected => ({ ...part, rel: input(part.rel) });
  switch (rel.kind) {
    case 'unit':
    case 'shared':
    case 'round':
      return rel;
    case 'project':
    case 'aggregate':
      return { ...markedTop(rel, steps), input: input(rel.input) };
    case 'where':
      return { ...rel, input: input(rel.input), condition: withSteps(rel.condition, steps), steps };
    case 'limit':
    case 'group':
      return { ...rel, input: input(rel.input), steps };
    case 'join':
    case 'left_join':
      return { ...rel, left: input(rel.left), right: markedRel(rel.right, steps), steps };
    case 'union':
      return { ...rel, parts: rel.parts.map(selected), steps };
    case 'iterate':
      return { ...rel, init: selected(rel.init), steps };
    default:
      return { ...rel, steps };
  }
}

function isSource({ kind }: Rel): boolean {
  return kind === 'table' || kind === 'raw' || kind === 'file' || kind === 'values' || kind === 'unnest';
}
