import type { Span } from '../../base';
import type { TypedExpr } from './typed-tree';

/**
 * What a type remembers of the text, for messages only (specification 1 §11.3, §11.5): never part of equality,
 * and no one but the checker needs to read it.
 */
export interface Remembered {
  /** The expression or type node the type came from. */
  readonly from?: Span;
}

/**
 * Types as the checker knows them (specification 1 §5). Immutable plain data. After a project has been
 * checked no `variable` is left anywhere in it.
 */
export type Type =
  | PrimitiveType
  | TupleType
  | ArrayType
  | EnumType
  | FunctionType
  | NamedType
  | ParameterType
  | ComprehensionType
  | VariableType;

export interface PrimitiveType extends Remembered {
  readonly kind: 'primitive';
  readonly width: 8 | 16 | 32 | 64;
}

export interface ArrayType extends Remembered {
  readonly kind: 'array';
  readonly item: Type;
}

/** A defined type: an alias or a frame, told apart by its definition. `path` is absolute: `std::Int32`, `geo::Point`. */
export interface NamedType extends Remembered {
  readonly kind: 'named';
  readonly path: string;
  /** The path as the person wrote it, minus a leading `std::`; messages show it. */
  readonly written?: string;
}

/** A type parameter of a `where` clause; `owner` is the absolute path of the function that declares it. */
export interface ParameterType extends Remembered {
  readonly kind: 'parameter';
  readonly owner: string;
  readonly name: string;
}

/** Only during inference. */
export interface VariableType extends Remembered {
  readonly kind: 'variable';
  readonly id: number;
}

export interface TupleType extends Remembered {
  readonly kind: 'tuple';
  readonly fields: readonly TupleField[];
}

export interface TupleField {
  readonly name?: string;
  readonly type: Type;
  /** A spread `..T`: all fields of `type` stand here. Only of type parameters once checked. */
  readonly unpack?: boolean;
}

export interface EnumType extends Remembered {
  readonly kind: 'enum';
  readonly variants: readonly Variant[];
  /** Positions of the recursive variants (specification 3 B3); absent means none. */
  readonly recursive?: readonly number[];
}

export interface Variant {
  readonly name: string;
  /** The empty tuple when none was written. */
  readonly type: Type;
}

export interface FunctionType extends Remembered {
  readonly kind: 'function';
  readonly params: readonly FunctionParam[];
  readonly result: Type;
}

export interface FunctionParam {
  readonly label?: string;
  readonly type: Type;
  readonly const?: boolean;
  /** The source text of the default, for printing (specification 1 §11.5). */
  readonly defaultText?: string;
  /** The checked default value; calls that leave the argument out get a copy. */
  readonly default?: TypedExpr;
}

/** `{for field: variable in source do body}`; inside `body` the loop type is a `parameter` with `owner` = `loop`. */
export interface ComprehensionType extends Remembered {
  readonly kind: 'comprehension';
  readonly field: string;
  readonly variable: string;
  /** Makes the loop variable of nested comprehensions distinct; matched by `parameter.owner`. */
  readonly loop: string;
  readonly source: Type;
  readonly body: Type;
  /** Whether the fields keep the names of the source (`do f: X`). */
  readonly named: boolean;
}

/** The same type, remembered to come from `from`. Written out by kind: copies of unknown shape are slow. */
export function remembering(type: Type, from: Span | undefined): Type {
  switch (type.kind) {
    case 'primitive':
      return { kind: 'primitive', width: type.width, from };
    case 'array':
      return { kind: 'array', item: type.item, from };
    case 'named':
      return { kind: 'named', path: type.path, written: type.written, from };
    case 'parameter':
      return { kind: 'parameter', owner: type.owner, name: type.name, from };
    case 'variable':
      return { kind: 'variable', id: type.id, from };
    case 'tuple':
      return { kind: 'tuple', fields: type.fields, from };
    case 'function':
      return { kind: 'function', params: type.params, result: type.result, from };
    case 'enum':
    case 'comprehension':
      return { ...type, from };
  }
}

/** What a type parameter or a variable accepts (specification 1 §5.6). */
export type Domain =
  | { readonly kind: 'any' }
  | { readonly kind: 'oneOf'; readonly alternatives: readonly Type[] }
  | { readonly kind: 'tuple'; readonly fields: readonly { readonly name?: string; readonly type: Type }[] };

export interface TypeParameter {
  readonly name: string;
  readonly domain: Domain;
}

export const unitType: TupleType = { kind: 'tuple', fields: [] };

/** What a wrong text does not tell; fits everything. Only where mistakes are tolerated, never in a checked project. */
export const unknownType: NamedType = { kind: 'named', path: '::', written: '_' };

export function isUnknownType(type: Type): boolean {
  return type.kind === 'named' && type.path === unknownType.path;
}
