import type { Span } from '../../base';
import type { Literal, LookupField, PathNode, Pattern, TypeNode } from '../syntax/tree';
import type { Sugar } from '../types/typed-tree';
import type { Binder, Target } from './target';

/**
 * Expressions without sugar (specification 1 §6.1): what name resolution and inference work on. Spans are those
 * of the surface node the expression came from. Resolution enters what it finds right here, as `target` of paths
 * and `binder` of names that are introduced.
 */
export type Core = {
  readonly span: Span;
  readonly extent: Span;
  readonly sugar?: Sugar;
} & (
  | { readonly kind: 'path'; readonly path: PathNode; target: Target | undefined }
  | { readonly kind: 'literal'; readonly literal: Literal }
  | { readonly kind: 'tuple'; readonly fields: readonly CoreField[] }
  | { readonly kind: 'array'; readonly items: readonly Core[] }
  | { readonly kind: 'variant'; readonly name: string; readonly payload?: Core }
  | {
      readonly kind: 'let';
      readonly name: CoreName;
      readonly value: Core;
      readonly body: Core;
      binder: Binder | undefined;
    }
  | CoreFunction
  | { readonly kind: 'call'; readonly callee: Core; readonly args: readonly CoreArg[] }
  | { readonly kind: 'match'; readonly subject: Core; readonly branches: readonly CoreBranch[] }
  | { readonly kind: 'if'; readonly condition: Core; readonly consequent: Core; readonly alternative: Core }
  | { readonly kind: 'lookup'; readonly base: Core; readonly field: LookupField }
  | { readonly kind: 'ascription'; readonly value: Core; readonly type: TypeNode }
);

export type CoreOf<K extends Core['kind']> = Extract<Core, { kind: K }>;

export interface CoreFunction {
  readonly kind: 'function';
  readonly params: readonly CoreParam[];
  readonly result?: TypeNode;
  readonly body: Core;
}

/** A name where it is introduced. */
export interface CoreName {
  readonly name: string;
  readonly span: Span;
}

export interface CoreField {
  /** As written, or the name that the value lends (specification 1 §6.3). */
  readonly name?: string;
  readonly spread: boolean;
  readonly value: Core;
}

export interface CoreArg {
  readonly label?: string;
  readonly value: Core;
  readonly span: Span;
}

export interface CoreBranch {
  readonly pattern: Pattern;
  readonly value: Core;
  readonly span: Span;
}

/** A parameter of a function or lambda; those of externals, annotations and function types have no `name`. */
export interface CoreParam {
  readonly const: boolean;
  readonly label?: string;
  readonly name?: CoreName;
  readonly type?: TypeNode;
  readonly default?: Core;
  readonly span: Span;
  binder?: Binder;
}
