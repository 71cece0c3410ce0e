import { expect, test } from 'vitest';
import { placeOf } from './place-of';

const text = 'const xs = [3, 0]\n\nfunc main() -> xs\n  | map(x -> 6 / x) \n  | sort()\n';
const at = (part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length });

test('STA-7 the place of a failure is its line with the part that failed', () => {
  expect(placeOf(text, at('6 / x'))).toEqual({ line: 4, before: '| map(x -> ', failed: '6 / x', after: ')' });
  expect(placeOf(text, at('const'))).toEqual({ line: 1, before: '', failed: 'const', after: ' xs = [3, 0]' });
});

test('a part over several lines is cut at its first; one beyond the text has no place', () => {
  expect(placeOf(text, at('xs\n  | map'))).toMatchObject({ line: 3, failed: 'xs', after: '' });
  expect(placeOf('1', { start: 0, end: 5 })).toBeUndefined();
});
