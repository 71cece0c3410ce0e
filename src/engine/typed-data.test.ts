import { gzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { interpreterProfile } from '../runners/interpreter';
import { arrayTy, encode, enumTy, optionTy, readTypedData, scalarTy, tupleTy } from '../value';
import { compileDeps } from './composition';
import { downloadFiles } from './downloads';
import { HeldValue } from './held-value';
import { typedData } from './typed-data';

const deps = await compileDeps();
const typed = (data: Uint8Array, type: string) =>
  typedData(
    { name: 'towns.ld', data: new Blob([data.slice()]), typeName: 'towns.type.lt', type },
    interpreterProfile,
    deps,
  );

const towns = arrayTy(
  tupleTy(
    ['name', scalarTy('Text')],
    ['heads', optionTy(scalarTy('Int64'))],
    [
      'kind',
      enumTy([
        ['village', scalarTy('Int8')],
        ['city', scalarTy('Text')],
      ]),
    ],
  ),
);
const rows = [
  ['Bled', { tag: 1, payload: 5n }, { tag: 0, payload: 3 }],
  ['', { tag: 0, payload: [] }, { tag: 1, payload: 'old' }],
];

test('DAT-1 a downloaded .ld and its type, also compressed, are the value that was downloaded', async () => {
  const empty = HeldValue.of(new Uint8Array(), towns, []);
  if (!empty.ok) throw new Error(empty.error.message);
  const bytes = encode(rows, empty.value.format);
  if (!bytes.ok) throw new Error(bytes.error.message);
  const files = await downloadFiles(empty.value.withBytes(bytes.value), 'ld');
  if (!files.ok) throw new Error(files.error);
  const [data, type] = files.value.map((file) => file.bytes);
  for (const stored of [data!, gzipSync(data!)]) {
    const whole = await typed(stored, new TextDecoder().decode(type));
    const read = whole.ok ? readTypedData(whole.value) : whole;
    expect(read.ok && read.value.data).toEqual(bytes.value);
    expect(read.ok && HeldValue.of(read.value.data, read.value.ty, read.value.defs)).toMatchObject({
      ok: true,
    });
  }
});

test('DAT-1 what is no type is told with its file', async () => {
  expect(await typed(new Uint8Array(), 'func one(): Int64 -> 1')).toEqual({
    ok: false,
    error: 'towns.type.lt defines no type.',
  });
  expect(await typed(new Uint8Array(), 'type Value: [Twon]')).toMatchObject({
    ok: false,
    error: expect.stringMatching(/^The type in towns\.type\.lt cannot be read: /),
  });
});
