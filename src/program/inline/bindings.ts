import type { Expr, ExprOf } from '../ir';
import { retyped } from '../retyped';
import { children, rewrite, withChildren } from '../rewrite';
import { rewrittenCall } from './rewrite-call';

/** The most nodes of an expression that still counts as simple: nested tuples of tuples could grow without end. */
const MAX_SIMPLE = 256;

/**
 * Pass 2 (specification 3 E2): a binding that is simple, or used at most once, is replaced by its value where it
 * is used; calls are brought to their shortest form on the way. Ids must be unique, as pass 1 leaves them. Uses
 * inside bindings that are themselves unused do not count, so that nothing is evaluated for nobody.
 */
export function inlineBindings(main: Expr): Expr {
  const uses = countUses(main);
  const values = new Map<number, Expr>();
  return rewrite(main, {
    enter(expr) {
      let next = expr;
      while (next.kind === 'binding' && !uses.has(next.id)) next = next.main;
      return next;
    },
    childDone(expr, index, child) {
      if (expr.kind !== 'binding' || index !== 0) return;
      if (uses.get(expr.id) === 1 || simpleSize(child) <= MAX_SIMPLE) values.set(expr.id, child);
    },
    leave(expr, kids) {
      switch (expr.kind) {
        case 'external':
        case 'parameter':
        case 'literal':
          return expr;
        case 'binding_ref': {
          const value = values.get(expr.id);
          return value ? retyped(value, expr.ty) : expr;
        }
        case 'binding':
          return values.has(expr.id) ? kids[1]! : withChildren(expr, kids);
        case 'call':
          return rewrittenCall({
            kind: 'call',
            callee: kids[0]!,
            args: kids.slice(1),
            ty: expr.ty,
            span: expr.span,
          });
        default:
          return withChildren(expr, kids);
      }
    },
  });
}

/** How often each binding is used by something that is itself used. Unused bindings are absent. */
function countUses(main: Expr): Map<number, number> {
  const uses = new Map<number, number>();
  const stack: (Expr | { kind: 'value-of'; binding: ExprOf<'binding'> })[] = [main];
  for (let next = stack.pop(); next; next = stack.pop()) {
    switch (next.kind) {
      case 'value-of':
        // Everything that could use the binding has been seen by now.
        if (uses.has(next.binding.id)) stack.push(next.binding.value);
        break;
      case 'binding_ref':
        uses.set(next.id, (uses.get(next.id) ?? 0) + 1);
        break;
      case 'binding':
        stack.push({ kind: 'value-of', binding: next }, next.main);
        break;
      default:
        for (const child of children(next)) stack.push(child);
    }
  }
  return uses;
}

/**
 * The number of nodes of a simple expression, Infinity of any other. Simple bindings have been replaced already,
 * so a pointer that is left points to one that is not simple.
 */
function simpleSize(expr: Expr): number {
  switch (expr.kind) {
    case 'literal':
      return expr.literal.kind === 'text' ? Number.POSITIVE_INFINITY : 1;
    case 'external':
    case 'parameter':
      return 1;
    case 'tuple_lookup':
      return 1 + simpleSize(expr.base);
    case 'tuple': {
      let size = 1;
      for (const field of expr.fields) {
        size += simpleSize(field.expr);
        if (size > MAX_SIMPLE) return Number.POSITIVE_INFINITY;
      }
      return size;
    }
    default:
      return Number.POSITIVE_INFINITY;
  }
}
