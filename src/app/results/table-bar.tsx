import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';
import { appendSteps } from '../editor/append-steps';
import { complain } from '../session';
import { useHolt } from '../store';
import { words } from '../words';
import { engine } from '../workers';
import { shownColumns, toggled } from './table-columns';
import type { TableView } from './use-table-view';

/** Says that the view differs from the value, and offers to write the same as code (RES-8). */
export function TableBar({ view, rows }: { readonly view: TableView; readonly rows: number }) {
  const { value, arrangement, layout } = view;
  const isResult = useHolt((state) => state.shown?.run.value.id);
  const display = useHolt((state) => state.numberDisplay);
  if (!view.changed) return display === 'exact' ? null : <DisplayNote />;
  const hidden = [...layout.hidden];
  return (
    <div className="table-bar" role="status">
      {display === 'exact' ? null : <DisplayNote />}
      <b>{words.table.changed}</b>
      {value.rows === rows ? null : <span>{words.table.rowsOf(value.rows ?? 0, rows)}</span>}
      {hidden.length === 0 ? null : (
        <DropdownMenu.Root modal={false}>
          <DropdownMenu.Trigger className="link">{words.table.hidden(hidden.length)}</DropdownMenu.Trigger>
          <DropdownMenu.Portal>
            <DropdownMenu.Content className="menu" align="start" sideOffset={4}>
              {hidden.map((index) => (
                <DropdownMenu.Item
                  key={index}
                  className="menu-item"
                  onSelect={() => view.setLayout({ ...layout, hidden: toggled(layout.hidden, index) })}
                >
                  {words.table.show(value.columns[index]?.name ?? '')}
                </DropdownMenu.Item>
              ))}
            </DropdownMenu.Content>
          </DropdownMenu.Portal>
        </DropdownMenu.Root>
      )}
      <span className="fill" />
      {isResult === undefined ? null : (
        <button
          type="button"
          className="button framed"
          onClick={async () => {
            const steps = await engine().viewAsCode(value.id, arrangement, shownColumns(layout));
            if (await appendSteps(steps)) view.reset();
            else complain(words.table.noMain);
          }}
        >
          {words.table.asCode}
        </button>
      )}
      <button type="button" className="button" onClick={view.reset}>
        {words.table.reset}
      </button>
    </div>
  );
}

/** That numbers are shown in another form than they have (RES-7). */
function DisplayNote() {
  return <p className="note-line">{words.table.displayOnly}</p>;
}

/** A place for a row's number: the table goes there (RES-3). */
export function RowJump({ rows, onJump }: { readonly rows: number; readonly onJump: (row: number) => void }) {
  const [text, setText] = useState('');
  return (
    <form
      className="row-jump"
      onSubmit={(event) => {
        event.preventDefault();
        const row = Number(text.replace(/\D/g, ''));
        if (text.trim() !== '') onJump(Math.min(rows - 1, row));
      }}
    >
      <input
        className="field code"
        inputMode="numeric"
        value={text}
        placeholder={words.table.goToRow}
        aria-label={words.table.goToRow}
        onChange={(event) => setText(event.target.value)}
      />
    </form>
  );
}
