import { use, useEffect, useId, useRef } from 'react';
import type { Entry, FieldType } from '../../engine';
import { Icon } from '../shell/icons';
import { words } from '../words';
import { ChoiceField } from './choice-field';
import { type Described, FieldContext, type FieldProps } from './field-context';
import { switched } from './inputs';
import { RowsField } from './rows-field';
import { WordsField } from './words-field';

/** One level of a form: its control, the way to write it as a literal, and what is wrong with it (DAT-13). */
export function Field(props: FieldProps) {
  const { type, entry, path, label } = props;
  const { faults } = use(FieldContext);
  const now = useRef(props);
  useEffect(() => {
    now.current = props;
  });
  const fault = faults.find((one) => one.path.join() === path.join());
  const id = useId();
  const literal = entry.kind === 'literal';
  // What is only missing yet is said more quietly than what is wrong.
  const untouched = 'text' in entry && entry.text.trim() === '';
  const described = fault === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': id };
  return (
    <div className="input-field" data-wide={isWide(type, entry) ? '' : undefined}>
      <div className="input-control">
        <Control {...props} described={described} />
        {type.kind === 'opaque' ? null : (
          <button
            type="button"
            className="button icon input-switch"
            aria-pressed={literal}
            aria-label={words.inputs.asLiteral(label)}
            title={literal ? words.inputs.toForm : words.inputs.toLiteral}
            onClick={async () => {
              let from = entry;
              let next = await switched(type, from);
              // What was typed in the meantime, here or beside, stays.
              while (now.current.entry !== from) {
                from = now.current.entry;
                next = await switched(now.current.type, from);
              }
              if (next !== undefined) now.current.onChange(next);
            }}
          >
            <Icon name="code" />
          </button>
        )}
      </div>
      {fault === undefined ? null : (
        <small id={id} className="input-fault" data-missing={untouched ? '' : undefined}>
          {fault.message}
        </small>
      )}
    </div>
  );
}

function Control(props: FieldProps & { readonly described: Described }) {
  const { type, entry, path, label, onChange, described } = props;
  if (entry.kind === 'literal') {
    return (
      <textarea
        className="field code input-literal"
        rows={Math.min(8, entry.text.split('\n').length)}
        value={entry.text}
        spellCheck={false}
        placeholder={words.inputs.placeholder(type.source)}
        aria-label={words.inputs.value(label)}
        onChange={(event) => onChange({ kind: 'literal', text: event.target.value })}
        {...described}
      />
    );
  }
  if (type.kind === 'scalar' && entry.kind === 'words') {
    return <WordsField {...props} type={type} entry={entry} />;
  }
  if (entry.kind === 'switch') {
    return (
      <label className="input-switched">
        <input
          type="checkbox"
          role="switch"
          checked={entry.on}
          aria-checked={entry.on}
          aria-label={words.inputs.value(label)}
          onChange={(event) => onChange({ kind: 'switch', on: event.target.checked })}
        />
        <span className="code">{String(entry.on)}</span>
      </label>
    );
  }
  if (type.kind === 'option' && entry.kind === 'maybe') {
    return <ChoiceField {...props} type={type} entry={entry} />;
  }
  if (type.kind === 'enum' && entry.kind === 'choice') {
    return <ChoiceField {...props} type={type} entry={entry} />;
  }
  if (type.kind === 'array' && entry.kind === 'rows')
    return <RowsField {...props} type={type} entry={entry} />;
  if (type.kind === 'tuple' && entry.kind === 'group') {
    return (
      <fieldset className="input-group" aria-label={words.inputs.value(label)}>
        {type.fields.map((field, i) => {
          const name = field.name ?? String(i);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: fields of a type keep their order
            <div key={i} className="input-part">
              <span className="input-part-name code" title={field.type.source}>
                {name}
              </span>
              <Field
                type={field.type}
                entry={entry.fields[i]!}
                path={[...path, i]}
                label={`${label}.${name}`}
                onChange={(next) => onChange({ kind: 'group', fields: entry.fields.with(i, next) })}
              />
            </div>
          );
        })}
      </fieldset>
    );
  }
  return null;
}

/** Whether a field takes its own line. */
function isWide(type: FieldType, entry: Entry): boolean {
  if (entry.kind === 'group' || entry.kind === 'rows' || entry.kind === 'literal') return true;
  return type.kind === 'enum' || type.kind === 'option';
}
