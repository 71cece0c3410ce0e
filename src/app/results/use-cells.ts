import { useEffect, useReducer, useRef, useState } from 'react';
import type { CellView, Range, ValueId } from '../../engine';
import { engine } from '../workers';

const rowsOfBlock = 64;
const columnsOfBlock = 32;
/** Blocks kept; about twenty screens. */
const kept = 60;
/** How long a changed cell is marked, in ms (FST-5). */
const markedFor = 1500;

type Blocks = Map<string, readonly (readonly CellView[])[] | null>;

export interface ShownCell {
  readonly cell: CellView;
  /** Whether it differs from what stood there in the value before. */
  readonly changed: boolean;
}

/**
 * Cells of the rows and columns on the screen. Blocks are asked of the engine worker when they come near, and
 * dropped when they are far: the page never holds the whole value (RES-4). Until a block of a new value is there
 * the old one stands in its place, so that nothing flickers.
 */
export function useCells(
  value: ValueId,
  /** Names what kind of table it is: only cells of the same kind are compared with those before. */
  kind: string,
  rows: Range,
  /** Positions in the value. */
  columns: readonly number[],
): (row: number, column: number) => ShownCell | undefined {
  const blocks = useRef<Blocks>(new Map());
  const before = useRef<Blocks>(new Map());
  const held = useRef(value);
  const heldKind = useRef(kind);
  const [marking, setMarking] = useState(false);
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  if (held.current !== value) {
    held.current = value;
    before.current = heldKind.current === kind ? blocks.current : new Map();
    heldKind.current = kind;
    blocks.current = new Map();
  }
  const firstRow = Math.floor(rows.start / rowsOfBlock);
  const lastRow = Math.floor(Math.max(rows.start, rows.start + rows.count - 1) / rowsOfBlock);
  const columnBlocks = [...new Set(columns.map((column) => Math.floor(column / columnsOfBlock)))].join();

  useEffect(() => {
    const mine = blocks.current;
    for (let r = firstRow; r <= lastRow; r++) {
      for (const c of columnBlocks === '' ? [] : columnBlocks.split(',').map(Number)) {
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
  }, [value, firstRow, lastRow, columnBlocks]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: marks go with each new value
  useEffect(() => {
    setMarking(true);
    const timer = setTimeout(() => {
      before.current = new Map();
      setMarking(false);
    }, markedFor);
    return () => clearTimeout(timer);
  }, [value]);

  return (row, column) => {
    const old = cellIn(before.current, row, column);
    const cell = cellIn(blocks.current, row, column) ?? old;
    if (cell === undefined) return undefined;
    return { cell, changed: marking && before.current.size > 0 && old?.text !== cell.text };
  };
}

function cellIn(blocks: Blocks, row: number, column: number): CellView | undefined {
  const block = blocks.get(`${Math.floor(row / rowsOfBlock)}/${Math.floor(column / columnsOfBlock)}`);
  return block?.[row % rowsOfBlock]?.[column % columnsOfBlock];
}
