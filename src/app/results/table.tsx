// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot draw some of its rows only
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names the active cell
// biome-ignore-all lint/a11y/useKeyWithClickEvents: keys go to the grid
import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ColumnView, ValueView } from '../../engine';
import { wholeNumber, words } from '../words';
import { Cell } from './cell';
import { RowDetail } from './row-detail';
import { elementHeight, type RowScroll, scrolled, scrollTo } from './row-scroll';
import { useCells } from './use-cells';
import './table.css';

/** In CSS px; the style sheet uses the same. */
const rowHeight = 26;
const headHeight = 44;
const characterWidth = 7.8;
const cellPadding = 24;
/** Rows and columns drawn beyond the screen. */
const spare = 8;

/** The rows of an array of tuples, as many as there are (RES-2 … RES-7). */
export function Table({ value }: { readonly value: ValueView }) {
  const rows = value.rows ?? 0;
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ width: 800, height: 400, left: 0 });
  const [position, setPosition] = useState<RowScroll>({ scrollTop: 0, offset: 0 });
  const [active, setActive] = useState<{ readonly row: number; readonly column: number } | null>(null);
  const [opened, setOpened] = useState<number | null>(null);

  const indexWidth = 20 + characterWidth * wholeNumber(Math.max(rows - 1, 0)).length;
  const columns = useMemo(() => placed(value.columns, indexWidth), [value.columns, indexWidth]);
  const trueHeight = rows * rowHeight;
  const viewHeight = Math.max(rowHeight, view.height - headHeight);
  const y = position.scrollTop + position.offset;
  const firstRow = Math.max(0, Math.floor(y / rowHeight) - spare);
  const endRow = Math.min(rows, Math.ceil((y + viewHeight) / rowHeight) + spare);
  const right = view.left + view.width;
  const firstColumn = Math.max(
    0,
    columns.places.findIndex((place) => place.left + place.width > view.left) - 1,
  );
  const after = columns.places.findIndex((place) => place.left > right);
  const endColumn = after === -1 ? columns.places.length : after + 1;
  const cellAt = useCells(
    value.id,
    value.type,
    { start: firstRow, count: endRow - firstRow },
    { start: firstColumn, count: endColumn - firstColumn },
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: another value starts at its top
  useEffect(() => {
    setPosition({ scrollTop: 0, offset: 0 });
    setActive(null);
    setOpened(null);
    scroller.current?.scrollTo(0, 0);
  }, [value.id]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () =>
      setView((before) => ({ ...before, width: element.clientWidth, height: element.clientHeight }));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  function onScroll(): void {
    const element = scroller.current;
    if (element === null) return;
    if (element.scrollLeft !== view.left) setView({ ...view, left: element.scrollLeft });
    if (element.scrollTop === position.scrollTop) return;
    hold(scrolled(position, element.scrollTop, trueHeight, viewHeight));
  }

  function hold(next: RowScroll): void {
    setPosition(next);
    const element = scroller.current;
    if (element !== null && Math.abs(element.scrollTop - next.scrollTop) >= 1)
      element.scrollTop = next.scrollTop;
  }

  function onKeyDown(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(viewHeight / rowHeight) - 1);
    const from = active ?? { row: firstRow + (firstRow === 0 ? 0 : spare), column: 0 };
    const moves: Partial<Record<string, { row: number; column: number }>> = {
      ArrowDown: { row: from.row + 1, column: from.column },
      ArrowUp: { row: from.row - 1, column: from.column },
      ArrowRight: { row: from.row, column: from.column + 1 },
      ArrowLeft: { row: from.row, column: from.column - 1 },
      PageDown: { row: from.row + page, column: from.column },
      PageUp: { row: from.row - page, column: from.column },
      Home: event.ctrlKey ? { row: 0, column: 0 } : { row: from.row, column: 0 },
      End: event.ctrlKey
        ? { row: rows - 1, column: from.column }
        : { row: from.row, column: value.columns.length - 1 },
    };
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      goTo(move.row, move.column);
    } else if (event.key === 'Enter' && active !== null) {
      event.preventDefault();
      setOpened(active.row);
    } else if (event.key.toLowerCase() === 'c' && (event.ctrlKey || event.metaKey) && active !== null) {
      const shown = cellAt(active.row, active.column);
      if (shown !== undefined) void navigator.clipboard.writeText(shown.cell.text);
    }
  }

  function goTo(wantedRow: number, wantedColumn: number): void {
    const row = Math.min(rows - 1, Math.max(0, wantedRow));
    const column = Math.min(value.columns.length - 1, Math.max(0, wantedColumn));
    setActive({ row, column });
    const top = row * rowHeight;
    if (top < y) hold(scrollTo(top, trueHeight, viewHeight));
    else if (top + rowHeight > y + viewHeight)
      hold(scrollTo(top + rowHeight - viewHeight, trueHeight, viewHeight));
    const place = columns.places[column];
    const element = scroller.current;
    if (place === undefined || element === null) return;
    if (place.left - indexWidth < element.scrollLeft) element.scrollLeft = place.left - indexWidth;
    else if (place.left + place.width > element.scrollLeft + element.clientWidth)
      element.scrollLeft = place.left + place.width - element.clientWidth;
  }

  return (
    <>
      <div
        ref={scroller}
        className="table"
        role="grid"
        aria-label={words.view.result}
        aria-rowcount={rows + 1}
        aria-colcount={value.columns.length + 1}
        aria-activedescendant={
          active === null ? undefined : `cell-${value.id}-${active.row}-${active.column}`
        }
        tabIndex={0}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
      >
        <div className="table-head" role="row" aria-rowindex={1} style={{ width: columns.width }}>
          <span className="table-index" role="columnheader" aria-colindex={1} style={{ width: indexWidth }}>
            <span className="visually-hidden">{words.view.row}</span>
          </span>
          {columns.places.slice(firstColumn, endColumn).map(({ column, left, width }, index) => (
            <span
              key={left}
              className="table-name"
              role="columnheader"
              aria-colindex={firstColumn + index + 2}
              data-align={column.align}
              style={{ left, width }}
              title={`${column.name}: ${column.type}`}
            >
              <b>{column.name}</b>
              <small>{column.type}</small>
            </span>
          ))}
        </div>
        <div className="table-rows" style={{ width: columns.width, height: elementHeight(trueHeight) }}>
          {Array.from({ length: Math.max(0, endRow - firstRow) }, (_, index) => {
            const row = firstRow + index;
            return (
              <div
                key={row}
                className="table-row"
                role="row"
                aria-rowindex={row + 2}
                data-opened={opened === row ? '' : undefined}
                style={{ transform: `translateY(${row * rowHeight - position.offset}px)` }}
              >
                <span className="table-index" role="rowheader" style={{ width: indexWidth }}>
                  {wholeNumber(row)}
                </span>
                {columns.places.slice(firstColumn, endColumn).map(({ column, left, width }, place) => {
                  const at = firstColumn + place;
                  const shown = cellAt(row, at);
                  const isActive = active !== null && active.row === row && active.column === at;
                  return (
                    <span
                      key={left}
                      id={`cell-${value.id}-${row}-${at}`}
                      className="table-cell"
                      role="gridcell"
                      aria-colindex={at + 2}
                      aria-selected={isActive}
                      data-align={column.align}
                      data-changed={shown?.changed ? '' : undefined}
                      style={{ left, width }}
                      onClick={() => {
                        setActive({ row, column: at });
                        if (shown?.cell.opens) setOpened(row);
                      }}
                      onDoubleClick={() => setOpened(row)}
                    >
                      {shown === undefined ? null : <Cell cell={shown.cell} />}
                    </span>
                  );
                })}
              </div>
            );
          })}
        </div>
      </div>
      {opened === null ? null : (
        <RowDetail key={`${value.id}/${opened}`} value={value} row={opened} onClose={() => setOpened(null)} />
      )}
    </>
  );
}

interface Place {
  readonly column: ColumnView;
  readonly left: number;
  readonly width: number;
}

/** Where each column stands, from the widest of its name, its type (within reason) and its first cells. */
function placed(
  columns: readonly ColumnView[],
  start: number,
): { readonly places: readonly Place[]; readonly width: number } {
  let left = start;
  const places = columns.map((column) => {
    const characters = Math.max(
      column.name.length + 1,
      Math.min(column.type.length, 14),
      Math.min(column.width, 44),
    );
    const width = Math.ceil(characters * characterWidth + cellPadding + 2);
    const place = { column, left, width };
    left += width;
    return place;
  });
  return { places, width: left };
}
