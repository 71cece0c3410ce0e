import { expect, test } from 'vitest';
import { difference, readCorpus } from './corpus-file';

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
`;

test('a corpus file is cut into cases', () => {
  expect(readCorpus(text)).toEqual([
    { name: 'adds', program: 'func main() -> 1: Int8 + 2', expected: '3', expectedOn: new Map(), line: 2 },
    {
      name: 'with input',
      program: '# a comment of the program\nfunc main(x: Int8) -> [x]',
      input: '7',
      expected: '[\n  7,\n]',
      expectedOn: new Map([['duckdb', 'error: none']]),
      line: 7,
    },
  ]);
});

test('a difference shows the lines that differ with what stands around them', () => {
  expect(difference('a\nb\nc', 'a\nx\nc')).toBe('  a\n- b\n+ x\n  c');
});
