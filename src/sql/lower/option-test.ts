import { constantOf, FALSE, not, type Scalar, TRUE } from '../relational/scalar';

/** `tag(option) == literal` as a test for NULL (rule O3); undefined for any other two scalars. */
export function optionTest(tag: Scalar, literal: Scalar): Scalar | undefined {
  const wanted = constantOf(literal);
  if (tag.kind !== 'case' || tag.branches.length !== 1 || wanted === undefined) return undefined;
  const [{ when, result }] = tag.branches as readonly [(typeof tag.branches)[0]];
  const [first, second] = [constantOf(result), constantOf(tag.otherwise)];
  if (when.kind !== 'is_null' || typeof first !== 'bigint' || typeof second !== 'bigint') return undefined;
  const outcomes = [first === wanted, second === wanted];
  if (outcomes[0] === outcomes[1]) return outcomes[0] ? TRUE : FALSE;
  return outcomes[0] ? when : not(when);
}
