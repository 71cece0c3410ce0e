import { useEffect, useState } from 'react';
import type { ValueView as HeldValue, ValueId, ValuePath } from '../../engine';
import { Icon } from '../shell/icons';
import { words } from '../words';
import { engine } from '../workers';
import { PartView } from './part-view';

/** A part of a value beside its table, with its path; a table in it opens as a table (RES-5). */
export function PartPanel(props: {
  readonly value: ValueId;
  readonly path: ValuePath;
  /** In words: `[17].lines`. */
  readonly label: string;
  readonly onClose: () => void;
}) {
  const { value, path, label, onClose } = props;
  const [part, setPart] = useState<HeldValue | string | null>(null);
  useEffect(() => {
    let current = true;
    let held: number | undefined;
    void engine()
      .part(value, path)
      .then((answer) => {
        if (answer.ok) held = answer.value.id;
        if (current) setPart(answer.ok ? answer.value : answer.error);
        else if (held !== undefined) void engine().release(held);
      });
    return () => {
      current = false;
      if (held !== undefined) void engine().release(held);
    };
  }, [value, path]);
  return (
    <section className="part-panel" aria-label={words.table.part(label)}>
      <div className="head">
        <span className="code part-path">{label}</span>
        {part === null || typeof part === 'string' ? null : <small className="code">{part.type}</small>}
        <span className="fill" />
        <button
          type="button"
          className="button icon"
          aria-label={words.table.closePart}
          title={words.table.closePart}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </div>
      {typeof part === 'string' ? <p className="note-line">{part}</p> : null}
      {part === null || typeof part === 'string' ? null : <PartView value={part} />}
    </section>
  );
}
