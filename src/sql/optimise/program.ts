import type { Rel } from '../relational/rel';
import type { Scalar, SortKey } from '../relational/scalar';

/** A whole program in relational form: for each row of `rel`, in order, the columns of the result. */
export interface Program {
  readonly rel: Rel;
  readonly values: readonly Scalar[];
  readonly order: readonly SortKey[];
}
