import { expect, test } from 'vitest';
import { inOrder, rooted, withEdits } from './project-files';

const paths = (files: readonly { readonly path: string }[]) => files.map(({ path }) => path);
const empty = (path: string) => ({ path, text: '' });

test('the root stands first, and each folder begins with its module.lt', () => {
  const files = ['z.lt', 'geo/module.lt', 'geo/area.lt', 'module.lt', 'a.lt', 'geo/deep/module.lt'].map(
    empty,
  );
  expect(paths(inOrder(files))).toEqual([
    'module.lt',
    'a.lt',
    'geo/module.lt',
    'geo/area.lt',
    'geo/deep/module.lt',
    'z.lt',
  ]);
});

test('every project gets the root module.lt', () => {
  expect(rooted('const a = 1: Int64')).toEqual([{ path: 'module.lt', text: 'const a = 1: Int64' }]);
  expect(rooted([{ path: 'otters.lt', text: 'x' }])).toEqual([{ path: 'module.lt', text: 'x' }]);
  expect(rooted([empty('b.lt'), { path: 'main.lt', text: 'x' }])).toEqual([
    { path: 'module.lt', text: 'x' },
    empty('b.lt'),
  ]);
  expect(paths(rooted([empty('b.lt'), empty('main.lt'), empty('module.lt')]))).toEqual([
    'module.lt',
    'b.lt',
    'main.lt',
  ]);
  expect(paths(rooted([]))).toEqual(['module.lt']);
});

test('changes of several files are made where they belong', () => {
  const files = [
    { path: 'module.lt', text: 'abc' },
    { path: 'a.lt', text: 'abc' },
  ];
  const edits = [
    { range: { file: 'a.lt', start: 0, end: 1 }, text: 'XY' },
    { range: { file: 'a.lt', start: 2, end: 3 }, text: '' },
  ];
  expect(withEdits(files, edits)).toEqual([files[0], { path: 'a.lt', text: 'XYb' }]);
});
