import { describe, expect, test } from 'vitest';
import { boundsOf, isWithin, selectionOf } from './chosen-cells';

describe('RES-9 cells that are chosen', () => {
  const anchor = { row: 5, column: 2 };
  const focus = { row: 3, column: 1 };

  test('a run of cells, whichever way it was drawn', () => {
    const bounds = boundsOf({ what: 'cells', anchor, focus }, 10, 4);
    expect(bounds).toEqual({ firstRow: 3, lastRow: 5, firstColumn: 1, lastColumn: 2 });
    expect(isWithin(bounds, { row: 4, column: 2 })).toBe(true);
    expect(isWithin(bounds, { row: 4, column: 3 })).toBe(false);
    expect(selectionOf(bounds, [3, 0, 2, 1])).toEqual({ rows: { start: 3, count: 3 }, columns: [0, 2] });
  });

  test('whole rows and whole columns', () => {
    expect(boundsOf({ what: 'rows', anchor, focus }, 10, 4)).toMatchObject({ firstColumn: 0, lastColumn: 3 });
    expect(boundsOf({ what: 'columns', anchor, focus }, 10, 4)).toMatchObject({ firstRow: 0, lastRow: 9 });
  });
});
