import type { Span } from '../../base';

/**
 * A module and everything that can be reached by name in it (specification 1 §4). Imports have been replaced by
 * what they stand for.
 */
export interface ModuleScope {
  /** Absolute; the empty string for the root of a project, `std` for the standard library. */
  readonly path: string;
  readonly parent?: ModuleScope;
  readonly doc?: string;
  /** The name where it is written; absent for the root and for modules that only folders make. */
  readonly nameSpan?: Span;
  /** Own definitions, submodules and named imports. */
  readonly members: ReadonlyMap<string, ScopeMember>;
  /** What star imports bring in; the standard library goes before these. */
  readonly starMembers: ReadonlyMap<string, ScopeMember>;
}

export type ScopeMember =
  | { readonly kind: 'module'; readonly module: ModuleScope }
  | { readonly kind: 'type' | 'value' | 'annotation'; readonly path: string };

/** What a name in the text stands for; the editor's questions are answered from these (specification 1 §14). */
export interface Reference {
  readonly span: Span;
  readonly target:
    | { readonly kind: 'module' | 'type' | 'value' | 'annotation'; readonly path: string }
    /** `span`: where the parameter, binding or type parameter is introduced. */
    | { readonly kind: 'local'; readonly span: Span };
}
