import type { Rel } from '../relational/rel';
import { type Scalar, type SortKey, sameOrder } from '../relational/scalar';
import { Uses } from '../relational/uses';

/** A whole program in relational form: for each row of `rel`, in order, the columns of the result. */
export interface Program {
  readonly rel: Rel;
  readonly values: readonly Scalar[];
  readonly order: readonly SortKey[];
}

/** How often each column is read in the program. */
export function usesOf(program: Program): Uses {
  const uses = new Uses();
  addProgram(uses, program);
  return uses;
}

export function addProgram(uses: Uses, { rel, values, order }: Program): void {
  uses.addRel(rel);
  for (const value of values) uses.addScalar(value);
  // The order of the rows that a limit took is written once for both.
  if (rel.kind === 'limit' && sameOrder(rel.order, order)) return;
  for (const key of order) uses.addScalar(key.value);
}
