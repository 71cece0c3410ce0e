import type { SqlFunctionTable } from '../function-table';
import { canFailInside } from '../relational/raising';
import { and, isCheap, isFalse, not, type Scalar, sameScalar } from '../relational/scalar';
import { withSteps } from '../relational/steps';
import type { Program } from './program';
import { rewriteScalars } from './rewrite-scalars';

/**
 * Conditions of rows say it straight where NULL is as good as FALSE (specification 4 §12, W22): `CASE WHEN x IS NULL THEN
 * FALSE ELSE x = 1 END` is `x = 1`, which an engine can look up in an index. Not where testing it can fail.
 */
export function plainConditions(program: Program, functions: SqlFunctionTable): Program {
  return rewriteScalars(
    program,
    (scalar) => scalar,
    (rel) => (rel.kind === 'where' ? { ...rel, condition: plain(rel.condition, functions) } : rel),
  );
}

function plain(condition: Scalar, functions: SqlFunctionTable): Scalar {
  if (condition.kind === 'operator' && (condition.operator === 'and' || condition.operator === 'or')) {
    const args = condition.args.map((arg) => plain(arg, functions));
    const [left, right] = args;
    if (condition.operator === 'and' && left !== undefined && right !== undefined) {
      if (needsValue(right, left)) return withSteps(right, condition.steps);
      if (needsValue(left, right)) return withSteps(left, condition.steps);
    }
    return { ...condition, args };
  }
  if (condition.kind !== 'case' || condition.branches.length !== 1) return condition;
  const { when, result } = condition.branches[0]!;
  const test = isFalse(condition.otherwise) ? when : isFalse(result) ? not(when) : undefined;
  const rest = isFalse(condition.otherwise) ? result : condition.otherwise;
  if (test?.kind !== 'is_null' || !test.negated || canFailInside(condition, functions)) return condition;
  return withSteps(plain(and(test, rest), functions), condition.steps);
}

/** Whether a condition holds only where `test`, a value that is there, does: comparing NULL holds for nothing. */
function needsValue(condition: Scalar, test: Scalar): boolean {
  if (test.kind !== 'is_null' || !test.negated) return false;
  if (condition.kind === 'operator' && condition.operator === 'and') {
    return condition.args.some((arg) => needsValue(arg, test));
  }
  if (condition.kind !== 'call' || !comparisons.has(condition.name)) return false;
  return condition.args.some((arg) => isCheap(arg) && sameScalar({ ...arg, shape: test.of.shape }, test.of));
}

const comparisons: ReadonlySet<string> = new Set(['std::ops::eq', 'std::ops::lt', 'std::ops::lte']);
