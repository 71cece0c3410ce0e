import type { SqlFunctionTable } from '../function-table';
import type { Rel } from './rel';
import type { Scalar } from './scalar';
import { visitRelParts, visitScalarParts } from './traverse';

/**
 * Whether evaluating a scalar can be a failure. Such a scalar must be evaluated only for the rows the program
 * evaluates it for; engines feel free to do more. What a sub-query computes is its own affair.
 */
export function canFail(scalar: Scalar, functions: SqlFunctionTable): boolean {
  return finds(scalar, functions, { sums: false, overflows: true, queries: false });
}

/** The same with the sub-queries in it; also the totals of sums. Results too large for their type may not count. */
export function canFailInside(scalar: Scalar, functions: SqlFunctionTable, overflows = true): boolean {
  return finds(scalar, functions, { sums: overflows, overflows, queries: true });
}

/** Whether anything that a relation computes can be a failure. */
export function canFailInsideRel(rel: Rel, functions: SqlFunctionTable): boolean {
  return findsInRel(rel, functions, { sums: true, overflows: true, queries: true });
}

interface Search {
  readonly sums: boolean;
  readonly overflows: boolean;
  readonly queries: boolean;
}

function finds(scalar: Scalar, functions: SqlFunctionTable, search: Search): boolean {
  if (scalar.kind === 'failure') return true;
  if (
    scalar.kind === 'call' &&
    isRaising(scalar, functions) &&
    (search.overflows || !onlyOverflow.has(scalar.name))
  )
    return true;
  if (scalar.kind === 'aggregate' && search.sums && scalar.name === 'std::array::sum') return true;
  let found = false;
  visitScalarParts(
    scalar,
    (part) => {
      found ||= finds(part, functions, search);
    },
    (rel) => {
      found ||= search.queries && findsInRel(rel, functions, search);
    },
  );
  return found;
}

/** What fails by nothing but leaving its type. */
const onlyOverflow = new Set([
  'std::ops::add',
  'std::ops::sub',
  'std::ops::mul',
  'std::ops::neg',
  'std::math::abs',
]);

function findsInRel(rel: Rel, functions: SqlFunctionTable, search: Search): boolean {
  let found = false;
  const look = (scalar: Scalar) => {
    found ||= finds(scalar, functions, search);
  };
  const lookIn = (part: Rel) => {
    found ||= findsInRel(part, functions, search);
  };
  if (rel.kind === 'shared') {
    lookIn(rel.body.rel);
    rel.body.values.forEach(look);
  }
  visitRelParts(rel, look, lookIn);
  return found;
}

function isRaising(call: Extract<Scalar, { kind: 'call' }>, functions: SqlFunctionTable): boolean {
  const raises = functions[call.name]?.raises ?? false;
  if (typeof raises === 'boolean') return raises;
  return raises(call.shape.kind === 'leaf' ? call.shape.name : undefined);
}
