import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Blake3, loadBlake3 } from '../base';
import { type OpenedLink, readLink, type SharedProject, writeLink } from '.';
import { writeRecords } from './records';

/** Mutated links in one run; `node scripts/fuzz-links.mjs` asks for 100,000. */
const mutations = Number(process.env.LINK_MUTATIONS ?? 1000);
const seed = process.env.LINK_SEED === undefined ? undefined : Number(process.env.LINK_SEED);

let blake3: Blake3;
beforeAll(async () => {
  blake3 = await loadBlake3();
});

const project: SharedProject = {
  name: 'Otters',
  files: [
    { path: 'module.lt', text: 'import geo::r\nfunc main() -> [3, 1, 2]: [Int32] | sort(x -> x)\n' },
    { path: 'geo.lt', text: 'submodule\nconst r = 6371.0: Float64\n' },
  ],
  runner: 'runner=duckdb',
  inputs: [{ param: 'cities', data: 'cities' }],
  data: [{ name: 'cities', fileName: 'cities.csv', text: 'name,size\nLjubljana,3\n' }],
  view: { tab: 'plan', node: 'main/sort#1' },
  version: '0.1.0',
  digest: '0123456789abcdef',
};

const known = {
  project: [
    'absent',
    'data',
    'digest',
    'entry',
    'files',
    'input',
    'inputs',
    'name',
    'runner',
    'version',
    'view',
  ],
  file: ['path', 'text'],
};

/** Whatever a link says, what is opened has the form of a project and clean names. */
function expectHarmless({ project: opened }: OpenedLink): void {
  for (const key of Object.keys(opened)) expect(known.project).toContain(key);
  for (const file of opened.files) {
    expect(Object.keys(file).sort()).toEqual(known.file);
    expect(typeof file.text).toBe('string');
  }
  const names = [
    ...opened.files.map(({ path }) => path),
    ...(opened.data ?? []).map(({ fileName }) => fileName),
  ];
  for (const name of names) {
    expect(name).not.toMatch(/(^|\/)\.\.?(\/|$)|^\/|[\u0000-\u001f\\:]/);
    expect(name.length).toBeLessThanOrEqual(200);
  }
}

/** Bytes of an envelope with a payload that the check says is whole. */
function linkOf(payload: string): string {
  const bytes = new TextEncoder().encode(payload);
  const check = Uint8Array.from([0, 2, 4, 6], (at) =>
    Number.parseInt(blake3.hex(bytes).slice(at, at + 2), 16),
  );
  const body = deflateSync(bytes);
  return `p=${Buffer.from([1, 1, 0, ...check, ...body]).toString('base64url')}`;
}

describe('SHR-11 hostile links', () => {
  test(`${mutations} mutated links never throw and never do harm`, () => {
    const link = writeLink(project, blake3);
    const character = fc.constantFrom(...'ABCXYZabcxyz0189-_!%#= \u0000é');
    const change = fc.record({
      at: fc.nat(link.length),
      take: fc.integer({ min: 0, max: 12 }),
      put: fc.array(character, { maxLength: 6 }).map((all) => all.join('')),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const mutated = changes.reduce(
          (text, { at, take, put }) => text.slice(0, at) + put + text.slice(at + take),
          link,
        );
        const opened = readLink(mutated, blake3);
        if (opened.ok) expectHarmless(opened.value);
        else expect(opened.error.message).not.toBe('');
      }),
      { numRuns: mutations, seed },
    );
  });

  test('payloads of any form behind a right check never throw and never do harm', () => {
    const lines = writeRecords(project).trimEnd().split('\n');
    const odd = fc.oneof(
      fc.json(),
      fc.string(),
      fc.constantFrom(
        '{"path":"../../x.lt","text":"x"}',
        '{"path":"a.lt","text":"x","run":true}',
        '{"path":{"__proto__":1},"text":"x"}',
        '{"allowWrites":true,"runner":"runner=pglite"}',
        '{"fileName":"https://evil.example/x","name":"a","text":"b"}',
        '{"absent":"a","fileName":"/etc/passwd","type":"T","bytes":-1,"digest":"x"}',
        '{"param":"p","data":"d","literal":"1"}',
        '[]',
        'null',
      ),
    );
    const payload = fc.array(fc.oneof(fc.constantFrom(...lines), odd), { maxLength: 12 });
    fc.assert(
      fc.property(payload, (made) => {
        const opened = readLink(linkOf(`${made.join('\n')}\n`), blake3);
        if (opened.ok) expectHarmless(opened.value);
      }),
      { numRuns: Math.min(mutations, 10_000), seed },
    );
  });

  test('no field can allow writes, fetch or change settings: an unknown one is refused and named', () => {
    const head =
      '{"runner":"runner=duckdb","allowWrites":true,"theme":"dark","fetch":"https://evil.example"}';
    const opened = readLink(linkOf(`${head}\n{"path":"module.lt","text":"x"}\n`), blake3);
    expect(opened).toMatchObject({
      ok: true,
      value: { project: { runner: 'runner=duckdb', files: [{ path: 'module.lt', text: 'x' }] } },
    });
    expect(opened.ok && Object.keys(opened.value.project).sort()).toEqual(['files', 'runner']);
    expect(opened.ok && opened.value.damage.join()).toContain('allowWrites, theme, fetch');
  });

  test('a bomb of zeros is not inflated beyond the limit', () => {
    const bomb = deflateSync(new Uint8Array(64 * 1024 * 1024), { level: 9 });
    const link = `p=${Buffer.from([1, 1, 0, 0, 0, 0, 0, ...bomb]).toString('base64url')}`;
    const before = process.memoryUsage().arrayBuffers;
    expect(readLink(link, blake3)).toMatchObject({ ok: false, error: { code: 'LINK_TOO_LARGE' } });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * 1024 * 1024);
  });
});
