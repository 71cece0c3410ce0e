import { optionTy, type ScalarName, scalarTy, typeText as sourceOf, type Ty, TypeTable } from '../../value';

/** The Lutra type a column can have, without its optionality: every standard scalar that has a written form. */
export type ColumnScalar = Exclude<ScalarName, 'Duration'>;

/** How cells are written where the type alone does not say it. */
export type CellForm =
  | 'day-month-year'
  | 'month-day-year'
  | 'yes-no'
  | 'zero-one'
  | 'comma-decimals'
  | 'comma-thousands';

export type ColumnType = ScalarColumn | OwnColumn;

export interface ScalarColumn {
  readonly scalar: ColumnScalar;
  readonly optional: boolean;
  readonly form?: CellForm;
}

/** A type that is no single scalar: nested values, or an enum made of the few texts of a column. */
export interface OwnColumn {
  readonly scalar: null;
  /** Without its optionality. */
  readonly ty: Ty;
  readonly optional: boolean;
}

/** One column of a table that is about to be loaded. */
export interface ColumnPlan {
  /** The identifier used in Lutra; unique in its table. */
  readonly name: string;
  /** The name in the file, kept for export. */
  readonly original: string;
  readonly type: ColumnType;
  /** Position in the file; a column that is dropped has no plan. */
  readonly index: number;
}

/** The Lutra type of a column. */
export function columnTy(type: ColumnType): Ty {
  const ty = type.scalar === null ? type.ty : scalarTy(type.scalar);
  return type.optional ? optionTy(ty) : ty;
}

/** Lutra source of a column's type. */
export function typeText(type: ColumnType): string {
  return sourceOf(columnTy(type));
}

/** The column of a type as values have it: a scalar where it is one, optional where it is `T?`. */
export function columnOf(ty: Ty): ColumnType {
  const table = new TypeTable([]);
  const payload = optionalPayload(ty);
  const inner = payload ?? ty;
  const scalar = table.scalar(inner);
  const optional = payload !== undefined;
  if (scalar === undefined || scalar === 'Duration') return { scalar: null, ty: inner, optional };
  return { scalar, optional };
}

function optionalPayload({ kind }: Ty): Ty | undefined {
  if (kind.kind !== 'enum' || kind.variants.length !== 2) return undefined;
  const [none, some] = kind.variants;
  const isUnit = none!.ty.kind.kind === 'tuple' && none!.ty.kind.fields.length === 0;
  return none!.name === 'none' && some!.name === 'some' && isUnit ? some!.ty : undefined;
}
