import type { TyDef, TyLayout } from '../../value';

/**
 * The program of the interpreter (specification 3 G1). It has no types: all that is known of them is baked into
 * offsets, formats and layout arguments.
 */
export interface Program {
  readonly externals: readonly ExternalSymbol[];
  readonly main: Expr;
  /** Empty unless an external needs them (G3). */
  readonly defs: readonly TyDef[];
}

export interface ExternalSymbol {
  readonly id: string;
  readonly layoutArgs: readonly number[];
}

export type Expr =
  | { readonly kind: 'pointer'; readonly sid: number }
  /** The canonical encoding of the value. */
  | { readonly kind: 'literal'; readonly bytes: Uint8Array }
  | { readonly kind: 'call'; readonly function: Expr; readonly args: readonly Expr[] }
  | { readonly kind: 'function'; readonly symbolNs: number; readonly body: Expr }
  | {
      readonly kind: 'tuple';
      readonly fields: readonly TupleField[];
      /** One for each field of the result. */
      readonly fieldLayouts: readonly TyLayout[];
    }
  | { readonly kind: 'array'; readonly itemLayout: TyLayout; readonly items: readonly Expr[] }
  | {
      readonly kind: 'enum_variant';
      readonly tag: Uint8Array;
      readonly innerBytes: number;
      readonly hasPtr: boolean;
      readonly paddingBytes: number;
      readonly inner: Expr;
    }
  /** Advance by so many bytes. */
  | { readonly kind: 'offset'; readonly base: Expr; readonly offset: number }
  /** Follow the pointer. */
  | { readonly kind: 'deref'; readonly ptr: Expr }
  | { readonly kind: 'binding'; readonly symbol: number; readonly expr: Expr; readonly main: Expr }
  | { readonly kind: 'switch'; readonly branches: readonly SwitchBranch[] };

export interface TupleField {
  readonly expr: Expr;
  /** 0, or how many fields of the value stand here. */
  readonly unpack: number;
}

export interface SwitchBranch {
  readonly condition: Expr;
  readonly value: Expr;
}

/** What a symbol id stands for (specification 3 G2). */
export type Symbol =
  | { readonly kind: 'external'; readonly index: number }
  | { readonly kind: 'binding'; readonly id: number }
  | { readonly kind: 'parameter'; readonly functionId: number; readonly position: number };

const BINDING = 0x4000_0000;
const FUNCTION = 0x8000_0000;
const INDEX = 0x3fff_ffff;

/** Function ids must stay below this. */
export const MAX_FUNCTION_ID = 2 ** 22;

export function externalSid(index: number): number {
  return index;
}

export function bindingSid(id: number): number {
  return (BINDING | id) >>> 0;
}

/** Also the `symbolNs` of a function, with position 0. */
export function parameterSid(functionId: number, position: number): number {
  return (FUNCTION | (functionId << 8) | position) >>> 0;
}

/** Undefined for an id of the namespace that does not exist. */
export function symbolOf(sid: number): Symbol | undefined {
  const index = sid & INDEX;
  switch (sid >>> 30) {
    case 0:
      return { kind: 'external', index };
    case 1:
      return { kind: 'binding', id: index };
    case 2:
      return { kind: 'parameter', functionId: index >>> 8, position: index & 0xff };
    default:
      return undefined;
  }
}

/** The expressions directly inside, in the order in which positions are counted: callees before arguments. */
export function bytecodeChildren(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'pointer':
    case 'literal':
      return [];
    case 'call':
      return [expr.function, ...expr.args];
    case 'function':
      return [expr.body];
    case 'tuple':
      return expr.fields.map((field) => field.expr);
    case 'array':
      return expr.items;
    case 'enum_variant':
      return [expr.inner];
    case 'offset':
      return [expr.base];
    case 'deref':
      return [expr.ptr];
    case 'binding':
      return [expr.expr, expr.main];
    case 'switch':
      return expr.branches.flatMap((branch) => [branch.condition, branch.value]);
  }
}
