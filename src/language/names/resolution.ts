import type { Expr, PathNode, Pattern, TypeNode } from '../syntax/tree';
import type { Core } from './core';
import type { Binder, Target } from './target';

/**
 * What name resolution found out about the text of one definition, or of one expression outside of all of them.
 * Paths and names in expressions carry the answer themselves (see `Core`); types and patterns are looked up here.
 */
export class Resolution {
  readonly targets = new Map<PathNode, Target>();
  readonly binders = new Map<Pattern, Binder>();
  /** A distinct owner for the variable of each comprehension. */
  readonly loops = new Map<TypeNode, string>();
  /** Every name that is introduced, in the order of the walk. */
  readonly introduced: Binder[] = [];
  /** The definitions that are mentioned, each once, in the order of mention. */
  readonly mentions = new Set<string>();
  /** The definitions that each annotation mentions. */
  readonly annotationMentions: (readonly string[])[] = [];
  /** Whether every name was found. */
  complete = true;

  /** `defaults`: those of parameters in function types, without sugar. */
  constructor(readonly defaults: ReadonlyMap<Expr, Core>) {}
}
