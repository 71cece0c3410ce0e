import { expect, test } from 'vitest';
import { lastSteps, rewind, stepsKept, type UndoStep } from './undo-steps';

/** A step that replaces one piece of a text. */
const step = (at: number, oldText: string, newText: string): UndoStep => [
  { oldPosition: at, oldText, newPosition: at, newText },
];

test('EDT-13 a text is rewound to what it was before its steps, also where one changed several places', () => {
  const both: UndoStep = [
    { oldPosition: 0, oldText: 'a', newPosition: 0, newText: 'long' },
    { oldPosition: 2, oldText: 'a', newPosition: 5, newText: 'long' },
  ];
  const steps = [step(0, '', 'a a'), both, step(9, '', '!')];
  expect(rewind('long long!', steps)).toEqual({ text: '', steps });
});

test('EDT-13 steps that do not lead to the text are left out with all before them', () => {
  const steps = [step(0, '', 'one'), step(3, '', ' two'), step(7, '', ' three')];
  expect(rewind('ONE two three', steps)).toEqual({ text: 'ONE', steps: steps.slice(1) });
  expect(rewind('one two', steps)).toEqual({ text: 'one two', steps: [] });
  expect(rewind('', steps)).toEqual({ text: '', steps: [] });
});

test('EDT-13 the last 200 steps are kept, fewer where they are very long', () => {
  const many = Array.from({ length: 250 }, (_, i) => step(i, '', 'x'));
  expect(stepsKept).toBe(200);
  expect(lastSteps(many)).toEqual(many.slice(50));
  const long = Array.from({ length: 5 }, () => step(0, '', 'x'.repeat(60_000)));
  expect(lastSteps(long)).toHaveLength(3);
});
