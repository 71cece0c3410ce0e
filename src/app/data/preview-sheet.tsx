import { Dialog } from 'radix-ui';
import { useCallback, useMemo, useState } from 'react';
import type { ColumnPlan, FilePreview, FileReading } from '../../engine';
import { acceptPreview, closePreview, keepPreviewedFile, rereadPreview } from '../actions';
import { Icon } from '../shell/icons';
import { useHolt } from '../store';
import { sizeInWords, words } from '../words';
import type { NamedPreview } from './free-names';
import { type Choice, type ColumnKind, PreviewTable } from './preview-table';
import ReadingLine from './reading-line';

/** What a file looks like before anything is added: its columns, their types and why, the first rows (DAT-2, DAT-3). */
export default function PreviewSheet() {
  const preview = useHolt((state) => state.preview);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && closePreview()}>
      <Dialog.Portal>
        <Dialog.Overlay className="sheet-veil" />
        <Dialog.Content className="sheet preview-sheet" aria-describedby={undefined}>
          {preview === null ? null : (
            <Preview
              key={`${preview.id} ${preview.name} ${preview.encoding} ${JSON.stringify(preview.table.dialect)} ${preview.table.header}`}
              preview={preview}
            />
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Preview({ preview }: { readonly preview: NamedPreview }) {
  const { table } = preview;
  const misfits = useHolt((state) => state.misfits);
  const [name, setName] = useState(preview.name);
  const [typeName, setTypeName] = useState(preview.typeName);
  const busy = useHolt((state) => state.reading !== null);
  const waiting = useHolt((state) => state.waitingFiles.length);
  const replaced = useHolt((state) => state.dataSets.find((set) => set.name === name));
  const taken = useHolt((state) => state.dataSets.find((set) => set.name === preview.taken));
  const [choices, setChoices] = useState<readonly Choice[]>(() =>
    table.columns.map((column) => ({ name: column.plan.name, type: column.plan.type, kept: true })),
  );
  const names = useMemo(() => choices.filter((one) => one.kept).map((one) => one.name), [choices]);
  const valid =
    identifier.test(name) &&
    identifier.test(typeName) &&
    names.length > 0 &&
    names.every((one) => one !== '' && !one.includes('`')) &&
    new Set(names).size === names.length;

  // The same function each time, so that of many columns only the one that was changed is drawn again (DAT-3).
  const change = useCallback((index: number, next: Partial<Choice>) => {
    setChoices((before) => before.map((one, at) => (at === index ? { ...one, ...next } : one)));
  }, []);

  /** Gives the columns whose cells did not fit another type (DAT-7, STA-17). */
  function mend(to: (type: ColumnKind) => ColumnKind): void {
    const wrong = new Set(misfits?.bad.map((bad) => bad.column));
    setChoices(
      choices.map((one, at) =>
        wrong.has(table.columns[at]!.plan.index) ? { ...one, type: to(one.type) } : one,
      ),
    );
    useHolt.setState({ misfits: null });
  }

  async function accept(skipBad: boolean): Promise<void> {
    const plans = table.columns.flatMap((column, index): ColumnPlan[] => {
      const choice = choices[index]!;
      return choice.kept ? [{ ...column.plan, name: choice.name, type: choice.type }] : [];
    });
    await acceptPreview({ preview: preview.id, name, typeName, plans, skipBad });
  }

  return (
    <>
      <Dialog.Title className="sheet-title">
        {words.data.title(preview.fileName)}
        <Dialog.Close className="button icon" aria-label={words.data.cancel}>
          <Icon name="close" />
        </Dialog.Close>
      </Dialog.Title>
      <p>
        {words.data.summary(
          table.complete
            ? words.side.rows(table.rowCount)
            : words.data.atLeast(words.side.rows(table.rowCount)),
          table.columns.length,
          sizeInWords(preview.bytes),
          words.data.formats[preview.format],
        )}
      </p>
      {waiting === 0 ? null : <p className="note-line">{words.data.waiting(waiting)}</p>}
      <ReadingChoices preview={preview} />
      {preview.notes.map((note) => (
        <p key={note} className="note-line">
          {note}
        </p>
      ))}
      <div className="preview-names">
        <label>
          <span>{words.data.name}</span>
          <input
            className="field code"
            value={name}
            spellCheck={false}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <label>
          <span>{words.data.rowType}</span>
          <input
            className="field code"
            value={typeName}
            spellCheck={false}
            onChange={(event) => setTypeName(event.target.value)}
          />
        </label>
      </div>
      {replaced !== undefined ? <p className="note-line">{words.data.replaces(name)}</p> : null}
      {replaced === undefined && taken !== undefined ? (
        <p className="note-line">
          {words.data.nameTaken(taken.name)}{' '}
          <button
            type="button"
            className="link"
            onClick={() => {
              setName(taken.name);
              setTypeName(taken.typeName);
            }}
          >
            {words.data.replaceInstead(taken.name)}
          </button>
        </p>
      ) : null}
      <PreviewTable table={table} choices={choices} onChange={change} />
      {misfits === null ? null : (
        <div role="alert" className="misfits">
          <b>{words.data.misfits(misfits.total)}</b>
          <ul>
            {misfits.bad.slice(0, 5).map((bad) => (
              <li key={bad.line}>{words.data.misfitAt(bad.line, bad.reason)}</li>
            ))}
          </ul>
          <div className="misfit-choices">
            <button type="button" className="button framed" onClick={() => void accept(true)}>
              {words.data.skipRows}
            </button>
            {/* A row with too few or too many cells fits no type of any column. */}
            {misfits.bad.some((bad) => bad.column !== undefined) ? (
              <>
                <button
                  type="button"
                  className="button framed"
                  onClick={() => mend((type) => ({ ...type, optional: true }))}
                >
                  {words.data.makeOptional}
                </button>
                <button
                  type="button"
                  className="button framed"
                  onClick={() => mend(({ optional }) => ({ scalar: 'Text', optional }))}
                >
                  {words.data.widen}
                </button>
              </>
            ) : null}
            <Dialog.Close className="button">{words.data.stop}</Dialog.Close>
          </div>
        </div>
      )}
      <ReadingLine />
      <div className="sheet-actions">
        {preview.format === 'parquet' ? (
          <button type="button" className="button" onClick={() => void keepPreviewedFile()}>
            {words.data.onlyKeep}
          </button>
        ) : null}
        <Dialog.Close className="button">{words.data.cancel}</Dialog.Close>
        <button
          type="button"
          className="button main"
          disabled={!valid || busy}
          onClick={() => void accept(false)}
        >
          {words.data.accept}
        </button>
      </div>
    </>
  );
}

const identifier = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** Encoding, separator and header of a text file, for when the first look was wrong (DAT-2, DAT-9). */
function ReadingChoices({ preview }: { readonly preview: FilePreview }) {
  const { table, encoding } = preview;
  const reread = (change: FileReading) =>
    void rereadPreview(preview.id, {
      ...(encoding === null ? {} : { encoding }),
      ...(table.dialect === null ? {} : { delimiter: table.dialect.delimiter, header: table.header }),
      ...change,
    });
  if (encoding === null) return null;
  return (
    <div className="preview-reading">
      <label>
        <span>{words.data.encoding}</span>
        <select
          className="field"
          value={encoding}
          onChange={(event) => reread({ encoding: event.target.value as typeof encoding })}
        >
          {Object.entries(words.data.encodings).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {table.dialect === null ? null : (
        <>
          <label>
            <span>{words.data.separator}</span>
            <select
              className="field"
              value={table.dialect.delimiter}
              onChange={(event) => reread({ delimiter: event.target.value })}
            >
              {Object.entries(words.data.separators).map(([value, name]) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label className="preview-optional">
            <input
              type="checkbox"
              checked={table.header}
              onChange={(event) => reread({ header: event.target.checked })}
            />
            {words.data.header}
          </label>
        </>
      )}
    </div>
  );
}
