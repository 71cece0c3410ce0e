import type { Ty } from '../value';
import type { Expr, ExprOf } from './ir';

/** The same value under another type: frames cost nothing (specification 3 D3). */
export function retyped(expr: Expr, ty: Ty): Expr {
  if (expr.ty === ty) return expr;
  const chain: ExprOf<'binding'>[] = [];
  let last = expr;
  for (; last.kind === 'binding'; last = last.main) chain.push(last);
  let result: Expr =
    last.kind === 'switch'
      ? { ...last, branches: last.branches.map((b) => ({ ...b, value: retyped(b.value, ty) })), ty }
      : { ...last, ty };
  for (let i = chain.length - 1; i >= 0; i--) result = { ...chain[i]!, main: result, ty };
  return result;
}
