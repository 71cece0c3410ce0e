// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot draw some of its columns only
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus; Alt+Down opens a column's menu
import { DropdownMenu, Popover } from 'radix-ui';
import { type PointerEvent, useRef, useState } from 'react';
import type { ColumnFilter } from '../../engine';
import { Icon } from '../shell/icons';
import { words } from '../words';
import { moved, type Place, resized, toggled, widthOf } from './table-columns';
import type { TableView } from './use-table-view';

/** How far a key press widens a column, in px (LAY-3). */
const step = 16;

/** Name, type and menu of one column (RES-2, RES-8). */
export function TableHeadCell(props: {
  readonly place: Place;
  readonly columnIndex: number;
  readonly view: TableView;
  readonly menuOpen: boolean;
  readonly onMenu: (open: boolean) => void;
  readonly onChoose: () => void;
}) {
  const { place, view, menuOpen, onMenu } = props;
  const { index, column, left, width, pinned } = place;
  const { arrangement, layout, arrange, setLayout } = view;
  const sorted = arrangement.sort.find((one) => one.column === index);
  const filtered = arrangement.filters.some((one) => one.column === index);
  const [filtering, setFiltering] = useState(false);
  const drag = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const sort = (descending: boolean | null) =>
    arrange({ ...arrangement, sort: descending === null ? [] : [{ column: index, descending }] });
  const sortThen = (descending: boolean) =>
    arrange({
      ...arrangement,
      sort: [...arrangement.sort.filter((one) => one.column !== index), { column: index, descending }],
    });
  const item = (label: string, act: () => void) => (
    <DropdownMenu.Item className="menu-item" onSelect={act}>
      {label}
    </DropdownMenu.Item>
  );
  return (
    <span
      className="table-name"
      role="columnheader"
      aria-colindex={props.columnIndex}
      aria-sort={sorted === undefined ? undefined : sorted.descending ? 'descending' : 'ascending'}
      data-align={column.align}
      data-pinned={pinned ? '' : undefined}
      style={{ left, width }}
    >
      <DropdownMenu.Root open={menuOpen} onOpenChange={onMenu} modal={false}>
        <DropdownMenu.Trigger
          className="table-name-button"
          tabIndex={-1}
          aria-label={words.table.columnMenu(column.name)}
          title={`${column.name}: ${column.type}`}
        >
          <b>{column.name}</b>
          {sorted === undefined ? null : <Icon name={sorted.descending ? 'down' : 'up'} />}
          {filtered ? <Icon name="filter" /> : null}
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className="menu" align="start" sideOffset={4}>
            {item(words.table.sortUp, () => sort(false))}
            {item(words.table.sortDown, () => sort(true))}
            {arrangement.sort.length > 0 && sorted === undefined ? (
              <>
                {item(words.table.thenUp, () => sortThen(false))}
                {item(words.table.thenDown, () => sortThen(true))}
              </>
            ) : null}
            {sorted === undefined ? null : item(words.table.unsorted, () => sort(null))}
            {item(words.table.filter, () => setTimeout(() => setFiltering(true), 0))}
            {filtered
              ? item(words.table.unfiltered, () =>
                  arrange({
                    ...arrangement,
                    filters: arrangement.filters.filter((one) => one.column !== index),
                  }),
                )
              : null}
            <DropdownMenu.Separator className="menu-line" />
            {item(words.table.chooseColumn, props.onChoose)}
            {item(pinned ? words.table.unpin : words.table.pin, () =>
              setLayout({ ...layout, pinned: toggled(layout.pinned, index) }),
            )}
            {item(words.table.hide, () => setLayout({ ...layout, hidden: toggled(layout.hidden, index) }))}
            {item(words.table.moveLeft, () => setLayout(moved(layout, index, -1)))}
            {item(words.table.moveRight, () => setLayout(moved(layout, index, 1)))}
            {item(words.table.wider, () => setLayout(resized(layout, index, width + step * 2)))}
            {item(words.table.narrower, () => setLayout(resized(layout, index, width - step * 2)))}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <Popover.Root open={filtering} onOpenChange={setFiltering}>
        <Popover.Anchor className="table-filter-anchor" />
        <Popover.Portal>
          <Popover.Content className="popover table-filter" align="start" sideOffset={4}>
            <FilterForm
              name={column.name}
              optional={/\?$|none/.test(column.type)}
              before={arrangement.filters.find((one) => one.column === index)}
              onFilter={(filter) => {
                const others = arrangement.filters.filter((one) => one.column !== index);
                arrange({ ...arrangement, filters: [...others, { ...filter, column: index }] });
                setFiltering(false);
              }}
            />
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      <Popover.Root>
        <Popover.Trigger className="table-type" tabIndex={-1} aria-label={words.table.typeOf(column.name)}>
          {column.type}
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content className="popover table-type-whole" align="start" sideOffset={4}>
            <b>{column.name}</b>
            <pre>{spelledOut(column.type)}</pre>
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      <span
        className="table-resize"
        aria-hidden="true"
        onPointerDown={(event: PointerEvent<HTMLElement>) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drag.current = { x: event.clientX, width };
        }}
        onPointerMove={(event) => {
          if (drag.current === null) return;
          setLayout(resized(layout, index, drag.current.width + event.clientX - drag.current.x));
        }}
        onPointerUp={() => {
          drag.current = null;
        }}
        onDoubleClick={() => setLayout(resized(layout, index, widthOf(column)))}
      />
    </span>
  );
}

function FilterForm(props: {
  readonly name: string;
  readonly optional: boolean;
  readonly before: ColumnFilter | undefined;
  readonly onFilter: (filter: Omit<ColumnFilter, 'column'>) => void;
}) {
  const [test, setTest] = useState<ColumnFilter['test']>(props.before?.test ?? 'contains');
  const [text, setText] = useState(props.before?.text ?? '');
  const tests: ColumnFilter['test'][] = ['contains', 'is', 'not', 'above', 'below'];
  if (props.optional) tests.push('none', 'some');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        props.onFilter({ test, text });
      }}
    >
      <span className="table-filter-name">
        <b>{props.name}</b>
        <select
          className="field"
          aria-label={words.table.filterTest(props.name)}
          value={test}
          onChange={(event) => setTest(event.target.value as ColumnFilter['test'])}
        >
          {tests.map((one) => (
            <option key={one} value={one}>
              {words.table.tests[one]}
            </option>
          ))}
        </select>
      </span>
      {test === 'none' || test === 'some' ? null : (
        <input
          className="field code"
          value={text}
          spellCheck={false}
          aria-label={words.table.filterValue(props.name)}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      <button type="submit" className="button main">
        {words.table.applyFilter}
      </button>
    </form>
  );
}

/** A type over several lines: one field or variant each. */
function spelledOut(type: string): string {
  let depth = 0;
  return type.replace(/[{},] ?/g, (mark) => {
    const sign = mark[0];
    if (sign === '{') depth += 1;
    if (sign === '}') depth -= 1;
    const line = `\n${'  '.repeat(depth)}`;
    return sign === '}' ? `,${line}}` : `${sign}${line}`;
  });
}
