import { expect, test } from 'vitest';
import { searchFiles } from './search';

const files = [
  { path: 'module.lt', text: 'const rows = 1\nfunc main() -> Rows' },
  { path: 'b.lt', text: 'const rows_more = rows' },
];
const query = { text: 'rows', regex: false, matchCase: true, replacement: 'lines' };

test('EDT-13 a text is found in all files, with its case or without', () => {
  const places = searchFiles(files, query).matches.map(({ span }) => [span.file, span.start]);
  expect(places).toEqual([
    ['module.lt', 6],
    ['b.lt', 6],
    ['b.lt', 18],
  ]);
  expect(searchFiles(files, { ...query, matchCase: false }).matches.length).toBe(4);
});

test('EDT-13 a regular expression replaces with its groups; a bad one says so', () => {
  const found = searchFiles(files, {
    ...query,
    text: '(\\w+) = (\\w+)',
    regex: true,
    replacement: '$2 = $1',
  });
  expect(found.matches.map(({ newText }) => newText)).toEqual(['1 = rows', 'rows = rows_more']);
  expect(searchFiles(files, { ...query, text: '(', regex: true }).error).toBe(
    'This is no regular expression.',
  );
  expect(searchFiles(files, { ...query, text: '.', regex: false }).matches).toEqual([]);
});
