import type { ScalarName } from '../../value';

/** The Lutra type a column can have, without its optionality: every standard scalar that has a written form. */
export type ColumnScalar = Exclude<ScalarName, 'Duration'>;

/** How cells are written where the type alone does not say it. */
export type CellForm = 'day-month-year' | 'month-day-year' | 'yes-no' | 'zero-one';

export interface ColumnType {
  readonly scalar: ColumnScalar;
  readonly optional: boolean;
  readonly form?: CellForm;
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

export function typeText(type: ColumnType): string {
  return type.optional ? `${type.scalar}?` : type.scalar;
}
