import { useRef } from 'react';
import type { Entry, FieldType } from '../../engine';
import { Icon } from '../shell/icons';
import { words } from '../words';
import type { Described, FieldProps } from './field-context';

type Scalar = Extract<FieldType, { kind: 'scalar' }>;
type Words = Extract<Entry, { kind: 'words' }>;

/** Native pickers, and how many characters of their value belong to ours. */
const pickers: Partial<Record<Scalar['scalar'], 'date' | 'time' | 'datetime-local'>> = {
  Date: 'date',
  Time: 'time',
  Timestamp: 'datetime-local',
};

/** A number, text, date or time in words; dates and times have the browser's own picker beside them. */
export function WordsField(props: FieldProps<Scalar, Words> & { readonly described: Described }) {
  const { type, entry, label, onChange, described } = props;
  const picker = pickers[type.scalar];
  const chosen = useRef<HTMLInputElement>(null);
  const isText = type.scalar === 'Text';
  const control = {
    className: 'field code input-words',
    value: entry.text,
    spellCheck: false,
    placeholder: words.inputs.examples[type.scalar],
    'aria-label': words.inputs.value(label),
    ...described,
  };
  const change = (text: string) => onChange({ kind: 'words', text });
  return (
    <>
      {isText && entry.text.includes('\n') ? (
        <textarea {...control} rows={4} onChange={(event) => change(event.target.value)} />
      ) : (
        <input
          {...control}
          data-kind={isText ? 'text' : undefined}
          inputMode={isText || picker !== undefined ? 'text' : 'decimal'}
          onChange={(event) => change(event.target.value)}
        />
      )}
      {picker === undefined ? null : (
        <span className="input-picker">
          <input
            ref={chosen}
            type={picker}
            step={picker === 'date' ? undefined : 1}
            tabIndex={-1}
            aria-hidden="true"
            value={entry.text.replace(/^@/, '').replace(' ', 'T')}
            onChange={(event) => change(event.target.value)}
          />
          <button
            type="button"
            className="button icon"
            aria-label={words.inputs.pick(label)}
            title={words.inputs.pick(label)}
            onClick={() => chosen.current?.showPicker()}
          >
            <Icon name={picker === 'time' ? 'clock' : 'calendar'} />
          </button>
        </span>
      )}
    </>
  );
}
