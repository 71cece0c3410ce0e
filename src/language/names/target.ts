import type { Span } from '../../base';
import type { LocalKind } from '../types/typed-tree';

/** What a path in the text stands for. */
export type Target =
  | { readonly kind: 'module' | 'type' | 'value' | 'annotation'; readonly path: string }
  | { readonly kind: 'local'; readonly binder: Binder }
  /** A type parameter, or the variable of a comprehension (then `owner` is the comprehension's own). */
  | { readonly kind: 'type-parameter'; readonly owner: string; readonly name: string; readonly span: Span };

/** A value name where it is introduced. Compared by identity. */
export interface Binder {
  readonly name: string;
  readonly kind: LocalKind;
  readonly span: Span;
  /** Whether anything mentions it. */
  used: boolean;
  /** Of a pattern: a later alternative binds the name once more. */
  again: boolean;
}
