import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examples, topics } from '../app/gallery';
import { starter } from '../app/gallery/starter';
import { whereUsed } from '../app/gallery/where-used';
import { exampleTables } from '../engine/example-tables';
import { checkProject, formatFile } from '../language';
import { stdSources } from '../std';
import { folderFiles } from './folder-files';
import { printed } from './output';
import { Workbench } from './workbench';

let workbench: Workbench;
beforeAll(async () => {
  workbench = await Workbench.open(folderFiles(mkdtempSync(join(tmpdir(), 'holt-gallery-'))));
});
afterAll(() => workbench.close());

/** The files of the standard library, each a page of the reference; the root only gathers them. */
const files = stdSources.filter(({ path }) => path !== 'module.lt');
const pages = files.map(({ path }) => `std/${path.replace(/\.lt$/, '')}`);

/** Every function and constant of the library, with its module. */
const functions = stdSources.flatMap(({ path, text }) =>
  [...text.matchAll(/^(?:external )?(?:func|const) (\w+)/gm)].map(([, name]) =>
    path === 'module.lt' ? name! : `${path.replace(/\.lt$/, '')}::${name}`,
  ),
);

/** What an example gives, as the language prints it. */
function stored(id: string): string {
  return readFileSync(new URL(`../app/gallery/${id}.txt`, import.meta.url), 'utf8');
}

describe('GAL-1 the gallery', () => {
  test('has the first 28 entries of specification 7 §15, and the starter', () => {
    expect(examples.map(({ id }) => Number.parseInt(id, 10))).toEqual([...Array(29).keys()]);
  });

  test.each(examples)('$id says all that is to be known before one opens it', (example) => {
    expect(example.title).not.toBe('');
    expect(example.shows).toMatch(/\.$/);
    expect(example.topics.every((topic) => topics.includes(topic))).toBe(true);
    expect(example.minutes).toBeGreaterThan(0);
    for (const page of example.docs) expect(pages).toContain(page);
    for (const runner of example.runners) expect(['interpreter', 'duckdb', 'pglite']).toContain(runner);
    expect(existsSync(new URL(`../app/gallery/${example.id}.txt`, import.meta.url))).toBe(true);
  });

  // The starter is laid out by hand: FST-1 wants it on one screen.
  test.each(examples.filter((one) => one.id !== starter.id))(
    '$id stands as the formatter lays it out',
    ({ files }) => {
      for (const { path, text } of files) {
        const formatted = formatFile(path, text);
        expect(formatted.ok && formatted.text).toBe(text);
      }
    },
  );

  test.each(examples)('$id has no problem, not even a hint', ({ files }) => {
    const { project, diagnostics } = checkProject(files, { std: workbench.toolchain.deps.std });
    expect([diagnostics, project?.hints]).toEqual([[], []]);
  });

  const runs = examples.flatMap(({ id, files, runners }) => runners.map((runner) => ({ id, files, runner })));
  test.each(runs)('$id gives its stored output on $runner', async ({ id, files, runner }) => {
    const pack = await exampleTables('examples');
    const setup = runner === 'interpreter' ? undefined : pack?.sql;
    const result = await workbench.run({ sources: files }, { runner, setup });
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    expect(`${printed(result.value.output, result.value.type)}\n`).toBe(stored(id));
  });
});

test('GAL-2 every function of the standard library is used by an entry', () => {
  const texts = examples.flatMap(({ files }) => files.map((file) => file.text));
  const missing = functions.filter((name) => !texts.some((text) => whereUsed(name, text) !== null));
  expect(missing).toEqual([]);
});

test('GAL-2 every page of the reference belongs to an entry', () => {
  const used = new Set(examples.flatMap(({ docs }) => docs));
  expect(pages.filter((page) => !used.has(page))).toEqual([]);
});
