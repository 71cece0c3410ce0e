import { use } from 'react';
import type { Entry, FieldType } from '../../engine';
import { announce, complain } from '../session';
import { Icon } from '../shell/icons';
import { words } from '../words';
import { engine } from '../workers';
import { FieldContext, type FieldProps } from './field-context';

type ArrayType = Extract<FieldType, { kind: 'array' }>;
type Rows = Extract<Entry, { kind: 'rows' }>;

/** Rows drawn at once; more are kept, and said. */
const drawn = 100;

/** An array as rows: add, remove, move up and down, and paste a table (DAT-13). Flat tuples stand in columns. */
export function RowsField({ type, entry, path, label, onChange }: FieldProps<ArrayType, Rows>) {
  const { Field } = use(FieldContext);
  const { item } = type;
  const { items } = entry;
  const change = (next: readonly Entry[]) => onChange({ kind: 'rows', items: next });
  const columns =
    item.kind === 'tuple' && item.fields.every((field) => isFlat(field.type)) ? item.fields : null;

  async function paste(text: string): Promise<void> {
    const rows = await engine().pastedRows(item, text);
    if (rows.length === 0) {
      complain(words.inputs.nothingPasted);
      return;
    }
    change([...items, ...rows]);
    announce(words.inputs.pasted(rows.length));
  }

  return (
    <div
      className="input-rows"
      onPaste={(event) => {
        const text = event.clipboardData.getData('text/plain');
        if (!/[\t\n]/.test(text.trim())) return;
        event.preventDefault();
        event.stopPropagation();
        void paste(text);
      }}
    >
      {items.length === 0 ? <p className="input-empty">{words.inputs.noRows}</p> : null}
      {items.length > 0 && columns !== null ? (
        <table className="input-table">
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{words.view.row}</span>
              </th>
              {columns.map((field, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: fields of a type keep their order
                <th key={i} scope="col" title={field.type.source}>
                  {field.name ?? i} <small>{field.type.source}</small>
                </th>
              ))}
              <th />
            </tr>
          </thead>
          <tbody>
            {items.slice(0, drawn).map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
              <tr key={at}>
                <th scope="row">{at}</th>
                {row.kind === 'group' ? (
                  columns.map((field, i) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: fields of a type keep their order
                    <td key={i}>
                      <Field
                        type={field.type}
                        entry={row.fields[i]!}
                        path={[...path, at, i]}
                        label={`${label}[${at}].${field.name ?? i}`}
                        onChange={(next) =>
                          change(items.with(at, { kind: 'group', fields: row.fields.with(i, next) }))
                        }
                      />
                    </td>
                  ))
                ) : (
                  <td colSpan={columns.length}>{itemField(at)}</td>
                )}
                <td>
                  <RowActions label={`${label}[${at}]`} at={at} items={items} onChange={change} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <ol className="input-list">
          {items.slice(0, drawn).map((_, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
            <li key={at}>
              <span className="input-index">{at}</span>
              {itemField(at)}
              <RowActions label={`${label}[${at}]`} at={at} items={items} onChange={change} />
            </li>
          ))}
        </ol>
      )}
      {items.length > drawn ? (
        <p className="input-empty">{words.inputs.moreRows(items.length - drawn)}</p>
      ) : null}
      <div className="input-actions">
        <button type="button" className="button framed" onClick={() => change([...items, item.empty])}>
          {words.inputs.addRow}
        </button>
        <button
          type="button"
          className="button"
          onClick={async () => {
            const text = await navigator.clipboard.readText().catch(() => null);
            if (text === null) complain(words.inputs.pasteByKey);
            else await paste(text);
          }}
        >
          {words.inputs.pasteTable}
        </button>
        {items.length > 1 ? (
          <button type="button" className="button" onClick={() => change([])}>
            {words.inputs.removeAll}
          </button>
        ) : null}
      </div>
    </div>
  );

  function itemField(at: number) {
    return (
      <Field
        type={item}
        entry={items[at]!}
        path={[...path, at]}
        label={`${label}[${at}]`}
        onChange={(next) => change(items.with(at, next))}
      />
    );
  }
}

function RowActions(props: {
  readonly label: string;
  readonly at: number;
  readonly items: readonly Entry[];
  readonly onChange: (items: readonly Entry[]) => void;
}) {
  const { label, at, items, onChange } = props;
  const move = (to: number) => onChange(items.toSpliced(at, 1).toSpliced(to, 0, items[at]!));
  return (
    <span className="input-row-actions">
      <button
        type="button"
        className="button icon"
        disabled={at === 0}
        aria-label={words.inputs.moveUp(label)}
        title={words.inputs.moveUp(label)}
        onClick={() => move(at - 1)}
      >
        <Icon name="up" />
      </button>
      <button
        type="button"
        className="button icon"
        disabled={at === items.length - 1}
        aria-label={words.inputs.moveDown(label)}
        title={words.inputs.moveDown(label)}
        onClick={() => move(at + 1)}
      >
        <Icon name="down" />
      </button>
      <button
        type="button"
        className="button icon"
        aria-label={words.inputs.removeRow(label)}
        title={words.inputs.removeRow(label)}
        onClick={() => onChange(items.toSpliced(at, 1))}
      >
        <Icon name="close" />
      </button>
    </span>
  );
}

/** Whether a field fits one cell of a row. */
function isFlat(type: FieldType): boolean {
  if (type.kind === 'scalar') return true;
  if (type.kind === 'option') return type.item.kind === 'scalar';
  return type.kind === 'enum' && type.variants.every((variant) => variant.payload === null);
}
