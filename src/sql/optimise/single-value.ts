import type { SqlFunctionTable } from '../function-table';
import { canFailInsideRel } from '../relational/raising';
import type { Rel, RelOf } from '../relational/rel';
import { isCheap, operator, type Scalar } from '../relational/scalar';
import { withSteps } from '../relational/steps';
import { rewriteRelParts, rewriteScalarParts } from '../relational/traverse';
import { type Program, usesOf } from './program';

type Optional = RelOf<'left_join'>;

/**
 * What is read of a row that may be missing becomes a sub-select where it is one value, read once (rule O16):
 * `find(x, f) | option::map(r -> r.title)` is `(SELECT title FROM x WHERE f LIMIT 1)`, with a default
 * `COALESCE((…), default)`. Not where more of the row is read, nor where working the row out can fail.
 */
export function singleValue(program: Program, functions: SqlFunctionTable): Program {
  let current = program;
  for (const optional of optionalRows(program.rel)) {
    current = asSubquery(current, optional, functions) ?? current;
  }
  return current;
}

/** Optional rows that the result itself can read, the outermost first. */
function optionalRows(rel: Rel): readonly Optional[] {
  switch (rel.kind) {
    case 'left_join':
      return [rel, ...optionalRows(rel.left)];
    case 'join':
      return [...optionalRows(rel.left), ...optionalRows(rel.right)];
    case 'project':
    case 'where':
    case 'limit':
      return optionalRows(rel.input);
    default:
      return [];
  }
}

function asSubquery(
  program: Program,
  { left, right, guarded }: Optional,
  functions: SqlFunctionTable,
): Program | undefined {
  if (guarded || right.kind !== 'project' || canFailInsideRel(right, functions)) return undefined;
  const [there, ...fields] = right.definitions;
  if (there?.value.kind !== 'literal') return undefined;
  const uses = usesOf(program);
  const read = fields.filter(({ column }) => uses.of(column.id) > 0);
  const [only] = read;
  const once = read.length === 1 && uses.of(only!.column.id) === 1 && uses.of(there.column.id) === 1;
  if (!once || only === undefined) return undefined;
  const query: Scalar = { kind: 'subquery', rel: right.input, value: only.value, shape: only.value.shape };
  const value = withSteps(query, right.steps);
  let replaced = false;
  const replace = (scalar: Scalar): Scalar => {
    const fallback = fallbackOf(scalar, there.column.id, only.column.id);
    if (fallback === undefined) {
      if (scalar.kind === 'subquery' || scalar.kind === 'exists') return scalar;
      return rewriteScalarParts(scalar, { scalar: replace, rel: (rel) => rel });
    }
    if (fallback.kind === 'null') {
      replaced = true;
      return withSteps({ ...value, shape: scalar.shape }, scalar.steps);
    }
    // A value that may itself be NULL would be taken for a missing row.
    if (only.value.shape.kind !== 'leaf' || !isCheap(fallback)) return scalar;
    replaced = true;
    return withSteps(operator('coalesce', scalar.shape, value, fallback), scalar.steps);
  };
  const values = program.values.map(replace);
  const without = (rel: Rel): Rel =>
    rel.kind === 'left_join' && rel.right === right
      ? left
      : rewriteRelParts(rel, { scalar: rel.kind === 'project' ? replace : (scalar) => scalar, rel: without });
  const rel = without(program.rel);
  return replaced ? { ...program, values, rel } : undefined;
}

/** For `CASE WHEN there THEN field ELSE x END`, either way round: `x`. */
function fallbackOf(scalar: Scalar, there: number, field: number): Scalar | undefined {
  if (scalar.kind !== 'case' || scalar.branches.length !== 1) return undefined;
  const { when, result } = scalar.branches[0]!;
  if (when.kind !== 'is_null' || !isColumn(when.of, there)) return undefined;
  const [present, absent] = when.negated ? [result, scalar.otherwise] : [scalar.otherwise, result];
  return isColumn(present, field) ? absent : undefined;
}

function isColumn(scalar: Scalar, id: number): boolean {
  return scalar.kind === 'column' && scalar.column.id === id;
}
