import { expect, test } from 'vitest';
import { heightOfRows, rowAt, topOfRow } from './row-heights';

test('RES-5 a row opened in place pushes the rows after it down', () => {
  const opened = { row: 3, height: 200 };
  expect(topOfRow(3, 26, opened)).toBe(78);
  expect(topOfRow(4, 26, opened)).toBe(304);
  expect(heightOfRows(10, 26, opened)).toBe(460);
  expect([103, 104, 303, 304, 330].map((y) => rowAt(y, 26, opened))).toEqual([3, 3, 3, 4, 5]);
  for (let row = 0; row < 10; row++) expect(rowAt(topOfRow(row, 26, opened), 26, opened)).toBe(row);
  expect(rowAt(52, 26, null)).toBe(2);
});
