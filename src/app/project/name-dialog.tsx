import { useId, useState } from 'react';
import { Sheet } from '../shell/sheet';
import { useHolt } from '../store';
import type { NameQuestion } from './ask-name';

/** One name is asked for: of a project, a file or a snapshot. */
export default function NameDialog({ question }: { readonly question: NameQuestion }) {
  const [name, setName] = useState(question.value);
  const field = useId();
  const reason = question.refuse?.(name.trim());
  const close = () => useHolt.setState({ question: null });
  return (
    <Sheet title={question.title} kind="small" onClose={close}>
      <form
        className="name-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === '' || reason !== undefined) return;
          close();
          question.onAccept(name.trim());
        }}
      >
        <label htmlFor={field}>{question.label}</label>
        <input
          id={field}
          className="field"
          value={name}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={reason !== undefined}
          aria-describedby={`${field}-reason`}
          onChange={(event) => setName(event.target.value)}
          onFocus={(event) => event.target.select()}
        />
        <p id={`${field}-reason`} className="name-reason" role="status">
          {reason}
        </p>
        <div className="sheet-actions">
          <button type="submit" className="button main" disabled={name.trim() === '' || reason !== undefined}>
            {question.accept}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
