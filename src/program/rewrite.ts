import type { Ty } from '../value';
import type { Expr } from './ir';

/** The expressions directly inside, in order of evaluation. */
export function children(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'external':
    case 'binding_ref':
    case 'parameter':
    case 'literal':
      return none;
    case 'call':
      return [expr.callee, ...expr.args];
    case 'function':
      return [expr.body];
    case 'tuple':
      return expr.fields.map((field) => field.expr);
    case 'array':
      return expr.items;
    case 'enum_variant':
      return [expr.inner];
    case 'enum_tag':
    case 'enum_unwrap':
      return [expr.subject];
    case 'tuple_lookup':
      return [expr.base];
    case 'binding':
      return [expr.value, expr.main];
    case 'switch':
      return expr.branches.flatMap((branch) => [branch.condition, branch.value]);
  }
}

const none: readonly Expr[] = [];

/**
 * The same node around other children, which come in the order of {@link children}, and under another type.
 * Written out by kind, as copying with `...` is several times slower and every pass comes through here.
 */
export function withChildren(expr: Expr, kids: readonly Expr[], ty: Ty = expr.ty): Expr {
  const { kind, span } = expr;
  switch (kind) {
    case 'external':
      return { kind, id: expr.id, ty, span };
    case 'binding_ref':
      return { kind, id: expr.id, ty, span };
    case 'parameter':
      return { kind, functionId: expr.functionId, position: expr.position, ty, span };
    case 'literal':
      return { kind, literal: expr.literal, ty, span };
    case 'call':
      return { kind, callee: kids[0]!, args: kids.slice(1), ty, span };
    case 'function':
      return { kind, id: expr.id, body: kids[0]!, ty, span };
    case 'tuple': {
      const fields = expr.fields.map((field, i) => ({ expr: kids[i]!, unpack: field.unpack }));
      return { kind, fields, ty, span };
    }
    case 'array':
      return { kind, items: kids, ty, span };
    case 'enum_variant':
      return { kind, tag: expr.tag, inner: kids[0]!, ty, span };
    case 'enum_tag':
      return { kind, subject: kids[0]!, ty, span };
    case 'enum_unwrap':
      return { kind, subject: kids[0]!, tag: expr.tag, ty, span };
    case 'tuple_lookup':
      return { kind, base: kids[0]!, position: expr.position, ty, span };
    case 'binding':
      return { kind, id: expr.id, value: kids[0]!, main: kids[1]!, ty, span };
    case 'switch': {
      const branches = expr.branches.map((_, i) => ({ condition: kids[2 * i]!, value: kids[2 * i + 1]! }));
      return { kind, branches, ty, span };
    }
  }
}

/** What a fold over an expression does at each node. */
export interface Visitor<T> {
  /** Before the children; the expression given back is visited instead. */
  enter?(expr: Expr): Expr;
  /** After the child at `index`, before the next one. */
  childDone?(expr: Expr, index: number, child: T): void;
  /** After all children, which are given as what they have become. */
  leave(expr: Expr, kids: readonly T[]): T;
}

/**
 * Works an expression out from the leaves up, in order of evaluation. Has a stack of its own: programs nest
 * thousands deep (a long pipeline, a long list of definitions).
 */
export function fold<T>(root: Expr, visitor: Visitor<T>): T {
  const first = visitor.enter ? visitor.enter(root) : root;
  const stack = [unfolded<T>(first, children(first))];
  for (;;) {
    const top = stack[stack.length - 1]!;
    if (top.next < top.kids.length) {
      const kid = top.kids[top.next]!;
      const next = visitor.enter ? visitor.enter(kid) : kid;
      const grandchildren = children(next);
      if (grandchildren.length > 0) stack.push(unfolded<T>(next, grandchildren));
      else finishChild(visitor, top, visitor.leave(next, []));
      continue;
    }
    const result = visitor.leave(top.expr, top.done);
    stack.pop();
    const parent = stack[stack.length - 1];
    if (parent === undefined) return result;
    finishChild(visitor, parent, result);
  }
}

/** An expression whose children are being folded, from `next` on; the others have become `done`. */
interface Unfolded<T> {
  readonly expr: Expr;
  readonly kids: readonly Expr[];
  readonly done: T[];
  next: number;
}

function unfolded<T>(expr: Expr, kids: readonly Expr[]): Unfolded<T> {
  return { expr, kids, done: new Array(kids.length), next: 0 };
}

function finishChild<T>(visitor: Visitor<T>, parent: Unfolded<T>, child: T): void {
  const index = parent.next++;
  parent.done[index] = child;
  visitor.childDone?.(parent.expr, index, child);
}

/** A {@link fold} that gives an expression again. */
export function rewrite(root: Expr, visitor: Visitor<Expr>): Expr {
  return fold(root, visitor);
}

/** Calls `visit` at every node, parents first, in order of evaluation. */
export function walk(root: Expr, visit: (expr: Expr) => void): void {
  const stack: Expr[] = [root];
  for (let expr = stack.pop(); expr; expr = stack.pop()) {
    visit(expr);
    const kids = children(expr);
    for (let i = kids.length - 1; i >= 0; i--) stack.push(kids[i]!);
  }
}
