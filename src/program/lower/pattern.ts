import type { Local, TypedPattern } from '../../language';
import type { Ty } from '../../value';
import type { Expr } from '../ir';
import type { Make } from './make';

/** What patterns need of the lowering around them. */
export interface PatternHost {
  readonly make: Make;
  ty(pattern: TypedPattern): Ty;
  localTy(local: Local): Ty;
  /** From here on `local` stands for `path`. */
  bind(local: Local, path: Expr): void;
  bound(local: Local): Expr;
  literal(pattern: Extract<TypedPattern, { kind: 'literal' }>): Expr;
}

/**
 * The condition under which `subject` matches (specification 3 D4); undefined when it always does. Names that
 * the pattern binds are bound to their access paths. Conditions are strict: they may read the payload of a
 * variant that is not there, which every runner makes harmless.
 */
export function lowerPattern(host: PatternHost, pattern: TypedPattern, subject: Expr): Expr | undefined {
  const { make } = host;
  switch (pattern.kind) {
    case 'bind':
      host.bind(pattern.local, subject);
      return undefined;
    case 'literal':
      return make.equal(subject, host.literal(pattern));
    case 'variant': {
      const variants = make.types.variants(host.ty(pattern));
      const tag = make.types.variantPosition(host.ty(pattern), pattern.name);
      const isVariant = make.hasTag(subject, tag, variants.length);
      if (pattern.payload === undefined) return isVariant;
      const payload = make.unwrap(subject, tag, variants[tag]!.ty);
      return both(make, isVariant, lowerPattern(host, pattern.payload, payload));
    }
    case 'or':
      return alternatives(host, pattern.alternatives, subject);
  }
}

function both(make: Make, a: Expr | undefined, b: Expr | undefined): Expr | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return make.and(a, b);
}

function alternatives(host: PatternHost, patterns: readonly TypedPattern[], subject: Expr): Expr | undefined {
  const { make } = host;
  const locals = localsOf(patterns[0]!);
  const conditions: (Expr | undefined)[] = [];
  const paths: Expr[][] = locals.map(() => []);
  for (const pattern of patterns) {
    conditions.push(lowerPattern(host, pattern, subject));
    locals.forEach((local, i) => {
      paths[i]!.push(host.bound(local));
    });
  }
  locals.forEach((local, i) => {
    const branches = paths[i]!.map((value, k) => ({ condition: conditions[k] ?? make.truth(true), value }));
    host.bind(local, { kind: 'switch', branches, ty: host.localTy(local) });
  });
  // One alternative that always matches makes the others irrelevant.
  if (conditions.some((condition) => condition === undefined)) return undefined;
  return conditions.reduceRight(
    (rest, condition) => (rest ? make.or(condition!, rest) : condition),
    undefined,
  );
}

function localsOf(pattern: TypedPattern): Local[] {
  switch (pattern.kind) {
    case 'bind':
      return [pattern.local];
    case 'variant':
      return pattern.payload ? localsOf(pattern.payload) : [];
    case 'or':
      return localsOf(pattern.alternatives[0]!);
    case 'literal':
      return [];
  }
}
