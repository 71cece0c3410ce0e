import type { Local, TypedExpr, TypedOf, TypedPattern } from '../../language';
import { eachChild, someInside } from './uses';

/** `R | find(c)`, `R | filter(c)` or `R | filter(c) | index(0)` inside a mapper (specification 5 §4.2 rule 5). */
export interface FoundLookup {
  readonly relation: TypedExpr;
  readonly keys: readonly {
    readonly driving: TypedExpr;
    readonly build: TypedOf<'function'>;
    readonly side: TypedExpr;
  }[];
  /** Conjuncts that are no key, of the condition `condition`. */
  readonly residual: readonly TypedExpr[];
  readonly condition: TypedOf<'function'>;
  readonly cardinality: 'zeroOrOne' | 'many';
}

const comparisons = new Set(['eq', 'ne', 'lt', 'lte', 'gt', 'gte'].map((name) => `std::ops::${name}`));

/** The lookups of a mapper, in the order of the text. Bodies of further lambdas are not searched. */
export function findLookups(mapper: TypedOf<'function'>): readonly FoundLookup[] {
  const bound = new Set<Local>(mapper.params);
  collectBound(mapper.body, bound);
  const found: FoundLookup[] = [];
  const visit = (e: TypedExpr): void => {
    const lookup = asLookup(e, bound);
    if (lookup) {
      found.push(lookup);
      return;
    }
    if (e.kind === 'function') return;
    eachChild(e, visit);
  };
  visit(mapper.body);
  return found;
}

function asLookup(e: TypedExpr, bound: ReadonlySet<Local>): FoundLookup | null {
  const found = stdArgs(e, 'std::array::find');
  if (found) return held(found[0], found[1], 'zeroOrOne', bound);
  const indexed = stdArgs(e, 'std::array::index');
  const inner = indexed && isZero(indexed[1]) ? stdArgs(indexed[0], 'std::array::filter') : null;
  if (inner) return held(inner[0], inner[1], 'zeroOrOne', bound);
  const filtered = stdArgs(e, 'std::array::filter');
  return filtered ? held(filtered[0], filtered[1], 'many', bound) : null;
}

function held(
  relation: TypedExpr | undefined,
  condition: TypedExpr | undefined,
  cardinality: FoundLookup['cardinality'],
  bound: ReadonlySet<Local>,
): FoundLookup | null {
  if (!relation || condition?.kind !== 'function' || mentionsFree(relation, bound)) return null;
  const own = new Set<Local>(condition.params);
  const outer = new Set([...bound].filter((local) => !own.has(local)));
  const keys: { driving: TypedExpr; build: TypedOf<'function'>; side: TypedExpr }[] = [];
  const residual: TypedExpr[] = [];
  let compares = false;
  for (const part of conjuncts(condition.body)) {
    const sides = comparisonSides(part);
    const [left, right] = sides ?? [];
    if (left && right) {
      const leftOwn = mentionsFree(left, own) && !mentionsFree(left, outer);
      const rightOwn = mentionsFree(right, own) && !mentionsFree(right, outer);
      const leftOuter = mentionsFree(left, outer) && !mentionsFree(left, own);
      const rightOuter = mentionsFree(right, outer) && !mentionsFree(right, own);
      const apart = (leftOwn && rightOuter) || (rightOwn && leftOuter);
      if (apart) compares = true;
      if (apart && stdArgs(part, 'std::ops::eq')) {
        keys.push({ driving: leftOuter ? left : right, side: leftOwn ? left : right, build: condition });
        continue;
      }
    }
    residual.push(part);
  }
  return compares ? { relation, keys, residual, condition, cardinality } : null;
}

function conjuncts(e: TypedExpr): readonly TypedExpr[] {
  const both = stdArgs(e, 'std::ops::and');
  return both ? both.flatMap(conjuncts) : [e];
}

function comparisonSides(e: TypedExpr): readonly TypedExpr[] | null {
  if (e.kind !== 'call' || e.callee.kind !== 'global' || !comparisons.has(e.callee.path)) return null;
  return e.args.map((a) => a.value);
}

/** The arguments, if `e` is a call of that function. */
export function stdArgs(e: TypedExpr | undefined, path: string): readonly TypedExpr[] | null {
  if (e?.kind !== 'call' || e.callee.kind !== 'global' || e.callee.path !== path) return null;
  return e.args.map((a) => a.value);
}

function isZero(e: TypedExpr | undefined): boolean {
  return e?.kind === 'literal' && e.literal.kind === 'number' && Number(e.literal.text) === 0;
}

/** Whether `e` mentions any of `locals` other than those it binds itself. */
function mentionsFree(e: TypedExpr, locals: ReadonlySet<Local>): boolean {
  const own = new Set<Local>();
  collectBound(e, own);
  return someInside(e, (x) => x.kind === 'local' && locals.has(x.local) && !own.has(x.local));
}

function collectBound(e: TypedExpr, bound: Set<Local>): void {
  if (e.kind === 'let') bound.add(e.local);
  if (e.kind === 'function') for (const p of e.params) bound.add(p);
  if (e.kind === 'match')
    for (const b of e.branches) for (const local of patternLocals(b.pattern)) bound.add(local);
  eachChild(e, (child) => collectBound(child, bound));
}

/** The names a pattern binds, each once. */
export function patternLocals(p: TypedPattern): readonly Local[] {
  switch (p.kind) {
    case 'bind':
      return [p.local];
    case 'variant':
      return p.payload ? patternLocals(p.payload) : [];
    case 'literal':
      return [];
    case 'or':
      return [...new Set(p.alternatives.flatMap(patternLocals))];
  }
}
