import { expect, test } from 'vitest';
import type { CompletionView, Diagnostic } from '../../engine';
import { matching, plainInsert, problemParts } from './touch-text';

const entry = (label: string, rank: number, rest: Partial<CompletionView> = {}): CompletionView => ({
  label,
  kind: 'function',
  rank,
  ...rest,
});

const problem = (start: number, end: number): Diagnostic => ({
  code: 'E0006',
  slug: 'type-mismatch',
  severity: 'error',
  message: 'no',
  span: { file: 'module.lt', start, end },
  additional: [],
});

test('LAY-8 problems of the touch editor stand at their exact span', () => {
  const parts = problemParts('let x = "no"\nlet y', [problem(8, 12), problem(9, 10), problem(17, 17)]);
  expect(parts.map((part) => [part.text, part.problem !== undefined])).toEqual([
    ['let x = ', false],
    ['"no"', true],
    ['\nlet ', false],
    ['y', true],
  ]);
  expect(parts.map((part) => part.text).join('')).toBe('let x = "no"\nlet y');
});

test('LAY-8 an entry of the completion writes its text, with the caret at its first gap', () => {
  expect(plainInsert(entry('filter', 0))).toEqual({ text: 'filter', caret: 6 });
  const gap = '$'.concat('{1:name}');
  expect(plainInsert(entry('func', 0, { insert: `func ${gap}() -> $0`, snippet: true }))).toEqual({
    text: 'func name() -> ',
    caret: 5,
  });
});

test('LAY-8 what was typed leaves the entries that begin so, in their order', () => {
  const items = [entry('map', 0), entry('filter', 1), entry('find', 2), entry('flat_map', 3)];
  expect(matching(items, 'fi').map(({ label }) => label)).toEqual(['filter', 'find']);
  expect(matching(items, '').length).toBe(4);
});
