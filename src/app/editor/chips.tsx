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
const typingTime = 400;
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
            await typeEdits(name);
            setTyping(false);
          }}
        >
          {words.chips[name]}
        </button>
      ))}
    </fieldset>
  );
}

/** Types each of the edits, letter by letter where motion is welcome; one press is one undo step. */
async function typeEdits(name: ChipName): Promise<void> {
  const began = performance.now();
  const count = edits[name].length;
  const typeAll = async () => {
    for (const [i, [find, write]] of edits[name].entries())
      await typeInstead(find, write, began + (typingTime * i) / count, typingTime / count);
  };
  await (currentEditor()?.asOneStep(typeAll) ?? typeAll());
}

/** Types `write` over `find` within `time` ms from `began` on. Late letters come together. */
async function typeInstead(find: string, write: string, began: number, time: number): Promise<void> {
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
  editor.replace(range, '');
  for (let typed = 0; typed < letters.length; ) {
    await new Promise(requestAnimationFrame);
    const due = Math.max(typed + 1, Math.ceil(((performance.now() - began) / time) * letters.length));
    const at = range.start + typed;
    currentEditor()?.replace({ start: at, end: at }, letters.slice(typed, due));
    typed = due;
  }
}

function sharedStart(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i;
}
