import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { type Archive, readArchive, writeArchive } from '.';

const archive: Archive = {
  name: 'Discs',
  files: [
    { path: 'module.lt', text: 'import geo::area\n\nfunc main() -> area(2.0)\n' },
    { path: 'geo/module.lt', text: 'submodule\r\n\r\nfunc area(r: Float64): Float64 -> r * r\r\n' },
  ],
  data: [{ name: 'cities', fileName: 'cities.csv', bytes: strToU8('name,size\n"São",3\n') }],
  runner: 'runner=duckdb',
  inputs: [
    { param: 'cities', data: 'cities' },
    { param: 'limit', literal: '3' },
  ],
};

test('PRJ-4 what is packed is unpacked, and packing it again gives the same bytes', () => {
  const zip = writeArchive(archive);
  const read = readArchive(zip);
  expect(read).toEqual({ ok: true, value: archive });
  expect(read.ok && writeArchive(read.value)).toEqual(zip);
});

test('PRJ-4 every file comes back byte for byte, whatever its text', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 200 });
  const files = fc.uniqueArray(
    fc.record({ path: fc.stringMatching(/^([a-z]{1,5}\/)?[a-z]{1,8}\.lt$/), text }),
    {
      selector: ({ path }) => path,
      minLength: 1,
      maxLength: 6,
    },
  );
  fc.assert(
    fc.property(files, fc.boolean(), (given, marked) => {
      const made = given.map(({ path, text: body }) => ({ path, text: marked ? `\uFEFF${body}` : body }));
      const zip = writeArchive({ name: 'x', files: made, data: [], inputs: [] });
      const bytes = unzipSync(zip);
      for (const { path, text: body } of made) expect(bytes[path]).toEqual(new TextEncoder().encode(body));
      const read = readArchive(zip);
      const paths = (all: readonly { path: string }[]) => [...all].sort((a, b) => (a.path < b.path ? -1 : 1));
      expect(read.ok && paths(read.value.files)).toEqual(paths(made));
    }),
    { numRuns: 60 },
  );
});

test('PRJ-4 the command line runs the unpacked folder unchanged', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holt-archive-'));
  try {
    for (const [path, bytes] of Object.entries(unzipSync(writeArchive(archive)))) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    const printed = execFileSync(process.execPath, ['scripts/holt.mjs', 'run', folder], { encoding: 'utf8' });
    expect(printed.trim()).toBe('4.0');
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);

test('a zip of a folder is read as what is in the folder', () => {
  const zip = zipSync({
    'discs/module.lt': strToU8('func main() -> 1: Int64'),
    'discs/notes.txt': strToU8('x'),
  });
  expect(readArchive(zip)).toMatchObject({ ok: true, value: { files: [{ path: 'module.lt' }], data: [] } });
});

test('PRJ-4 paths out of the folder are left out, and what is no program is refused with a reason', () => {
  const evil = zipSync({ '../evil.lt': strToU8('x'), 'module.lt': strToU8('y') });
  const read = readArchive(evil);
  expect(read.ok && read.value.files.map(({ path }) => path)).toEqual(['module.lt']);
  expect(readArchive(strToU8('no zip at all'))).toMatchObject({ ok: false, error: { code: 'ZIP_DAMAGED' } });
  expect(readArchive(zipSync({ 'a.txt': strToU8('x') }))).toMatchObject({
    ok: false,
    error: { code: 'ZIP_NO_PROGRAM' },
  });
  expect(readArchive(zipSync({ 'a.lt': Uint8Array.of(0xff, 0xfe) }))).toMatchObject({
    ok: false,
    error: { code: 'ZIP_NOT_TEXT' },
  });
});
