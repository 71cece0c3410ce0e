import type { ir } from '../../program';
import { where } from '../relational/rel';
import { operator, type Scalar, tagLiteral } from '../relational/scalar';
import { boolShape, type EnumShape, tagShape } from '../shape';
import type { CallSite } from './lowering';
import { toRows } from './rows';
import { tagOf } from './tag';
import { unpack, type Val } from './value';

const EQUAL = 1;

/**
 * The fold that comparing arrays is lowered to (specification 3 D5): keep the first comparison that is not
 * `equal`. It needs no recursion (specification 4 §8.2): the first such item is looked up. Undefined for any
 * other fold.
 */
export function firstDifference(site: CallSite): Val | undefined {
  const [, initial, operation] = site.args;
  if (initial?.kind !== 'enum_variant' || initial.tag !== EQUAL) return undefined;
  if (operation === undefined || !keepsFirstDifference(operation)) return undefined;
  const shape = site.shape as EnumShape;
  const rows = toRows(site.array(0));
  const tag = tagOf(rows.item);
  const different = where(rows.rel, operator('<>', boolShape, tag, tagLiteral(EQUAL)));
  const first: Scalar = {
    kind: 'subquery',
    rel: { kind: 'limit', input: different, order: rows.order.keys, offset: 0, count: 1 },
    value: tag,
    shape: tagShape,
  };
  return {
    kind: 'enum',
    shape,
    tag: operator('coalesce', tagShape, first, tagLiteral(EQUAL)),
    payloads: shape.variants.map((variant) => unpack(tagLiteral(0), variant.shape)),
  };
}

/** `(acc, x) -> if acc == .equal then x else acc` on `std::ops::Ordering`. */
function keepsFirstDifference(operation: ir.Expr): boolean {
  if (operation.kind !== 'function' || operation.body.kind !== 'switch') return false;
  const ordering = operation.body.ty.kind;
  if (ordering.kind !== 'ident' || ordering.path.join('::') !== 'std::ops::Ordering') return false;
  const [first, last, ...more] = operation.body.branches;
  if (first === undefined || last === undefined || more.length > 0) return false;
  const isParameter = (expr: ir.Expr, position: number) =>
    expr.kind === 'parameter' && expr.functionId === operation.id && expr.position === position;
  const { condition } = first;
  if (condition.kind !== 'call' || condition.callee.kind !== 'external') return false;
  const [subject, wanted] = condition.args;
  return (
    condition.callee.id === 'std::ops::eq' &&
    subject?.kind === 'enum_tag' &&
    isParameter(subject.subject, 0) &&
    wanted?.kind === 'literal' &&
    wanted.literal.kind === 'prim8' &&
    wanted.literal.bits === EQUAL &&
    isParameter(first.value, 1) &&
    isParameter(last.value, 0)
  );
}
