import { useState } from 'react';
import { chooseSelector } from '../session';
import { useHolt } from '../store';
import { words } from '../words';

/** Exact control: the text of a runner selector (specification 5 §8.2, GO-4). */
export function SelectorField({ done }: { readonly done: () => void }) {
  const kept = useHolt((state) => state.selector);
  const [text, setText] = useState(kept);
  return (
    <form
      className="selector"
      onSubmit={(event) => {
        event.preventDefault();
        void chooseSelector(text.trim());
        done();
      }}
    >
      <label>
        {words.runner.selector}
        <input
          className="field code"
          value={text}
          placeholder={words.runner.selectorHint}
          onChange={(event) => setText(event.target.value)}
          // Letters would choose entries of the menu around.
          onKeyDown={(event) => {
            if (event.key !== 'Escape' && event.key !== 'Tab') event.stopPropagation();
          }}
        />
      </label>
      <small>{words.runner.selectorNote}</small>
    </form>
  );
}
