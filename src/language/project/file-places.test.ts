import { expect, test } from 'vitest';
import { filePlaces, memberFiles } from './file-places';

const file = (path: string, text = 'submodule\n') => ({ path, text });

test('PRJ-2 each file is told the module it contributes to', () => {
  const places = filePlaces([
    file('module.lt', 'func main() -> 1: Int64\n'),
    file('geo.lt'),
    file('shapes/module.lt'),
    file('shapes/round/module.lt'),
    file('shapes/round/disc.lt', '# a remark may stand before it\nsubmodule\n'),
  ]);
  expect(places).toEqual([
    { path: 'module.lt', module: [] },
    { path: 'geo.lt', module: ['geo'] },
    { path: 'shapes/module.lt', module: ['shapes'] },
    { path: 'shapes/round/module.lt', module: ['shapes', 'round'] },
    { path: 'shapes/round/disc.lt', module: ['shapes', 'round', 'disc'] },
  ]);
});

test('the only file is the root, whatever its name', () => {
  expect(filePlaces([file('otters.lt', 'const a = 1: Int64')])).toEqual([{ path: 'otters.lt', module: [] }]);
});

test('PRJ-2 a file that belongs to no module is marked with the reason and a fix', () => {
  const files = [
    file('module.lt', 'func main() -> 1: Int64\n'),
    file('plain.lt', 'const a = 1: Int64\n'),
    file('deep/in/it.lt'),
    file('std/array.lt'),
  ];
  expect(filePlaces(files).slice(1)).toEqual([
    {
      path: 'plain.lt',
      reason: 'no-submodule',
      fix: { path: 'plain.lt', text: 'submodule\n\nconst a = 1: Int64\n' },
    },
    {
      path: 'deep/in/it.lt',
      reason: 'no-folder-module',
      fix: { path: 'deep/module.lt', text: 'submodule\n' },
    },
    { path: 'std/array.lt', reason: 'library-name' },
  ]);
  expect(memberFiles(files).map(({ path }) => path)).toEqual(['module.lt']);
});

test('PRJ-2 the proposed fixes, made one after another, leave no file without a module', () => {
  let files = [file('a.lt', 'const a = 1: Int64'), file('b/c/d.lt', 'const d = 1: Int64')];
  for (let round = 0; round < 10; round++) {
    const fault = filePlaces(files).find((place) => 'fix' in place && place.fix !== undefined);
    if (fault === undefined || !('fix' in fault) || fault.fix === undefined) break;
    const { fix } = fault;
    files = [...files.filter(({ path }) => path !== fix.path), fix];
  }
  expect(filePlaces(files).every((place) => 'module' in place)).toBe(true);
  expect(
    memberFiles(files)
      .map(({ path }) => path)
      .sort(),
  ).toEqual(['a.lt', 'b/c/d.lt', 'b/c/module.lt', 'b/module.lt', 'module.lt']);
});

test('a root that calls itself a submodule is left to the check', () => {
  expect(memberFiles([file('module.lt'), file('a.lt')]).map(({ path }) => path)).toEqual(['module.lt']);
});
