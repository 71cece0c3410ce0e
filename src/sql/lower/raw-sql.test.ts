import { expect, test } from 'vitest';
import { rawSelect } from './raw-sql';

// Specification 4 §10, raw: one select, verbatim, without a semicolon and without parameters.

test('white space around is stripped, the rest stays', () => {
  expect(rawSelect('  SELECT 1\n')).toEqual({ ok: true, text: 'SELECT 1' });
});

test('semicolons and parameters are refused, but not within quotes and comments', () => {
  expect(rawSelect('SELECT 1;').ok).toBe(false);
  expect(rawSelect('SELECT $1').ok).toBe(false);
  expect(rawSelect(`SELECT ';', '$1', ";" -- ; $1\nFROM t /* ; */`).ok).toBe(true);
});

test('what never ends is refused', () => {
  for (const text of ["SELECT 'a", 'SELECT "a', 'SELECT /* a', '']) expect(rawSelect(text).ok).toBe(false);
});

test('a comment at the end does not swallow what follows', () => {
  expect(rawSelect('SELECT 1 -- one')).toEqual({ ok: true, text: 'SELECT 1 -- one\n' });
});
