import type { Cells } from '../../value';

/** The same cells, `check` called for each that is really read; it throws what is wrong with one. */
export function checkedCells(cells: Cells, check: (cell: number) => void): Cells {
  return {
    bodyBytes: cells.bodyBytes,
    heads(out, from, to, at, stride) {
      for (let cell = from; cell < to; cell++) check(cell);
      cells.heads(out, from, to, at, stride);
    },
    bodies: (out, from, to, at, stride) => cells.bodies(out, from, to, at, stride),
  };
}
