import { expect, test } from 'vitest';
import { difference, inOneLine, readCorpus, setupOf } from './corpus-file';

const text = `A comment before the first case.
# === adds
func main() -> 1: Int8 + 2
# >
3

# === with input
# a comment of the program
func main(x: Int8) -> [x]
# <
7
# >
[
  7,
]
# > duckdb
error: none

# === over tables
func main() -> sql::delete("t", func (r: {a: Int8}) -> true)
# setup
CREATE TABLE t (a INT);
# setup pglite
INSERT INTO t VALUES (1);
# then
func main() -> 1: Int8
# => [1]
# duckdb => [2]

# === on one database
func main() -> 1: Int8
# setup duckdb
SELECT 1;
# => 1
`;

test('a corpus file is cut into cases', () => {
  expect(readCorpus(text)).toEqual([
    {
      name: 'adds',
      program: 'func main() -> 1: Int8 + 2',
      setup: new Map(),
      expected: '3',
      expectedOn: new Map(),
      oneLine: false,
      line: 2,
    },
    {
      name: 'with input',
      program: '# a comment of the program\nfunc main(x: Int8) -> [x]',
      input: '7',
      setup: new Map(),
      expected: '[\n  7,\n]',
      expectedOn: new Map([['duckdb', 'error: none']]),
      oneLine: false,
      line: 7,
    },
    {
      name: 'over tables',
      program: 'func main() -> sql::delete("t", func (r: {a: Int8}) -> true)',
      setup: new Map([
        ['', 'CREATE TABLE t (a INT);'],
        ['pglite', 'INSERT INTO t VALUES (1);'],
      ]),
      next: 'func main() -> 1: Int8',
      expected: '[1]',
      expectedOn: new Map([['duckdb', '[2]']]),
      oneLine: true,
      line: 19,
    },
    {
      name: 'on one database',
      program: 'func main() -> 1: Int8',
      setup: new Map([['duckdb', 'SELECT 1;']]),
      expected: '1',
      expectedOn: new Map(),
      oneLine: true,
      line: 30,
    },
  ]);
});

test('a case knows the runners it is for, and the SQL before it there', () => {
  const [adds, , both, one] = readCorpus(text);
  const setups = (item: typeof adds) =>
    ['interpreter', 'duckdb', 'pglite'].map((name) => setupOf(item!, name));
  expect(setups(adds)).toEqual(['', '', '']);
  expect(setups(both)).toEqual([
    undefined,
    'CREATE TABLE t (a INT);',
    'CREATE TABLE t (a INT);\nINSERT INTO t VALUES (1);',
  ]);
  expect(setups(one)).toEqual([undefined, 'SELECT 1;', undefined]);
});

// Specification 2 §15.2.
test('a printed value on one line', () => {
  expect(inOneLine('[\n  {\n    a = 1,\n    "x,\\n",\n  },\n  some({\n    [],\n  }),\n]')).toBe(
    '[{a = 1, "x,\\n"}, some({[]})]',
  );
});

test('a difference shows the lines that differ with what stands around them', () => {
  expect(difference('a\nb\nc', 'a\nx\nc')).toBe('  a\n- b\n+ x\n  c');
});
