import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Blake3, loadBlake3 } from '../base';
import { readLink, type SharedProject, writeLink } from '.';
import { dictionary } from './dictionary';

interface Released {
  readonly title: string;
  readonly link: string;
  readonly project: SharedProject;
}

const folder = new URL('./released/', import.meta.url);
const versions = readdirSync(folder).map((name) => ({
  version: name.replace(/\.json$/, ''),
  links: JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as readonly Released[],
}));

let blake3: Blake3;
beforeAll(async () => {
  blake3 = await loadBlake3();
});

describe.each(versions)('SHR-2 links of version $version open for ever', ({ links }) => {
  test.each(links)('$title', ({ link, project }) => {
    expect(readLink(link, blake3)).toEqual({ ok: true, value: { project, damage: [] } });
  });
});

test('SHR-2 the dictionary of codec 2 is frozen', () => {
  expect(blake3.hex(dictionary)).toBe('acde2c2acfe6ac1ece93c7a3318cbd19474c9672c253517f42da7893b073a5c6');
});

test('SHR-3 this version writes its links byte for byte as they were released', () => {
  const own = versions.find(({ version }) => version === '0.1.0');
  for (const { link, project } of own?.links ?? []) expect(writeLink(project, blake3)).toBe(link);
});

test('SHR-2 SHR-4 lengths of typical content', () => {
  const lesson = readFileSync(new URL('../app/gallery/0-otters.lt', import.meta.url), 'utf8');
  const link = writeLink({ name: 'Otters', files: [{ path: 'module.lt', text: lesson }] }, blake3);
  expect(link.length).toBeLessThanOrEqual(500);
});
