import { expect, test } from 'vitest';
import { namedRunner, withoutServers } from './named-runner';

const program = (annotation: string) => [
  { path: 'module.lt', text: `#! Otters\n${annotation}\n\nfunc main() -> 1: Int64\n` },
];

test('PRJ-8 a runner is named by its name, or by a server of its family', () => {
  expect(namedRunner(program('@!runner("duckdb")'))).toEqual({ runner: 'duckdb' });
  expect(namedRunner(program('@!runner(url = "interpreter")'))).toEqual({ runner: 'interpreter' });
  expect(namedRunner(program('@!runner("postgres://db.example:5432/otters")'))).toEqual({
    runner: 'pglite',
    server: 'postgres://db.example:5432/otters',
  });
  expect(namedRunner(program('@!runner("oracle://x/y")'))).toBeNull();
  expect(namedRunner(program('# @!runner("duckdb")'))).toBeNull();
});

test('PRJ-8 user and password of a server are not shown and not shared', () => {
  const files = program('@!runner("postgres://ada:s3cr3t@word@db.example/otters")');
  expect(namedRunner(files)).toEqual({ runner: 'pglite', server: 'postgres://db.example/otters' });
  expect(withoutServers(files)).toEqual(program('@!runner("pglite")'));
  const plain = program('@!runner("duckdb")');
  expect(withoutServers(plain)[0]).toBe(plain[0]);
});
