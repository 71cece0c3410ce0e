import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Blake3, loadBlake3 } from '../base';
import { readLink, type SharedProject, writeLink } from '.';

let blake3: Blake3;
beforeAll(async () => {
  blake3 = await loadBlake3();
});

const project: SharedProject = {
  name: 'Numbers in order',
  inputs: [
    { param: 'cities', data: 'cities' },
    { param: 'limit', literal: '{3, "x"}' },
  ],
  absent: [{ name: 'big', fileName: 'big.csv', type: 'Big', bytes: 5_000_000, digest: '0123456789abcdef' }],
  files: [
    { path: 'main.lt', text: 'func main() -> [3, 1, 2]: [Int32] | sort(x -> x)\n' },
    { path: 'geo/module.lt', text: 'submodule\nconst r = 6371.0: Float64\n' },
  ],
  runner: 'runner=duckdb',
  view: { tab: 'plan', node: 'main/sort#1' },
  data: [{ name: 'cities', fileName: 'cities.csv', text: 'name,size\n"São ""P""",3\n' }],
};

const anyProject = fc.record(
  {
    files: fc.array(
      fc.record({
        path: fc.stringMatching(/^[a-z]{1,8}\.lt$/),
        text: fc.string({ unit: 'grapheme', maxLength: 300 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    entry: fc.string(),
    runner: fc.string(),
    input: fc.string(),
    version: fc.string(),
  },
  { requiredKeys: ['files'] },
);

describe('SHR-2 envelope', () => {
  test('what is written is read back, for any project', () => {
    fc.assert(
      fc.property(anyProject, (made) => {
        expect(readLink(`#${writeLink(made, blake3)}`, blake3)).toEqual({
          ok: true,
          value: { project: made, damage: [] },
        });
      }),
      { numRuns: 200 },
    );
  });

  test('all parts of a project survive', () => {
    expect(readLink(writeLink(project, blake3), blake3)).toEqual({
      ok: true,
      value: { project, damage: [] },
    });
  });

  test('base64url without padding, in the fragment form', () => {
    expect(writeLink(project, blake3)).toMatch(/^p=[A-Za-z0-9_-]+$/);
  });

  test('the dictionary makes a short program shorter than its own text', () => {
    const text =
      'func main(rows: [Row]) -> (\n  rows\n  | filter(row -> row.amount > 100)\n  | sort(row -> -row.total)\n)\n';
    expect(writeLink({ files: [{ path: 'main.lt', text }] }, blake3).length).toBeLessThan(text.length);
  });
});

test('SHR-3 equal projects give the same link, and opening and sharing again gives it too', () => {
  const link = writeLink(project, blake3);
  expect(writeLink(structuredClone(project), blake3)).toBe(link);
  const opened = readLink(link, blake3);
  expect(opened.ok && writeLink(opened.value.project, blake3)).toBe(link);
});

describe('SHR-11 hostile links', () => {
  test('a payload above 4 MiB is refused', () => {
    const link = writeLink({ files: [{ path: 'main.lt', text: 'a'.repeat(5 << 20) }] }, blake3);
    expect(readLink(link, blake3)).toMatchObject({ ok: false, error: { code: 'LINK_TOO_LARGE' } });
  });

  test.each(['../x.lt', '/etc/x', 'a/../b.lt', 'c:\\x', 'a\u0000b'])(
    'the file name %j is not taken over',
    (path) => {
      const link = writeLink(
        {
          files: [
            { path, text: 'x' },
            { path: 'main.lt', text: 'y' },
          ],
        },
        blake3,
      );
      const opened = readLink(link, blake3);
      expect(opened.ok && opened.value.project.files.map((file) => file.path)).toEqual(['main.lt']);
      expect(opened.ok && opened.value.damage.length).toBe(1);
    },
  );

  test('a thousand mutated links never throw, and never pass as whole', () => {
    const link = writeLink(project, blake3);
    fc.assert(
      fc.property(fc.nat(link.length - 1), fc.constantFrom(...'ABCXYZabcxyz0189-_!'), (at, character) => {
        fc.pre(link[at] !== character && at >= 2);
        const opened = readLink(link.slice(0, at) + character + link.slice(at + 1), blake3);
        // The last character may hold bits beyond the last byte; such a change alters nothing.
        if (opened.ok && opened.value.damage.length === 0) expect(opened.value.project).toEqual(project);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('SHR-12 damaged links', () => {
  test('a link cut short keeps the files before the cut and says what is missing', () => {
    const noise = Array.from({ length: 400 }, (_, i) => `${(i * 7919) % 9973}`).join(' ');
    const long: SharedProject = { files: [...project.files, { path: 'late.lt', text: noise }] };
    const link = writeLink(long, blake3);
    const opened = readLink(link.slice(0, Math.floor(link.length * 0.7)), blake3);
    expect(opened.ok && opened.value.project.files[0]).toEqual(project.files[0]);
    expect(opened.ok && opened.value.damage.length).toBeGreaterThan(0);
  });

  test.each([
    ['', 'LINK_EMPTY'],
    ['#p=', 'LINK_EMPTY'],
    ['#p=AQ', 'LINK_DAMAGED'],
    ['#p=_____________', 'LINK_VERSION'],
    ['#q=AQIA', 'LINK_EMPTY'],
  ])('%j gives %s', (fragment, code) => {
    expect(readLink(fragment, blake3)).toMatchObject({ ok: false, error: { code } });
  });
});
