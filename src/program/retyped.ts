import type { Span } from '../base';
import type { Ty } from '../value';
import type { Expr, ExprOf } from './ir';

/** The same value under another type: frames cost nothing (specification 3 D3). */
export function retyped(expr: Expr, ty: Ty): Expr {
  if (expr.ty === ty) return expr;
  if (expr.kind === 'parameter' || expr.kind === 'binding_ref') return pointerAt(expr, ty, expr.span);
  const chain: ExprOf<'binding'>[] = [];
  let last: Expr = expr;
  for (; last.kind === 'binding'; last = last.main) chain.push(last);
  let result: Expr =
    last.kind === 'switch'
      ? { ...last, branches: last.branches.map((b) => ({ ...b, value: retyped(b.value, ty) })), ty }
      : { ...last, ty };
  for (let i = chain.length - 1; i >= 0; i--) result = { ...chain[i]!, main: result, ty };
  return result;
}

/** A pointer to the same thing from another place. */
export function pointerAt(expr: Expr, ty: Ty, span: Span | undefined): Expr {
  switch (expr.kind) {
    case 'parameter':
      return { kind: 'parameter', functionId: expr.functionId, position: expr.position, ty, span };
    case 'binding_ref':
      return { kind: 'binding_ref', id: expr.id, ty, span };
    case 'external':
      return { kind: 'external', id: expr.id, ty, span };
    default:
      return { ...retyped(expr, ty), span };
  }
}
