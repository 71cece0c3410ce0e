/*
 * Rows of one height, one of which may be opened with its detail under it (RES-5). All numbers are CSS px.
 */

export interface OpenedRow {
  readonly row: number;
  readonly height: number;
}

export function heightOfRows(rows: number, rowHeight: number, opened: OpenedRow | null): number {
  return rows * rowHeight + (opened === null ? 0 : opened.height);
}

export function topOfRow(row: number, rowHeight: number, opened: OpenedRow | null): number {
  return row * rowHeight + (opened !== null && row > opened.row ? opened.height : 0);
}

/** The row that `y` lies in; within the detail it is the opened one. */
export function rowAt(y: number, rowHeight: number, opened: OpenedRow | null): number {
  if (opened === null || y < (opened.row + 1) * rowHeight) return Math.floor(y / rowHeight);
  return Math.max(opened.row, Math.floor((y - opened.height) / rowHeight));
}
