import { describe, expect, test } from 'vitest';
import {
  isReshaped,
  moved,
  placedColumns,
  plainLayout,
  resized,
  shownColumns,
  toggled,
} from './table-columns';

const column = (name: string) => ({ name, type: 'Int64', align: 'end', width: 3, fraction: 0 }) as const;
const columns = [column('a'), column('b'), column('c')];

describe('RES-8 columns of a view', () => {
  test('pinned columns stand first, hidden ones nowhere', () => {
    const plain = plainLayout(3);
    expect(shownColumns({ ...plain, pinned: new Set([2]) })).toEqual([2, 0, 1]);
    expect(shownColumns({ ...plain, hidden: toggled(plain.hidden, 1) })).toEqual([0, 2]);
    expect(isReshaped(plain)).toBe(false);
  });

  test('a column moves past the next one that is shown, not past a pinned one', () => {
    const hidden = { ...plainLayout(3), hidden: new Set([1]) };
    expect(shownColumns(moved(hidden, 0, 1))).toEqual([2, 0]);
    expect(shownColumns(moved(plainLayout(3), 0, -1))).toEqual([0, 1, 2]);
    const pinned = { ...plainLayout(3), pinned: new Set([0]) };
    expect(shownColumns(moved(pinned, 1, -1))).toEqual([0, 1, 2]);
    expect(isReshaped(moved(plainLayout(3), 0, 1))).toBe(true);
  });

  test('a width that was set holds, within reason', () => {
    const { places, width } = placedColumns(columns, resized(plainLayout(3), 1, 10), 30);
    expect(places[1]!.width).toBe(48);
    expect(places[2]!.left).toBe(places[1]!.left + 48);
    expect(width).toBe(places[2]!.left + places[2]!.width);
  });
});
