import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readProject } from './source-tree';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holt-tree-'));
  const files: Record<string, string | Uint8Array> = {
    'module.lt': 'const a = 1: Int8',
    'geo/module.lt': '# comment\nsubmodule',
    'geo/shapes.lt': 'submodule',
    'geo/unreadable.lt': 'const b = §',
    'geo/deep/module.lt': '\ufeffsubmodule',
    'geo/documented.lt': '#! documentation\nsubmodule',
    'plain/module.lt': 'const c = 1: Int8',
    'plain/inside.lt': 'submodule',
    'headless/inside.lt': 'submodule',
    'dangling.lt': 'const d = 1: Int8',
    'latin.txt': new Uint8Array([0x22, 0xe9, 0x22]),
    'empty/nothing.txt': '',
    'lib/module.lt': '@!metadata("shop") const a = 1: Int8',
    'lib/rules.lt': 'submodule',
  };
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
});

afterAll(() => rm(folder, { recursive: true }));

const paths = async (path: string) => (await readProject(path)).map((file) => file.path);
const all = ['module.lt', 'geo/module.lt', 'geo/unreadable.lt', 'geo/shapes.lt', 'geo/deep/module.lt'];

describe('finding a project on disk (specification 1 §13.2)', () => {
  it.each(['', 'module.lt', 'geo', 'geo/shapes.lt', 'geo/deep/module.lt'])(
    'from "%s" it is all files that belong to it, entries in descending order',
    async (path) => {
      expect(await paths(join(folder, path))).toEqual(all);
    },
  );

  it('a path need not name its folders', async () => {
    expect(await paths(relative(process.cwd(), join(folder, 'geo/shapes.lt')))).toEqual(all);
  });

  it('a file without `submodule` is a project of its own, whatever lies around it', async () => {
    expect(await paths(join(folder, 'dangling.lt'))).toEqual(['dangling.lt']);
    expect(await paths(join(folder, 'geo/documented.lt'))).toEqual(['documented.lt']);
  });

  it('puts the files of dependencies behind, by the name that is given or that they have', async () => {
    const lib = join(folder, 'lib/rules.lt');
    const files = await readProject(join(folder, 'geo'), [`store=${lib}`, lib]);
    expect(files.slice(all.length).map(({ path, dependency }) => [path, dependency])).toEqual([
      ['lib/module.lt', { name: 'store', path: 'module.lt' }],
      ['lib/rules.lt', { name: 'store', path: 'rules.lt' }],
      ['lib/module.lt', { name: 'shop', path: 'module.lt' }],
      ['lib/rules.lt', { name: 'shop', path: 'rules.lt' }],
    ]);
    await expect(readProject(folder, [join(folder, 'dangling.lt')])).rejects.toThrow('has no name');
  });

  it('says what is missing', async () => {
    const orphan = join(folder, 'headless/inside.lt');
    await expect(readProject(orphan)).rejects.toThrow(`cannot find project root of ${orphan}`);
    await expect(readProject(join(folder, 'empty'))).rejects.toThrow('cannot find project root');
    await expect(readProject(join(folder, 'no.lt'))).rejects.toThrow('no.lt cannot be read');
    await expect(readProject(join(folder, 'latin.txt'))).rejects.toThrow('latin.txt is not UTF-8 text');
  });
});
