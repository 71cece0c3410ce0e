import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { ProjectRecord } from './project-record';
import { automaticKept, ProjectStore } from './project-store';

const record = (id: string, revision: number, more: Partial<ProjectRecord> = {}): ProjectRecord => ({
  id,
  name: id,
  own: true,
  starter: false,
  files: [{ path: 'module.lt', text: `text ${revision}` }],
  file: 'module.lt',
  tabs: ['module.lt'],
  entry: 'main',
  runner: 'auto',
  selector: '',
  allowWrites: false,
  bindings: {},
  layout: { side: null, editor: null, editorHeight: null, sideShown: true },
  view: 'result',
  link: null,
  digest: null,
  earlier: null,
  revision,
  changed: revision,
  ...more,
});

test('PRJ-6 a save that does not know the last one writes nothing', async () => {
  const store = new ProjectStore('overtaken');
  expect(await store.save(record('a', 1))).toBe('saved');
  expect(await store.save(record('a', 2))).toBe('saved');
  expect(await store.save(record('a', 2, { name: 'other' }))).toBe('overtaken');
  expect((await store.load('a'))?.name).toBe('a');
});

test('PRJ-3 a deleted project can be brought back until it is swept', async () => {
  const store = new ProjectStore('deleted');
  await store.save(record('a', 1));
  await store.save(record('b', 1, { changed: 9 }));
  await store.remove('a', 100);
  expect((await store.own()).map(({ id }) => id)).toEqual(['b']);
  await store.undelete('a');
  expect((await store.own()).map(({ id }) => id)).toEqual(['b', 'a']);
  await store.remove('a', 100);
  await store.sweep(99, 'b');
  await store.undelete('a');
  expect(await store.load('a')).not.toBeNull();
  await store.remove('a', 100);
  await store.sweep(100, 'b');
  await store.undelete('a');
  expect(await store.load('a')).toBeNull();
});

test('what was only looked at is forgotten when another project is open', async () => {
  const store = new ProjectStore('looked');
  await store.save(record('example', 1, { own: false }));
  expect(await store.own()).toEqual([]);
  await store.sweep(0, 'example');
  expect(await store.load('example')).not.toBeNull();
  await store.sweep(0, 'other');
  expect(await store.load('example')).toBeNull();
});

test('PRJ-5 the last 50 automatic snapshots are kept, and every named one', async () => {
  const store = new ProjectStore('snapshots');
  const files = [{ path: 'module.lt', text: '' }];
  await store.snapshot({ project: 'a', at: 0, name: 'before the change', files });
  for (let at = 1; at <= automaticKept + 5; at++)
    await store.snapshot({ project: 'a', at, name: null, files });
  await store.snapshot({ project: 'b', at: 99, name: null, files });
  const kept = await store.snapshots('a');
  expect(kept.filter(({ name }) => name === null).map(({ at }) => at)).toEqual(
    Array.from({ length: 50 }, (_, i) => 55 - i),
  );
  expect(kept.at(-1)?.name).toBe('before the change');
});
