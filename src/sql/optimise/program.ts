import type { Rel } from '../relational/rel';
import type { Scalar, SortKey } from '../relational/scalar';
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
  uses.addRel(program.rel);
  for (const value of program.values) uses.addScalar(value);
  for (const key of program.order) uses.addScalar(key.value);
  return uses;
}
