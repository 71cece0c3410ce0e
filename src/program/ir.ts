import type { Span } from '../base';
import type { Ty, TyDef } from '../value';

/**
 * The intermediate program (specification 3 C). Evaluation is strict, left to right and pure except for
 * externals. `span` is ours: the source text an expression came from; it is not encoded and not compared.
 */
export interface Program {
  readonly main: Expr;
  readonly defs: readonly TyDef[];
}

export type Expr = { readonly ty: Ty; readonly span?: Span } & (
  | { readonly kind: 'external'; readonly id: string }
  | { readonly kind: 'binding_ref'; readonly id: number }
  | { readonly kind: 'parameter'; readonly functionId: number; readonly position: number }
  | { readonly kind: 'literal'; readonly literal: Literal }
  | { readonly kind: 'call'; readonly callee: Expr; readonly args: readonly Expr[] }
  | { readonly kind: 'function'; readonly id: number; readonly body: Expr }
  | { readonly kind: 'tuple'; readonly fields: readonly TupleField[] }
  | { readonly kind: 'array'; readonly items: readonly Expr[] }
  | { readonly kind: 'enum_variant'; readonly tag: number; readonly inner: Expr }
  | { readonly kind: 'enum_tag'; readonly subject: Expr }
  | { readonly kind: 'enum_unwrap'; readonly subject: Expr; readonly tag: number }
  | { readonly kind: 'tuple_lookup'; readonly base: Expr; readonly position: number }
  | { readonly kind: 'binding'; readonly id: number; readonly value: Expr; readonly main: Expr }
  /** At least one branch; the last one's condition is never evaluated. */
  | { readonly kind: 'switch'; readonly branches: readonly SwitchBranch[] }
);

export type ExprKind = Expr['kind'];
export type ExprOf<K extends ExprKind> = Extract<Expr, { kind: K }>;

/** Raw bits, unsigned. */
export type Literal =
  | { readonly kind: 'prim8' | 'prim16' | 'prim32'; readonly bits: number }
  | { readonly kind: 'prim64'; readonly bits: bigint }
  | { readonly kind: 'text'; readonly text: string };

export interface TupleField {
  readonly expr: Expr;
  readonly unpack: boolean;
}

export interface SwitchBranch {
  readonly condition: Expr;
  readonly value: Expr;
}
