import { identity } from './fingerprint';
import type { Rel } from './rel';
import { isCheap, type Scalar } from './scalar';
import { somePart } from './some-part';
import { visitRelParts, visitScalarParts } from './traverse';

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

/** Whether there is a query in what a relation works out for its rows, not counting what is computed once. */
export function holdsQueryInRel(rel: Rel): boolean {
  if (rel.kind === 'shared') return false;
  let found = false;
  visitRelParts(
    rel,
    (scalar) => {
      found ||= holdsQuery(scalar);
    },
    (part) => {
      found ||= holdsQueryInRel(part);
    },
  );
  return found;
}

/** Whether scalars made of `parts` write a heavy one of them more than once. */
export function repeatsHeavy(parts: readonly Scalar[], made: readonly Scalar[]): boolean {
  const heavy = parts.filter(isHeavy);
  if (heavy.length === 0) return false;
  const texts = new Set(heavy.map((part) => identity([part])));
  const met = new Set<string>();
  let repeated = false;
  const look = (scalar: Scalar): void => {
    if (repeated) return;
    const isAlike = heavy.some(({ kind, shape }) => kind === scalar.kind && shape === scalar.shape);
    const text = isAlike ? identity([scalar]) : '';
    if (!texts.has(text)) visitScalarParts(scalar, look, lookIn);
    else if (met.has(text)) repeated = true;
    else met.add(text);
  };
  const lookIn = (rel: Rel): void => visitRelParts(rel, look, lookIn);
  made.forEach(look);
  return repeated;
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
