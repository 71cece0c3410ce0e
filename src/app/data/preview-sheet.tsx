import { Dialog } from 'radix-ui';
import { useMemo, useState } from 'react';
import type { ColumnPlan, FilePreview, FileReading } from '../../engine';
import { acceptPreview, closePreview, keepPreviewedFile, rereadPreview } from '../actions';
import { Icon } from '../shell/icons';
import { useHolt } from '../store';
import { sizeInWords, words } from '../words';
import ReadingLine from './reading-line';

type ColumnKind = ColumnPlan['type'];

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
              key={`${preview.id} ${preview.encoding} ${JSON.stringify(preview.table.dialect)} ${preview.table.header}`}
              preview={preview}
            />
          )}
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
  const busy = useHolt((state) => state.reading !== null);
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

  function change(index: number, next: Partial<Choice>): void {
    setChoices(choices.map((one, at) => (at === index ? { ...one, ...next } : one)));
  }

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
                        aria-label={words.data.keep(choice.name)}
                        onChange={(event) => change(index, { kept: event.target.checked })}
                      />
                      <input
                        className="field code"
                        value={choice.name}
                        size={Math.max(6, choice.name.length)}
                        spellCheck={false}
                        disabled={!choice.kept}
                        aria-label={words.data.nameOf(column.plan.original)}
                        onChange={(event) => change(index, { name: event.target.value })}
                      />
                    </span>
                    <TypeChoice
                      label={words.data.typeOf(choice.name)}
                      type={choice.type}
                      offers={[{ label: '', type: column.guess.type }, ...column.guess.offers]}
                      disabled={!choice.kept}
                      onChange={(type) => change(index, { type })}
                    />
                    <small>{column.guess.warning ?? column.guess.reason}</small>
                    {choice.kept ? (
                      <Offers
                        offers={column.guess.offers}
                        chosen={choice.type}
                        onChoose={(type) => change(index, { type })}
                      />
                    ) : null}
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

/** What else a column could be: readings that no type's name says are one press away (DAT-5). */
function Offers(props: {
  readonly offers: readonly { readonly label: string; readonly type: ColumnKind }[];
  readonly chosen: ColumnKind;
  readonly onChoose: (type: ColumnKind) => void;
}) {
  const { offers, chosen, onChoose } = props;
  const own = offers.filter(({ type }) => type.scalar !== 'Text' && keyOf(type) !== keyOf(chosen));
  return own.map(({ label, type }) => (
    <button
      key={keyOf(type)}
      type="button"
      className="link preview-offer"
      onClick={() => onChoose({ ...type, optional: chosen.optional })}
    >
      {label}
    </button>
  ));
}

const identifier = /^[\p{L}_][\p{L}\p{N}_]*$/u;

function TypeChoice(props: {
  readonly label: string;
  readonly type: ColumnKind;
  readonly offers: readonly { readonly label: string; readonly type: ColumnKind }[];
  readonly disabled: boolean;
  readonly onChange: (type: ColumnKind) => void;
}) {
  const { type } = props;
  const chosen = keyOf(type);
  const offered = new Map(props.offers.map((offer) => [keyOf(offer.type), offer]));
  // Any scalar may be chosen as well: rows that do not fit are listed then (DAT-3, DAT-7).
  for (const scalar of scalars) {
    const own: ColumnKind = { scalar, optional: false };
    if (!offered.has(keyOf(own))) offered.set(keyOf(own), { label: '', type: own });
  }
  if (!offered.has(chosen)) offered.set(chosen, { label: '', type });
  return (
    <span className="preview-kind">
      <select
        className="field code preview-type"
        aria-label={props.label}
        value={chosen}
        disabled={props.disabled}
        onChange={(event) => {
          const next = offered.get(event.target.value);
          if (next !== undefined) props.onChange({ ...next.type, optional: type.optional });
        }}
      >
        {[...offered].map(([key, offer]) => (
          <option key={key} value={key}>
            {kindName(offer.type)}
            {offer.type.scalar !== null && offer.type.form !== undefined ? ` · ${offer.label}` : ''}
          </option>
        ))}
      </select>
      <label className="preview-optional">
        <input
          type="checkbox"
          checked={type.optional}
          disabled={props.disabled}
          onChange={(event) => props.onChange({ ...type, optional: event.target.checked })}
        />
        {words.data.optional}
      </label>
    </span>
  );
}

const scalars = [
  'Int64',
  'Float64',
  'Decimal',
  'Text',
  'Bool',
  'Date',
  'Time',
  'Timestamp',
  'Int32',
  'Uint64',
] as const;

/** Tells types apart without their optionality. */
function keyOf(type: ColumnKind): string {
  return type.scalar === null ? JSON.stringify(type.ty) : `${type.scalar}/${type.form ?? ''}`;
}

function kindName(type: ColumnKind): string {
  if (type.scalar !== null) return type.scalar;
  const { kind } = type.ty;
  if (kind.kind === 'enum') return words.data.nested.enum(kind.variants.map((one) => one.name).join(', '));
  return kind.kind === 'array' ? words.data.nested.array : words.data.nested.tuple;
}

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

function isNumber(type: ColumnKind): boolean {
  return type.scalar === 'Int64' || type.scalar === 'Float64' || type.scalar === 'Decimal';
}
