import { expect, test } from 'vitest';
import { filesWithTables, tablesModule } from './tables-module';

const tables = 'func from_bakes() -> 1: Int8';
const of = (text: string, ...more: string[]) => ({
  files: [{ path: 'module.lt', text }, ...more.map((path) => ({ path, text: 'submodule' }))],
  tables,
});

test('the tables stand beside every program, and are kept with one that uses them', () => {
  const unused = of('func main() -> 1: Int8');
  expect(tablesModule(unused)).toEqual({ path: 'tables/module.lt', text: `submodule\n${tables}` });
  expect(filesWithTables(unused)).toBe(unused.files);
  const used = of('func main() -> tables::from_bakes()');
  expect(filesWithTables(used)).toEqual([...used.files, { path: 'tables.lt', text: `submodule\n${tables}` }]);
  expect(tablesModule({ ...used, tables: '' })).toBeNull();
});

test.each([
  of('', 'tables.lt'),
  of('', 'tables/module.lt'),
  of('func tables() -> 1: Int8'),
  of('module tables {}'),
  of('import std::array as tables'),
])('a project with a name of its own for it has no such module (%#)', (state) => {
  expect(tablesModule(state)).toBeNull();
  expect(filesWithTables(state)).toBe(state.files);
});
