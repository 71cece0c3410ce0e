import type { Span } from '../../base';
import type { Literal } from '../syntax/tree';
import type { Type } from './type';

/**
 * The typed tree: what the checker makes of an expression. Names are resolved, sugar is gone (specification 1
 * §6.1), every type is solved, and every node still knows the text it came from. Lowering (specification 3 D)
 * and the plan (specification 5 §4) both start here.
 */
export interface Typed {
  readonly type: Type;
  /** The diagnostic span (specification 1 §11.6). */
  readonly span: Span;
  /** All tokens of what the person wrote for this node. */
  readonly extent: Span;
  /** The sugar this node was written as, when it was not written as itself. */
  readonly sugar?: Sugar;
}

export type Sugar =
  /** A call made by `left | f(args)`; the first argument is the piped value. */
  | { readonly kind: 'pipe' }
  | { readonly kind: 'operator'; readonly operator: string }
  | { readonly kind: 'index' }
  | { readonly kind: 'range' }
  | { readonly kind: 'fstring' };

export type TypedExpr = Typed &
  (
    | { readonly kind: 'literal'; readonly literal: Literal }
    | { readonly kind: 'local'; readonly local: Local }
    /**
     * A global value: `path` is absolute (`std::array::map`, `project` names without a prefix). `typeArgs` are
     * in the order of the definition's type parameters, and may mention the enclosing function's own.
     */
    | { readonly kind: 'global'; readonly path: string; readonly typeArgs: readonly Type[] }
    | { readonly kind: 'tuple'; readonly fields: readonly TypedTupleField[] }
    | { readonly kind: 'array'; readonly items: readonly TypedExpr[] }
    | { readonly kind: 'variant'; readonly name: string; readonly payload?: TypedExpr }
    /**
     * `base.name` or `base.0`. When the (instantiated) type of `base` turns out to be a frame this unwraps it
     * (specification 3 D3). A position counts all fields, spreads expanded; after a spread of a type parameter
     * `inSpread` says which spread field of the tuple it is counted from (specification 1 §6.4).
     */
    | {
        readonly kind: 'lookup';
        readonly base: TypedExpr;
        readonly name?: string;
        readonly position?: number;
        readonly inSpread?: number;
      }
    /** Wrap in a frame: same value, type `type`. */
    | { readonly kind: 'frame'; readonly value: TypedExpr }
    /** Arguments in parameter order, defaults filled in with copies. */
    | { readonly kind: 'call'; readonly callee: TypedExpr; readonly args: readonly TypedArg[] }
    | { readonly kind: 'function'; readonly params: readonly Local[]; readonly body: TypedExpr }
    | {
        readonly kind: 'if';
        readonly condition: TypedExpr;
        readonly consequent: TypedExpr;
        readonly alternative: TypedExpr;
      }
    | { readonly kind: 'match'; readonly subject: TypedExpr; readonly branches: readonly TypedBranch[] }
    | { readonly kind: 'let'; readonly local: Local; readonly value: TypedExpr; readonly body: TypedExpr }
  );

export type TypedKind = TypedExpr['kind'];
export type TypedOf<K extends TypedKind> = Extract<TypedExpr, { kind: K }>;

export interface TypedTupleField {
  readonly name?: string;
  readonly unpack: boolean;
  readonly value: TypedExpr;
}

export interface TypedArg {
  readonly value: TypedExpr;
  /** Filled in from the parameter's default; then the spans are those of the default. */
  readonly defaulted: boolean;
}

export interface TypedBranch {
  readonly pattern: TypedPattern;
  readonly value: TypedExpr;
  readonly span: Span;
}

/** `type` is the type of the value the pattern is held against. */
export type TypedPattern = { readonly type: Type; readonly span: Span } & (
  | { readonly kind: 'variant'; readonly name: string; readonly payload?: TypedPattern }
  | { readonly kind: 'literal'; readonly literal: Literal }
  | { readonly kind: 'bind'; readonly local: Local }
  /** All alternatives bind the same `Local` objects. */
  | { readonly kind: 'or'; readonly alternatives: readonly TypedPattern[] }
);

/** A parameter, `let` name or name bound by a pattern. Compared by identity. */
export interface Local {
  /** Unique within one checked project. */
  readonly id: number;
  readonly name: string;
  readonly kind: LocalKind;
  readonly type: Type;
  /** The name where it is introduced. */
  readonly span: Span;
  /** Of a parameter: the label by which callers may name it. */
  readonly label?: string;
}

export type LocalKind = 'param' | 'let' | 'pattern';
