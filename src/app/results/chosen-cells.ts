import type { Selection } from '../../engine';

/** A cell of a view: its shown row and the place of its column among those shown. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** A run of cells from where choosing began to where it is now; or whole rows, or whole columns (RES-9). */
export interface Chosen {
  readonly what: 'cells' | 'rows' | 'columns';
  readonly anchor: CellPlace;
  readonly focus: CellPlace;
}

export interface Bounds {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

/** The rectangle that is chosen in a view of so many rows and columns; ends are within. */
export function boundsOf({ what, anchor, focus }: Chosen, rows: number, columns: number): Bounds {
  const all = what === 'columns';
  const wide = what === 'rows';
  return {
    firstRow: all ? 0 : Math.min(anchor.row, focus.row),
    lastRow: all ? rows - 1 : Math.max(anchor.row, focus.row),
    firstColumn: wide ? 0 : Math.min(anchor.column, focus.column),
    lastColumn: wide ? columns - 1 : Math.max(anchor.column, focus.column),
  };
}

export function isWithin(bounds: Bounds, { row, column }: CellPlace): boolean {
  return (
    row >= bounds.firstRow &&
    row <= bounds.lastRow &&
    column >= bounds.firstColumn &&
    column <= bounds.lastColumn
  );
}

/** What the engine is asked about: columns by their position in the value. */
export function selectionOf(bounds: Bounds, shown: readonly number[]): Selection {
  return {
    rows: { start: bounds.firstRow, count: bounds.lastRow - bounds.firstRow + 1 },
    columns: shown.slice(bounds.firstColumn, bounds.lastColumn + 1),
  };
}
