import type { Local, TypedExpr } from '../../language';

/**
 * How often each local is used inside `e`, counted in the text as it stands (specification 3 E2). Uses inside
 * the value of a `let` that is itself never used do not count.
 */
export function countUses(e: TypedExpr, uses: Map<Local, number>): void {
  switch (e.kind) {
    case 'literal':
    case 'global':
      return;
    case 'local':
      uses.set(e.local, (uses.get(e.local) ?? 0) + 1);
      return;
    case 'let':
      countUses(e.body, uses);
      if ((uses.get(e.local) ?? 0) > 0) countUses(e.value, uses);
      return;
    default:
      eachChild(e, (child) => countUses(child, uses));
  }
}

/** Whether `test` holds for a direct sub-expression, asked in the order of evaluation as far as one exists. */
export function someChild(e: TypedExpr, test: (child: TypedExpr) => boolean): boolean {
  switch (e.kind) {
    case 'literal':
    case 'local':
    case 'global':
      return false;
    case 'tuple':
      for (const field of e.fields) if (test(field.value)) return true;
      return false;
    case 'array':
      for (const item of e.items) if (test(item)) return true;
      return false;
    case 'variant':
      return e.payload !== undefined && test(e.payload);
    case 'lookup':
      return test(e.base);
    case 'frame':
      return test(e.value);
    case 'call':
      if (test(e.callee)) return true;
      for (const arg of e.args) if (test(arg.value)) return true;
      return false;
    case 'function':
      return test(e.body);
    case 'if':
      return test(e.condition) || test(e.consequent) || test(e.alternative);
    case 'match':
      if (test(e.subject)) return true;
      for (const branch of e.branches) if (test(branch.value)) return true;
      return false;
    case 'let':
      return test(e.value) || test(e.body);
  }
}

export function eachChild(e: TypedExpr, visit: (child: TypedExpr) => void): void {
  someChild(e, (child) => {
    visit(child);
    return false;
  });
}

/** Whether `predicate` holds for `e` or anything below it, lambda bodies included. */
export function someInside(e: TypedExpr, predicate: (e: TypedExpr) => boolean): boolean {
  const inside = (x: TypedExpr): boolean => predicate(x) || someChild(x, inside);
  return inside(e);
}
