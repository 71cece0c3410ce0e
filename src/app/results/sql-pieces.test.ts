import { expect, test } from 'vitest';
import { sqlRuns } from './sql-pieces';

const text = "SELECT title\nFROM books\nWHERE year > 2000 AND title <> 'x y'";
const part = (of: string, ...nodes: string[]) => {
  const start = text.indexOf(of);
  return { start, end: start + of.length, nodes };
};

test('the parts of the chosen step are marked, across colours', () => {
  const sql = {
    text,
    parts: [part('title', 'map'), part('books', 'source'), part("title <> 'x y'", 'filter')],
  };
  const runs = sqlRuns(sql, 'filter');
  expect(runs.map(({ marked, pieces }) => [marked, pieces.map((piece) => piece.text).join('')])).toEqual([
    [false, 'SELECT title\nFROM books\nWHERE year > 2000 AND '],
    [true, "title <> 'x y'"],
  ]);
  expect(runs[1]?.pieces).toEqual([
    { text: 'title <> ', kind: null, node: 'filter' },
    { text: "'x y'", kind: 'text', node: 'filter' },
  ]);
});

test('a text in several parts belongs to the innermost, and to the last step of that', () => {
  const parts = [part('year > 2000', 'filter'), part('year', 'map', 'assemble')];
  const pieces = sqlRuns({ text, parts }, null).flatMap((run) => run.pieces);
  const nodeOf = (of: string) => pieces.find((piece) => piece.text === of)?.node;
  expect(nodeOf('year')).toBe('assemble');
  expect(nodeOf('2000')).toBe('filter');
  expect(nodeOf('SELECT')).toBe(null);
});

test('no text is lost', () => {
  const parts = [part(text, 'all'), part('books\nWHERE', 'some')];
  for (const chosen of ['all', 'some', 'none', null]) {
    const runs = sqlRuns({ text, parts }, chosen);
    expect(runs.flatMap((run) => run.pieces.map((piece) => piece.text)).join('')).toBe(text);
  }
});
