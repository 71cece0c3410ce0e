import { describe, expect, it } from 'vitest';
import { discoverProject } from './discover';

/** Files that begin with `submodule` are written with a star. */
function tree(...paths: string[]) {
  return paths.map((path) =>
    path.startsWith('*')
      ? { path: path.slice(1), text: '# note\nsubmodule\n' }
      : { path, text: 'const a = true' },
  );
}

function discovered(files: ReturnType<typeof tree>, open: string): string {
  const found = discoverProject(files, open);
  if (!found.ok) return found.error.message;
  return `${found.value.directory}: ${found.value.sources.map((source) => source.path).join(' ')}`;
}

describe('discovering a project', () => {
  const files = tree(
    'shop/module.lt',
    '*shop/geo.lt',
    '*shop/util/module.lt',
    '*shop/util/text.lt',
    'shop/util/scratch.lt',
    '*shop/lost/deep.lt',
    'other.lt',
  );

  it.each(['shop', 'shop/', 'shop/module.lt', 'shop/geo.lt', 'shop/util', 'shop/util/text.lt'])(
    'opening %s gives the whole project, entries in descending order',
    (open) => {
      expect(discovered(files, open)).toBe('shop: module.lt util/module.lt util/text.lt geo.lt');
    },
  );

  it('a file that is no submodule is a project of its own', () => {
    expect(discovered(files, 'other.lt')).toBe(': other.lt');
    expect(discovered(files, 'shop/util/scratch.lt')).toBe('shop/util: scratch.lt');
  });

  it('a folder without module.lt has no root', () => {
    expect(discovered(files, 'shop/lost')).toBe('cannot find project root');
    expect(discovered(files, 'shop/lost/deep.lt')).toBe('cannot find project root');
  });

  it('a submodule at the very top has no root', () => {
    expect(discovered(tree('*module.lt', '*a/module.lt'), 'a/module.lt')).toBe('cannot find project root');
  });

  it('keeps a file that cannot even be read', () => {
    const broken = [...tree('module.lt'), { path: 'bad.lt', text: '§' }];
    expect(discovered(broken, 'module.lt')).toBe(': module.lt bad.lt');
  });
});
