import type { SqlFunctionTable } from '../function-table';
import { canFailInsideRel } from '../relational/raising';
import type { Rel } from '../relational/rel';
import { COUNT_ROWS, constantOf, not, type Scalar } from '../relational/scalar';
import { withSteps } from '../relational/steps';
import { boolShape } from '../shape';
import type { Program } from './program';
import { rewriteScalars } from './rewrite-scalars';

/**
 * Asks whether there are rows instead of counting them (rule O17): `count(x) == 0` is `NOT EXISTS (…)`, `count(x) > 0`
 * is `EXISTS (…)`. Not where working out a row can fail: the first row found would keep the others from failing.
 */
export function existence(program: Program, functions: SqlFunctionTable): Program {
  return rewriteScalars(program, (scalar) => {
    const made = asked(scalar, functions);
    return made === undefined ? scalar : withSteps(made, scalar.steps);
  });
}

function asked(scalar: Scalar, functions: SqlFunctionTable): Scalar | undefined {
  if (scalar.kind !== 'call') return undefined;
  const [left, right] = scalar.args;
  if (left === undefined || right === undefined) return undefined;
  const rows = countedRows(left) ?? countedRows(right);
  if (rows === undefined || canFailInsideRel(rows, functions)) return undefined;
  const some = holdsForSome(scalar.name, constantOf(left), constantOf(right));
  if (some === undefined) return undefined;
  const exists: Scalar = { kind: 'exists', rel: rows, shape: boolShape };
  return some ? exists : not(exists);
}

/** Whether the comparison of a count with a constant holds for every count but 0, or for 0 alone. */
function holdsForSome(name: string, left: unknown, right: unknown): boolean | undefined {
  if (name === 'std::ops::eq') return left === 0n || right === 0n ? false : undefined;
  if (name === 'std::ops::lt') return left === 0n ? true : right === 1n ? false : undefined;
  if (name === 'std::ops::lte') return left === 1n ? true : right === 0n ? false : undefined;
  return undefined;
}

/** The relation whose rows the scalar counts. */
function countedRows(scalar: Scalar): Rel | undefined {
  if (scalar.kind !== 'subquery' || scalar.rel.kind !== 'aggregate') return undefined;
  const [only, ...more] = scalar.rel.definitions;
  if (only === undefined || more.length > 0 || scalar.value.kind !== 'column') return undefined;
  const { value } = only;
  const counts = value.kind === 'aggregate' && value.name === COUNT_ROWS && value.filter === undefined;
  return counts && scalar.value.column.id === only.column.id ? scalar.rel.input : undefined;
}
