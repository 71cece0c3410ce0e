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
      for (const child of children(e)) countUses(child, uses);
  }
}

/** The direct sub-expressions, in the order of evaluation as far as one exists. */
export function children(e: TypedExpr): readonly TypedExpr[] {
  switch (e.kind) {
    case 'literal':
    case 'local':
    case 'global':
      return [];
    case 'tuple':
      return e.fields.map((f) => f.value);
    case 'array':
      return e.items;
    case 'variant':
      return e.payload ? [e.payload] : [];
    case 'lookup':
      return [e.base];
    case 'frame':
      return [e.value];
    case 'call':
      return [e.callee, ...e.args.map((a) => a.value)];
    case 'function':
      return [e.body];
    case 'if':
      return [e.condition, e.consequent, e.alternative];
    case 'match':
      return [e.subject, ...e.branches.map((b) => b.value)];
    case 'let':
      return [e.value, e.body];
  }
}

/** Whether `predicate` holds for `e` or anything below it, lambda bodies included. */
export function someInside(e: TypedExpr, predicate: (e: TypedExpr) => boolean): boolean {
  return predicate(e) || children(e).some((child) => someInside(child, predicate));
}
