import type { ColumnView } from '../../engine';

/*
 * Which columns a view of a table shows, in which order, where and how wide (RES-8). Only the view changes. All sizes
 * are CSS px.
 */

export const characterWidth = 7.8;
const cellPadding = 26;
export const narrowest = 48;
const widestByItself = 44;

/** What a person did to the columns of a view, by position in the value. */
export interface ColumnLayout {
  /** All columns in order, hidden ones too. */
  readonly order: readonly number[];
  readonly hidden: ReadonlySet<number>;
  /** Stay on the left while one scrolls. */
  readonly pinned: ReadonlySet<number>;
  readonly widths: ReadonlyMap<number, number>;
}

export interface Place {
  /** Position in the value. */
  readonly index: number;
  readonly column: ColumnView;
  /** Of a pinned column: from the left of the screen; else from the left of the table. */
  readonly left: number;
  readonly width: number;
  readonly pinned: boolean;
}

export interface Places {
  /** Pinned ones first. */
  readonly places: readonly Place[];
  readonly width: number;
  /** Where columns that scroll begin. */
  readonly pinnedEnd: number;
}

export function plainLayout(columns: number): ColumnLayout {
  return {
    order: Array.from({ length: columns }, (_, i) => i),
    hidden: new Set(),
    pinned: new Set(),
    widths: new Map(),
  };
}

/** Positions of the columns that are shown, pinned ones first. */
export function shownColumns({ order, hidden, pinned }: ColumnLayout): readonly number[] {
  const shown = order.filter((index) => !hidden.has(index));
  return [...shown.filter((index) => pinned.has(index)), ...shown.filter((index) => !pinned.has(index))];
}

/** Where each shown column stands, after `start` px for the row numbers. */
export function placedColumns(columns: readonly ColumnView[], layout: ColumnLayout, start: number): Places {
  let left = start;
  let pinnedEnd = start;
  const places = shownColumns(layout).flatMap((index): Place[] => {
    const column = columns[index];
    if (column === undefined) return [];
    const place = {
      index,
      column,
      left,
      width: layout.widths.get(index) ?? widthOf(column),
      pinned: layout.pinned.has(index),
    };
    left += place.width;
    if (place.pinned) pinnedEnd = left;
    return [place];
  });
  return { places, width: left, pinnedEnd };
}

/** A width from the widest of a column's name, its type (within reason) and some of its cells. */
export function widthOf(column: ColumnView): number {
  const characters = Math.max(
    column.name.length + 1,
    Math.min(column.type.length, 14),
    Math.min(column.width, widestByItself),
  );
  return Math.ceil(characters * characterWidth + cellPadding);
}

/** The layout with a column moved one place among those that are shown beside it. */
export function moved(layout: ColumnLayout, index: number, by: -1 | 1): ColumnLayout {
  const shown = shownColumns(layout);
  const other = shown[shown.indexOf(index) + by];
  if (other === undefined || layout.pinned.has(other) !== layout.pinned.has(index)) return layout;
  const order = layout.order.map((one) => (one === index ? other : one === other ? index : one));
  return { ...layout, order };
}

export function toggled(set: ReadonlySet<number>, index: number): ReadonlySet<number> {
  const next = new Set(set);
  if (!next.delete(index)) next.add(index);
  return next;
}

export function resized(layout: ColumnLayout, index: number, width: number): ColumnLayout {
  return { ...layout, widths: new Map(layout.widths).set(index, Math.max(narrowest, Math.round(width))) };
}

/** Whether columns are hidden or in another order; widths and pins change no data. */
export function isReshaped({ order, hidden }: ColumnLayout): boolean {
  return hidden.size > 0 || order.some((index, i) => index !== i);
}
