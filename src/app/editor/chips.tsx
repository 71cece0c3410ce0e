import { useState } from 'react';
import { edit } from '../session';
import { mainText, useHolt } from '../store';
import { words } from '../words';
import { currentEditor } from './editor-handle';

/** One-press edits of the starter: what to find and what to write in its place. */
const edits = {
  after2022: [['s.year > 2020', 's.year > 2022']],
  groupByYear: [
    ['s -> s.river, func (river, seen)', 's -> s.year, func (year, seen)'],
    ['  river, visits', '  year, visits'],
  ],
  breakIt: [['s -> s.otters', 's -> s.oters']],
  mend: [['s -> s.oters', 's -> s.otters']],
} as const;

type ChipName = keyof typeof edits;

/** The whole edit takes less than this, in ms (FST-3). */
const typingTime = 500;
const still = window.matchMedia('(prefers-reduced-motion: reduce)');

/** Three edits of the starter that one press types (FST-3, FST-4). */
export function Chips() {
  const text = useHolt(mainText);
  const [typing, setTyping] = useState(false);
  const possible = (Object.keys(edits) as ChipName[]).filter((name) => text.includes(edits[name][0][0]));
  return (
    <fieldset className="chips" disabled={typing}>
      <legend className="visually-hidden">{words.chips.label}</legend>
      {possible.map((name) => (
        <button
          key={name}
          type="button"
          className="chip"
          onClick={async () => {
            setTyping(true);
            for (const [find, write] of edits[name]) await typeInstead(find, write);
            setTyping(false);
          }}
        >
          {words.chips[name]}
        </button>
      ))}
    </fieldset>
  );
}

/** Types `write` over `find`, letter by letter where motion is welcome. */
async function typeInstead(find: string, write: string): Promise<void> {
  const text = mainText(useHolt.getState());
  const start = text.indexOf(find);
  if (start < 0) return;
  const editor = currentEditor();
  if (editor === null) {
    edit(text.replace(find, write));
    return;
  }
  const same = sharedStart(find, write);
  const range = { start: start + same, end: start + find.length };
  const letters = write.slice(same);
  if (still.matches) {
    editor.replace(range, letters);
    return;
  }
  const pause = typingTime / Math.max(letters.length, 1) / 2;
  editor.replace(range, '');
  for (let i = 0; i < letters.length; i++) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    currentEditor()?.replace({ start: range.start + i, end: range.start + i }, letters[i]!);
  }
}

function sharedStart(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i;
}
