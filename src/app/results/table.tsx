// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot draw some of its rows only
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names the active cell
// biome-ignore-all lint/a11y/useKeyWithClickEvents: keys go to the grid
import {
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { ValueView } from '../../engine';
import { wholeNumber, words } from '../words';
import { Cell } from './cell';
import { boundsOf, type CellPlace, type Chosen, isWithin, selectionOf } from './chosen-cells';
import { copyChosen } from './copy-value';
import { PartPanel } from './part-panel';
import { RowDetail } from './row-detail';
import { heightOfRows, rowAt, topOfRow } from './row-heights';
import { elementHeight, type RowScroll, scrolled, scrollTo } from './row-scroll';
import { RowJump, TableBar } from './table-bar';
import { characterWidth, placedColumns } from './table-columns';
import { TableHeadCell } from './table-head-cell';
import { useCells } from './use-cells';
import { useChosenFacts } from './use-chosen-facts';
import { useTableView } from './use-table-view';
import './table.css';

/** In CSS px; the style sheet uses the same. */
const rowHeight = 26;
const headHeight = 52;
const detailHeight = 220;
/** Rows drawn beyond the screen. */
const spare = 8;
/** From so many rows on there is a way to go to one by its number. */
const manyRows = 100;

/** The rows of an array of tuples, as many as there are (RES-2 … RES-9). */
export function Table({ value: plain }: { readonly value: ValueView }) {
  const view = useTableView(plain);
  const { value } = view;
  const rows = value.rows ?? 0;
  const scroller = useRef<HTMLDivElement>(null);
  const [screen, setScreen] = useState({ width: 800, height: 400, left: 0 });
  const [position, setPosition] = useState<RowScroll>({ scrollTop: 0, offset: 0 });
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [openedRow, setOpenedRow] = useState<number | null>(null);
  const [part, setPart] = useState<{ readonly path: readonly number[]; readonly label: string } | null>(null);
  const [menu, setMenu] = useState<number | null>(null);
  const dragging = useRef(false);

  const indexWidth = 20 + characterWidth * wholeNumber(Math.max((plain.rows ?? 0) - 1, 0)).length;
  const columns = useMemo(
    () => placedColumns(plain.columns, view.layout, indexWidth),
    [plain.columns, view.layout, indexWidth],
  );
  const { places } = columns;
  const opened = openedRow === null ? null : { row: openedRow, height: detailHeight };
  const trueHeight = heightOfRows(rows, rowHeight, opened);
  const viewHeight = Math.max(rowHeight, screen.height - headHeight);
  const y = position.scrollTop + position.offset;
  const firstRow = Math.max(0, rowAt(y, rowHeight, opened) - spare);
  const endRow = Math.min(rows, rowAt(y + viewHeight, rowHeight, opened) + 1 + spare);
  const right = screen.left + screen.width;
  const drawn = places
    .map((place, at) => ({ place, at }))
    .filter(
      ({ place }) =>
        place.pinned ||
        (place.left < right + 200 &&
          place.left + place.width > screen.left + columns.pinnedEnd - indexWidth - 200),
    );
  const cellAt = useCells(
    value.id,
    `${value.type} ${JSON.stringify(view.arrangement)}`,
    { start: firstRow, count: endRow - firstRow },
    drawn.map(({ place }) => place.index),
  );
  const bounds = chosen === null ? null : boundsOf(chosen, rows, places.length);
  const selection =
    bounds === null
      ? null
      : selectionOf(
          bounds,
          places.map((place) => place.index),
        );
  useChosenFacts(value.id, selection);
  const active = chosen?.focus ?? null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another value starts at its top
  useEffect(() => {
    setPosition({ scrollTop: 0, offset: 0 });
    setChosen(null);
    setOpenedRow(null);
    setPart(null);
    scroller.current?.scrollTo(0, 0);
  }, [value.id]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () =>
      setScreen((before) => ({ ...before, width: element.clientWidth, height: element.clientHeight }));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  function onScroll(): void {
    const element = scroller.current;
    if (element === null) return;
    if (element.scrollLeft !== screen.left) setScreen({ ...screen, left: element.scrollLeft });
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
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor(viewHeight / rowHeight) - 1);
    const from = active ?? { row: rowAt(y, rowHeight, opened), column: 0 };
    const command = event.ctrlKey || event.metaKey;
    const last = places.length - 1;
    const moves: Partial<Record<string, CellPlace>> = {
      ArrowDown: { row: from.row + 1, column: from.column },
      ArrowUp: { row: from.row - 1, column: from.column },
      ArrowRight: { row: from.row, column: from.column + 1 },
      ArrowLeft: { row: from.row, column: from.column - 1 },
      PageDown: { row: from.row + page, column: from.column },
      PageUp: { row: from.row - page, column: from.column },
      Home: command ? { row: 0, column: 0 } : { row: from.row, column: 0 },
      End: command ? { row: rows - 1, column: from.column } : { row: from.row, column: last },
    };
    const move = moves[event.key];
    const acts: Partial<Record<string, () => void>> = {
      Enter: () => setOpenedRow(openedRow === from.row ? null : from.row),
      Escape: () => setChosen(null),
      ' ': () => {
        const what = command ? 'columns' : event.shiftKey ? 'rows' : 'cells';
        setChosen({ what, anchor: from, focus: from });
      },
    };
    const act =
      event.altKey && event.key === 'ArrowDown'
        ? () => setMenu(places[from.column]?.index ?? null)
        : move !== undefined
          ? () => goTo(move, event.shiftKey)
          : command && event.key.toLowerCase() === 'a'
            ? chooseAll
            : command && event.key.toLowerCase() === 'c'
              ? () => void copyChosen('tsv')
              : acts[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  }

  function chooseAll(): void {
    setChosen({ what: 'rows', anchor: { row: 0, column: 0 }, focus: { row: rows - 1, column: 0 } });
  }

  function goTo(wanted: CellPlace, extend = false): void {
    const focus = {
      row: Math.min(rows - 1, Math.max(0, wanted.row)),
      column: Math.min(places.length - 1, Math.max(0, wanted.column)),
    };
    setChosen(extend && chosen !== null ? { ...chosen, focus } : { what: 'cells', anchor: focus, focus });
    const top = topOfRow(focus.row, rowHeight, opened);
    if (top < y) hold(scrollTo(top, trueHeight, viewHeight));
    else if (top + rowHeight > y + viewHeight)
      hold(scrollTo(top + rowHeight - viewHeight, trueHeight, viewHeight));
    const place = places[focus.column];
    const element = scroller.current;
    if (place === undefined || element === null || place.pinned) return;
    if (place.left - columns.pinnedEnd < element.scrollLeft)
      element.scrollLeft = place.left - columns.pinnedEnd;
    else if (place.left + place.width > element.scrollLeft + element.clientWidth)
      element.scrollLeft = place.left + place.width - element.clientWidth;
  }

  function press(event: MouseEvent, what: Chosen['what'], focus: CellPlace): void {
    if (event.button !== 0) return;
    setChosen(
      event.shiftKey && chosen !== null ? { ...chosen, what, focus } : { what, anchor: focus, focus },
    );
    dragging.current = true;
    window.addEventListener('mouseup', () => (dragging.current = false), { once: true });
  }

  function extend(focus: CellPlace): void {
    if (dragging.current && chosen !== null) setChosen({ ...chosen, focus });
  }

  const cellId = (row: number, column: number) => `cell-${value.id}-${row}-${column}`;
  return (
    <>
      <TableBar view={view} rows={plain.rows ?? 0} />
      <div className="table-and-part">
        <div
          ref={scroller}
          className="table"
          role="grid"
          aria-label={words.view.result}
          aria-rowcount={rows + 1}
          aria-colcount={places.length + 1}
          aria-multiselectable="true"
          aria-activedescendant={active === null ? undefined : cellId(active.row, active.column)}
          tabIndex={0}
          onScroll={onScroll}
          onKeyDown={onKeyDown}
        >
          <div className="table-head" role="row" aria-rowindex={1} style={{ width: columns.width }}>
            <span className="table-index" role="columnheader" aria-colindex={1} style={{ width: indexWidth }}>
              <span className="visually-hidden">{words.view.row}</span>
            </span>
            {drawn.map(({ place, at }) => (
              <TableHeadCell
                key={place.index}
                place={shifted(place, screen.left)}
                columnIndex={at + 2}
                view={view}
                menuOpen={menu === place.index}
                onMenu={(open) => setMenu(open ? place.index : null)}
                onChoose={() => {
                  const focus = { row: rowAt(y, rowHeight, opened), column: at };
                  setChosen({ what: 'columns', anchor: focus, focus });
                }}
              />
            ))}
          </div>
          <div className="table-rows" style={{ width: columns.width, height: elementHeight(trueHeight) }}>
            {Array.from({ length: Math.max(0, endRow - firstRow) }, (_, index) => {
              const row = firstRow + index;
              const top = topOfRow(row, rowHeight, opened) - position.offset;
              return (
                <div
                  key={row}
                  className="table-row"
                  role="row"
                  aria-rowindex={row + 2}
                  data-opened={openedRow === row ? '' : undefined}
                  style={{ transform: `translateY(${top}px)` }}
                >
                  <span
                    className="table-index"
                    role="rowheader"
                    style={{ width: indexWidth }}
                    onMouseDown={(event) => press(event, 'rows', { row, column: 0 })}
                    onMouseEnter={() => extend({ row, column: 0 })}
                  >
                    {wholeNumber(row)}
                  </span>
                  {drawn.map(({ place: fixed, at }) => {
                    const place = shifted(fixed, screen.left);
                    const shown = cellAt(row, place.index);
                    const isActive = active?.row === row && active.column === at;
                    const isChosen = bounds !== null && isWithin(bounds, { row, column: at });
                    return (
                      <span
                        key={place.index}
                        id={cellId(row, at)}
                        className="table-cell"
                        role="gridcell"
                        aria-colindex={at + 2}
                        aria-selected={isChosen}
                        data-active={isActive ? '' : undefined}
                        data-align={place.column.align}
                        data-pinned={place.pinned ? '' : undefined}
                        data-changed={shown?.changed ? '' : undefined}
                        style={{ left: place.left, width: place.width }}
                        onMouseDown={(event) => press(event, 'cells', { row, column: at })}
                        onMouseEnter={() => extend({ row, column: at })}
                        onClick={(event) => {
                          if (shown?.cell.opens && !event.shiftKey) setOpenedRow(row);
                        }}
                        onDoubleClick={() => setOpenedRow(openedRow === row ? null : row)}
                      >
                        {shown === undefined ? null : (
                          <Cell cell={shown.cell} fraction={place.column.fraction} />
                        )}
                      </span>
                    );
                  })}
                </div>
              );
            })}
            {openedRow === null || openedRow < firstRow - 1 || openedRow > endRow ? null : (
              <div
                className="table-detail"
                style={{
                  height: detailHeight,
                  width: screen.width,
                  transform: `translate(${screen.left}px, ${(openedRow + 1) * rowHeight - position.offset}px)`,
                }}
              >
                <RowDetail
                  key={`${value.id}/${openedRow}`}
                  value={value}
                  row={openedRow}
                  onClose={() => setOpenedRow(null)}
                  onPart={(path, label) => setPart({ path, label })}
                />
              </div>
            )}
          </div>
        </div>
        {part === null ? null : (
          <PartPanel
            key={part.path.join()}
            value={value.id}
            path={part.path}
            label={part.label}
            onClose={() => setPart(null)}
          />
        )}
      </div>
      {rows > manyRows ? (
        <RowJump rows={rows} onJump={(row) => goTo({ row, column: active?.column ?? 0 })} />
      ) : null}
    </>
  );
}

/** A pinned column goes along with the scroll. */
function shifted<P extends { readonly left: number; readonly pinned: boolean }>(
  place: P,
  scrollLeft: number,
): P {
  return place.pinned ? { ...place, left: place.left + scrollLeft } : place;
}
