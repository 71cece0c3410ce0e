import type { Expr, ExprOf } from '../ir';

type Call = ExprOf<'call'>;

/**
 * The shortest form of a call whose parts are in theirs (specification 3 E2, the table): comparisons that ask
 * for one answer of `cmp` become `eq` and `lt`, negations of `lt` and `lte` turn around.
 */
export function rewrittenCall(call: Call): Expr {
  return shortNot(shortEquality(call));
}

function shortEquality(call: Call): Call {
  if (!isCallOf(call, 'std::ops::eq')) return call;
  const [left, right] = call.args;
  if (left?.kind !== 'enum_tag' || right?.kind !== 'literal' || right.literal.kind !== 'prim8') return call;
  const order = left.subject;
  if (!isCallOf(order, 'std::ops::cmp')) return call;
  const [a, b] = order.args as [Expr, Expr];
  switch (right.literal.bits) {
    case 0:
      return operator(call, order, 'std::ops::lt', a, b);
    case 1:
      return operator(call, order, 'std::ops::eq', a, b);
    default:
      return operator(call, order, 'std::ops::lt', b, a);
  }
}

function shortNot(call: Call): Expr {
  if (!isCallOf(call, 'std::ops::not')) return call;
  const inner = call.args[0]!;
  if (inner.kind !== 'call' || inner.callee.kind !== 'external') return call;
  const [a, b] = inner.args as [Expr, Expr];
  switch (inner.callee.id) {
    case 'std::ops::not':
      return a;
    case 'std::ops::lt':
      return operator(call, inner, 'std::ops::lte', b, a);
    case 'std::ops::lte':
      return operator(call, inner, 'std::ops::lt', b, a);
    default:
      return call;
  }
}

function isCallOf(expr: Expr, id: string): expr is Call {
  return expr.kind === 'call' && expr.callee.kind === 'external' && expr.callee.id === id;
}

/** `id(a, b)` in place of `call`, typed by the operands that `inner` had. */
function operator(call: Call, inner: Call, id: string, a: Expr, b: Expr): Call {
  const { kind } = inner.callee.ty;
  if (kind.kind !== 'function') return call;
  const ty = {
    kind: { kind: 'function', params: kind.params, body: call.ty },
    variantsRecursive: [],
  } as const;
  return { ...call, callee: { ...inner.callee, kind: 'external', id, ty }, args: [a, b] };
}
