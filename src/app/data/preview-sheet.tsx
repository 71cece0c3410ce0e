import { Dialog } from 'radix-ui';
import { useMemo, useState } from 'react';
import type { ColumnPlan, FilePreview } from '../../engine';
import { acceptPreview } from '../actions';
import { Icon } from '../shell/icons';
import { useHolt } from '../store';
import { sizeInWords, words } from '../words';

type ColumnKind = ColumnPlan['type'];

/** What a file looks like before anything is added: its columns, their types and why, the first rows (DAT-2, DAT-3). */
export default function PreviewSheet() {
  const preview = useHolt((state) => state.preview);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && useHolt.setState({ preview: null, misfits: null })}>
      <Dialog.Portal>
        <Dialog.Overlay className="sheet-veil" />
        <Dialog.Content className="sheet preview-sheet" aria-describedby={undefined}>
          {preview === null ? null : <Preview key={preview.id} preview={preview} />}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface Choice {
  readonly name: string;
  readonly type: ColumnKind;
  readonly kept: boolean;
}

function Preview({ preview }: { readonly preview: FilePreview }) {
  const { table } = preview;
  const misfits = useHolt((state) => state.misfits);
  const [name, setName] = useState(preview.name);
  const [typeName, setTypeName] = useState(preview.typeName);
  const [busy, setBusy] = useState(false);
  const [choices, setChoices] = useState<readonly Choice[]>(() =>
    table.columns.map((column) => ({ name: column.plan.name, type: column.plan.type, kept: true })),
  );
  const names = useMemo(() => choices.filter((one) => one.kept).map((one) => one.name), [choices]);
  const valid =
    identifier.test(name) &&
    identifier.test(typeName) &&
    names.length > 0 &&
    names.every((one) => one !== '') &&
    new Set(names).size === names.length;

  function change(index: number, next: Partial<Choice>): void {
    setChoices(choices.map((one, at) => (at === index ? { ...one, ...next } : one)));
  }

  async function accept(skipBad: boolean): Promise<void> {
    setBusy(true);
    const plans = table.columns.flatMap((column, index): ColumnPlan[] => {
      const choice = choices[index]!;
      return choice.kept ? [{ ...column.plan, name: choice.name, type: choice.type }] : [];
    });
    await acceptPreview({ preview: preview.id, name, typeName, plans, skipBad });
    setBusy(false);
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
          words.side.rows(table.rowCount),
          table.columns.length,
          sizeInWords(preview.bytes),
          separatorInWords(table.dialect.delimiter),
        )}
      </p>
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
      <div className="preview-table">
        <table>
          <thead>
            <tr>
              {table.columns.map((column, index) => {
                const choice = choices[index]!;
                return (
                  <th key={column.plan.index} scope="col" data-kept={choice.kept ? '' : undefined}>
                    <span className="preview-column">
                      <input
                        type="checkbox"
                        checked={choice.kept}
                        aria-label={`${words.data.keep} ${choice.name}`}
                        onChange={(event) => change(index, { kept: event.target.checked })}
                      />
                      <input
                        className="field code"
                        value={choice.name}
                        size={Math.max(6, choice.name.length)}
                        spellCheck={false}
                        disabled={!choice.kept}
                        aria-label={`${words.data.column} ${column.plan.original}`}
                        onChange={(event) => change(index, { name: event.target.value })}
                      />
                    </span>
                    <TypeChoice
                      label={`${words.data.type} ${choice.name}`}
                      type={choice.type}
                      offers={[{ label: '', type: column.guess.type }, ...column.guess.offers]}
                      disabled={!choice.kept}
                      onChange={(type) => change(index, { type })}
                    />
                    <small title={column.guess.warning}>{column.guess.warning ?? column.guess.reason}</small>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row, line) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of a file keep their order
              <tr key={line}>
                {table.columns.map((column, index) => (
                  <td
                    key={column.plan.index}
                    data-align={isNumber(choices[index]!.type) ? 'end' : 'start'}
                    data-kept={choices[index]!.kept ? '' : undefined}
                  >
                    {row[column.plan.index]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {misfits === null ? null : (
        <div role="alert" className="misfits">
          <b>{words.data.misfits(misfits.total)}</b>
          <ul>
            {misfits.bad.slice(0, 5).map((bad) => (
              <li key={bad.line}>{words.data.misfitAt(bad.line, bad.reason)}</li>
            ))}
          </ul>
          <button type="button" className="button framed" onClick={() => void accept(true)}>
            {words.data.skipRows}
          </button>
        </div>
      )}
      <div className="sheet-actions">
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

function TypeChoice(props: {
  readonly label: string;
  readonly type: ColumnKind;
  readonly offers: readonly { readonly label: string; readonly type: ColumnKind }[];
  readonly disabled: boolean;
  readonly onChange: (type: ColumnKind) => void;
}) {
  const { type, offers } = props;
  const options = offers.flatMap((offer) => [
    { ...offer, type: { ...offer.type, optional: false } },
    { ...offer, type: { ...offer.type, optional: true } },
  ]);
  const key = (one: ColumnKind) => `${one.scalar}${one.optional ? '?' : ''}/${one.form ?? ''}`;
  return (
    <select
      className="field code preview-type"
      aria-label={props.label}
      value={key(type)}
      disabled={props.disabled}
      onChange={(event) => {
        const chosen = options.find((option) => key(option.type) === event.target.value);
        if (chosen !== undefined) props.onChange(chosen.type);
      }}
    >
      {[...new Map(options.map((option) => [key(option.type), option])).values()].map((option) => (
        <option key={key(option.type)} value={key(option.type)}>
          {option.type.scalar}
          {option.type.optional ? '?' : ''}
          {option.type.form === undefined ? '' : ` · ${option.label}`}
        </option>
      ))}
    </select>
  );
}

function isNumber(type: ColumnKind): boolean {
  return type.scalar === 'Int64' || type.scalar === 'Float64' || type.scalar === 'Decimal';
}

function separatorInWords(delimiter: string): string {
  return words.data.separators[delimiter as keyof typeof words.data.separators] ?? delimiter;
}
