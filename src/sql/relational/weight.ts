import { isCheap, type Scalar } from './scalar';
import { somePart } from './some-part';
import { visitScalarParts } from './traverse';

/** Up to so many operations and operands a scalar is short enough to be written twice. */
const SHORT = 12;

/**
 * Whether computing or writing a scalar twice is worse than a select around the one that computes it (specification 4
 * §11, rule O14): it holds a query, or it is long.
 */
export function isHeavy(scalar: Scalar): boolean {
  return !isCheap(scalar) && weigh(scalar, SHORT) < 0;
}

/** Whether there is a query in it, not counting what is computed once for the whole program. */
export function holdsQuery(scalar: Scalar): boolean {
  return somePart(scalar, (part) => (part.kind === 'subquery' || part.kind === 'exists') && !isCheap(part));
}

/** What is left of `budget` after a scalar; below zero as soon as it is used up. */
function weigh(scalar: Scalar, budget: number): number {
  if (isCheap(scalar)) return budget - 1;
  if (scalar.kind === 'subquery' || scalar.kind === 'exists') return -1;
  let left = budget - 1;
  visitScalarParts(
    scalar,
    (part) => {
      if (left >= 0) left = weigh(part, left);
    },
    () => undefined,
  );
  return left;
}
