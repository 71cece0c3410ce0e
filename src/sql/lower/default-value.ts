import { isCheap, type Scalar, sameScalar } from '../relational/scalar';

/** `x` where it is there, otherwise something else (rule O23). */
export function orElse(scalar: Scalar): Scalar {
  if (scalar.kind !== 'case' || scalar.branches.length !== 1) return scalar;
  const { when, result } = scalar.branches[0]!;
  if (when.kind !== 'is_null') return scalar;
  const [absent, present] = when.negated ? [scalar.otherwise, result] : [result, scalar.otherwise];
  if (!sameScalar(present, { ...when.of, shape: present.shape }) || !isCheap(absent)) return scalar;
  return { kind: 'operator', operator: 'coalesce', args: [when.of, absent], shape: scalar.shape };
}
