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

/** The same node around other children, which come in the order of {@link children}. */
export function withChildren(expr: Expr, kids: readonly Expr[]): Expr {
  switch (expr.kind) {
    case 'external':
    case 'binding_ref':
    case 'parameter':
    case 'literal':
      return expr;
    case 'call':
      return { ...expr, callee: kids[0]!, args: kids.slice(1) };
    case 'function':
      return { ...expr, body: kids[0]! };
    case 'tuple':
      return { ...expr, fields: expr.fields.map((field, i) => ({ expr: kids[i]!, unpack: field.unpack })) };
    case 'array':
      return { ...expr, items: kids };
    case 'enum_variant':
      return { ...expr, inner: kids[0]! };
    case 'enum_tag':
    case 'enum_unwrap':
      return { ...expr, subject: kids[0]! };
    case 'tuple_lookup':
      return { ...expr, base: kids[0]! };
    case 'binding':
      return { ...expr, value: kids[0]!, main: kids[1]! };
    case 'switch':
      return {
        ...expr,
        branches: expr.branches.map((_, i) => ({ condition: kids[2 * i]!, value: kids[2 * i + 1]! })),
      };
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
  const stack: { expr: Expr; kids: readonly Expr[]; done: T[] }[] = [];
  stack.push({ expr: first, kids: children(first), done: [] });
  for (;;) {
    const top = stack[stack.length - 1]!;
    const { expr, kids, done } = top;
    if (done.length < kids.length) {
      const kid = kids[done.length]!;
      const next = visitor.enter ? visitor.enter(kid) : kid;
      const grandchildren = children(next);
      if (grandchildren.length > 0) {
        stack.push({ expr: next, kids: grandchildren, done: [] });
        continue;
      }
      const leaf = visitor.leave(next, []);
      done.push(leaf);
      visitor.childDone?.(expr, done.length - 1, leaf);
      continue;
    }
    const result = visitor.leave(expr, done);
    stack.pop();
    const parent = stack[stack.length - 1];
    if (parent === undefined) return result;
    parent.done.push(result);
    visitor.childDone?.(parent.expr, parent.done.length - 1, result);
  }
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
