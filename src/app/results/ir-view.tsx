import { useEffect, useState } from 'react';
import { projectOf, useHolt } from '../store';
import { words } from '../words';
import { engine } from '../workers';
import { CopyButton } from './copy-button';
import { PlainText } from './plain-text';

/** The program between text and engines: one small typed language, everything inlined (specification 3). */
export default function IrView() {
  const checked = useHolt((state) => state.check);
  const [text, setText] = useState<string | null>(null);

  useEffect(() => {
    if (checked?.program === undefined) return;
    let current = true;
    void engine()
      .ir(projectOf(useHolt.getState()))
      .then((answer) => {
        if (current && answer.ok) setText(answer.value);
      });
    return () => {
      current = false;
    };
  }, [checked]);

  if (text === null)
    return <p className="note-line">{checked?.program === undefined ? words.plan.empty : ''}</p>;
  return (
    <>
      <div className="result-head">
        <span className="result-facts">
          <span>{words.view.irNote}</span>
        </span>
        <CopyButton text={text} />
      </div>
      <PlainText text={text} label={words.view.ir} />
    </>
  );
}
