import { memo } from 'react';
import type { ColumnPlan, FilePreview } from '../../engine';
import { words } from '../words';

export type ColumnKind = ColumnPlan['type'];

/** What a column of the file becomes. */
export interface Choice {
  readonly name: string;
  readonly type: ColumnKind;
  readonly kept: boolean;
}

type Column = FilePreview['table']['columns'][number];

interface Props {
  readonly table: FilePreview['table'];
  /** One for each column of the table. */
  readonly choices: readonly Choice[];
  /** Stays the same function: what did not change is not drawn again. */
  readonly onChange: (index: number, next: Partial<Choice>) => void;
}

/** The columns of a file with what they become, over its first rows (DAT-2, DAT-3). */
export function PreviewTable({ table, choices, onChange }: Props) {
  const looks = choices
    .map(({ kept, type }) => (kept ? (isNumber(type) ? 'end' : 'start') : 'left out'))
    .join();
  return (
    <div className="preview-table">
      <table>
        <thead>
          <tr>
            {table.columns.map((column, index) => (
              <ColumnHead
                key={column.plan.index}
                index={index}
                column={column}
                choice={choices[index]!}
                onChange={onChange}
              />
            ))}
          </tr>
        </thead>
        <FirstRows table={table} looks={looks} />
      </table>
    </div>
  );
}

const ColumnHead = memo(function ColumnHead(props: {
  readonly index: number;
  readonly column: Column;
  readonly choice: Choice;
  readonly onChange: Props['onChange'];
}) {
  const { index, column, choice } = props;
  const change = (next: Partial<Choice>) => props.onChange(index, next);
  return (
    <th scope="col" data-kept={choice.kept ? '' : undefined}>
      <span className="preview-column">
        <input
          type="checkbox"
          checked={choice.kept}
          aria-label={words.data.keep(choice.name)}
          onChange={(event) => change({ kept: event.target.checked })}
        />
        <input
          className="field code"
          value={choice.name}
          size={Math.max(6, choice.name.length)}
          spellCheck={false}
          disabled={!choice.kept}
          aria-label={words.data.nameOf(column.plan.original)}
          onChange={(event) => change({ name: event.target.value })}
        />
      </span>
      <TypeChoice
        label={words.data.typeOf(choice.name)}
        type={choice.type}
        offers={[{ label: '', type: column.guess.type }, ...column.guess.offers]}
        disabled={!choice.kept}
        onChange={(type) => change({ type })}
      />
      <small>{column.guess.warning ?? column.guess.reason}</small>
      {choice.kept ? (
        <Offers offers={column.guess.offers} chosen={choice.type} onChoose={(type) => change({ type })} />
      ) : null}
    </th>
  );
});

/** The first rows as the file has them; `looks` says of each column where its cells stand or that it is left out. */
const FirstRows = memo(function FirstRows(props: { readonly table: Props['table']; readonly looks: string }) {
  const { table } = props;
  const looks = props.looks.split(',');
  return (
    <tbody>
      {table.rows.map((row, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a file keep their order
        <tr key={line}>
          {table.columns.map((column, index) => (
            <td
              key={column.plan.index}
              data-align={looks[index] === 'end' ? 'end' : 'start'}
              data-kept={looks[index] === 'left out' ? undefined : ''}
            >
              {row[column.plan.index]}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
});

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

function isNumber(type: ColumnKind): boolean {
  return type.scalar === 'Int64' || type.scalar === 'Float64' || type.scalar === 'Decimal';
}
