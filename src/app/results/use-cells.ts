import { useEffect, useReducer, useRef } from 'react';
import type { CellView, Range, ValueId } from '../../engine';
import { engine } from '../workers';

const rowsOfBlock = 64;
const columnsOfBlock = 32;
/** Blocks kept; about twenty screens. */
const kept = 60;

type Block = readonly (readonly CellView[])[];

/**
 * Cells of the rows and columns on the screen. Blocks are asked of the engine worker when they come near, and
 * dropped when they are far: the page never holds the whole value (RES-4).
 */
export function useCells(
  value: ValueId,
  rows: Range,
  columns: Range,
): (row: number, column: number) => CellView | undefined {
  const blocks = useRef(new Map<string, Block | null>());
  const held = useRef(value);
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  if (held.current !== value) {
    held.current = value;
    blocks.current = new Map();
  }
  const firstRow = Math.floor(rows.start / rowsOfBlock);
  const lastRow = Math.floor(Math.max(rows.start, rows.start + rows.count - 1) / rowsOfBlock);
  const firstColumn = Math.floor(columns.start / columnsOfBlock);
  const lastColumn = Math.floor(Math.max(columns.start, columns.start + columns.count - 1) / columnsOfBlock);

  useEffect(() => {
    const mine = blocks.current;
    for (let r = firstRow; r <= lastRow; r++) {
      for (let c = firstColumn; c <= lastColumn; c++) {
        const key = `${r}/${c}`;
        if (mine.has(key)) continue;
        mine.set(key, null);
        void engine()
          .window(
            value,
            { start: r * rowsOfBlock, count: rowsOfBlock },
            { start: c * columnsOfBlock, count: columnsOfBlock },
          )
          .then((block) => {
            mine.set(key, block);
            if (blocks.current === mine) redraw();
          });
      }
    }
    for (const key of mine.keys()) {
      if (mine.size <= kept) break;
      mine.delete(key);
    }
  }, [value, firstRow, lastRow, firstColumn, lastColumn]);

  return (row, column) => {
    const block = blocks.current.get(
      `${Math.floor(row / rowsOfBlock)}/${Math.floor(column / columnsOfBlock)}`,
    );
    return block?.[row % rowsOfBlock]?.[column % columnsOfBlock];
  };
}
