import { use } from 'react';
import type { Entry, FieldType } from '../../engine';
import { words } from '../words';
import { FieldContext, type FieldProps } from './field-context';

type Props =
  | FieldProps<Extract<FieldType, { kind: 'option' }>, Extract<Entry, { kind: 'maybe' }>>
  | FieldProps<Extract<FieldType, { kind: 'enum' }>, Extract<Entry, { kind: 'choice' }>>;

/** An optional as a switch between none and its value, an enum as a choice; what they hold stands below. */
export function ChoiceField(props: Props) {
  const { Field } = use(FieldContext);
  const { type, entry, path, label, onChange } = props;
  const held = heldBy(type, entry);
  function choose(name: string): void {
    const payload = payloadOf(type, name);
    onChange({ kind: 'choice', variant: name, payload: payload?.empty ?? null });
  }
  function turn(on: boolean): void {
    if (type.kind !== 'option' || entry.kind !== 'maybe') return;
    onChange({ kind: 'maybe', on, item: entry.item ?? type.item.empty });
  }
  return (
    <div className="input-choice">
      {type.kind === 'option' && entry.kind === 'maybe' ? (
        <label className="input-switched">
          <input
            type="checkbox"
            role="switch"
            checked={!entry.on}
            aria-checked={!entry.on}
            aria-label={words.inputs.isNone(label)}
            onChange={(event) => turn(!event.target.checked)}
          />
          <span className="code">{words.inputs.noneSwitch}</span>
        </label>
      ) : null}
      {type.kind === 'enum' && entry.kind === 'choice' ? (
        <select
          className="field code"
          aria-label={words.inputs.variant(label)}
          value={entry.variant}
          onChange={(event) => choose(event.target.value)}
        >
          {type.variants.map((variant) => (
            <option key={variant.name} value={variant.name}>
              {variant.name}
            </option>
          ))}
        </select>
      ) : null}
      {held === null ? null : (
        <Field
          type={held.type}
          entry={held.entry}
          path={[...path, 0]}
          label={label}
          onChange={(next) =>
            onChange(entry.kind === 'maybe' ? { ...entry, item: next } : { ...entry, payload: next })
          }
        />
      )}
    </div>
  );
}

function payloadOf(type: Props['type'], variant: string): FieldType | null {
  if (type.kind !== 'enum') return type.item;
  return type.variants.find(({ name }) => name === variant)?.payload ?? null;
}

function heldBy(type: Props['type'], entry: Props['entry']): { type: FieldType; entry: Entry } | null {
  if (entry.kind === 'maybe') {
    return entry.on && entry.item !== null && type.kind === 'option'
      ? { type: type.item, entry: entry.item }
      : null;
  }
  const payload = payloadOf(type, entry.variant);
  return payload === null || entry.payload === null ? null : { type: payload, entry: entry.payload };
}
