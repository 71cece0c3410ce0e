import { expect, test } from 'vitest';
import { arrayTy, encode, enumTy, optionTy, scalarTy, unitTy, type Value } from '../value';
import { HeldValue } from './held-value';

const pet = enumTy([
  ['cat', scalarTy('Text')],
  ['guinea pig', scalarTy('Int64')],
  ['dog', unitTy],
]);
const none: Value = { tag: 0, payload: [] };

function cellsOf(item: Parameters<typeof arrayTy>[0], rows: readonly Value[]): string[] {
  const empty = HeldValue.of(new Uint8Array(), arrayTy(item), []);
  if (!empty.ok) throw new Error(empty.error.message);
  const bytes = encode(rows, empty.value.format);
  if (!bytes.ok) throw new Error(bytes.error.message);
  const all = { start: 0, count: 9 };
  return empty.value
    .withBytes(bytes.value)
    .window(all, all)
    .map(([cell]) => cell!.text);
}

test('RES-5 RES-6 a variant stands in a cell by its name, with what it holds', () => {
  const rows = [
    { tag: 0, payload: 'Tabby' },
    { tag: 0, payload: '' },
    { tag: 1, payload: 3n },
    { tag: 2, payload: [] },
  ];
  expect(cellsOf(pet, rows)).toEqual(['.cat("Tabby")', '.cat("")', '.`guinea pig`(3)', 'dog']);
});

test('RES-6 an option of an option tells its two nothings apart', () => {
  const rows = [none, { tag: 1, payload: none }, { tag: 1, payload: { tag: 1, payload: 4n } }];
  expect(cellsOf(optionTy(optionTy(scalarTy('Int64'))), rows)).toEqual(['none', '.some(none)', '4']);
});
