import { useEffect, useReducer, useRef } from 'react';
import type { CellView, Range, ValueId } from '../../engine';
import { engine } from '../workers';

const rowsOfBlock = 64;
const columnsOfBlock = 32;
/** Blocks kept; about twenty screens. */
const kept = 60;
/** How long a changed cell is marked, in ms (FST-5). */
const markedFor = 1500;

type Blocks = Map<string, readonly (readonly CellView[])[] | null>;

/** The cells that differed in the last value that had some (FST-5); a value that is the same takes no mark away. */
interface Marks {
  readonly value: ValueId;
  /** `row/column`. */
  readonly cells: Set<string>;
  readonly timer?: ReturnType<typeof setTimeout>;
}

export interface ShownCell {
  readonly cell: CellView;
  /** Whether it is of those that changed last, a moment ago. */
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
  const marks = useRef<Marks>({ value, cells: new Set() });
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
    const mark = (cells: readonly string[]) => {
      const old = marks.current;
      clearTimeout(old.timer);
      const timer = setTimeout(() => {
        marks.current.cells.clear();
        redraw();
      }, markedFor);
      marks.current = {
        value,
        cells: new Set(old.value === value ? [...old.cells, ...cells] : cells),
        timer,
      };
    };
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
            if (blocks.current !== mine) return;
            const changed = changedCells(key, before.current.get(key), block);
            before.current.delete(key);
            if (changed.length > 0) mark(changed);
            redraw();
          });
      }
    }
    for (const key of mine.keys()) {
      if (mine.size <= kept) break;
      mine.delete(key);
    }
  }, [value, firstRow, lastRow, columnBlocks]);

  return (row, column) => {
    const cell = cellIn(blocks.current, row, column) ?? cellIn(before.current, row, column);
    if (cell === undefined) return undefined;
    return { cell, changed: marks.current.cells.has(`${row}/${column}`) };
  };
}

function cellIn(blocks: Blocks, row: number, column: number): CellView | undefined {
  const block = blocks.get(`${Math.floor(row / rowsOfBlock)}/${Math.floor(column / columnsOfBlock)}`);
  return block?.[row % rowsOfBlock]?.[column % columnsOfBlock];
}

/** The cells of a block that are not what stood there before, new rows among them; none where nothing is known of it. */
function changedCells(
  key: string,
  before: readonly (readonly CellView[])[] | null | undefined,
  now: readonly (readonly CellView[])[],
): readonly string[] {
  if (before === undefined || before === null) return [];
  const [blockRow = 0, blockColumn = 0] = key.split('/').map(Number);
  return now.flatMap((cells, row) =>
    cells.flatMap((cell, column) =>
      before[row]?.[column]?.text === cell.text
        ? []
        : [`${blockRow * rowsOfBlock + row}/${blockColumn * columnsOfBlock + column}`],
    ),
  );
}
