import { describe, expect, test } from 'vitest';
import type { DataSetView, FilePreview } from '../../engine';
import { named, replacing } from './free-names';

const preview = { fileName: 'towns.csv', name: 'towns', typeName: 'Towns' } as FilePreview;
const towns = { name: 'towns', typeName: 'Town' } as DataSetView;
const namesOf = (given: ReturnType<typeof named>) => [given.name, given.typeName, given.taken];

describe('DAT-2 the names a file will get', () => {
  test('are its own where nothing has them', () => {
    expect(namesOf(named(preview, [], 'func main() -> 1', []))).toEqual(['towns', 'Towns', null]);
  });

  test('get a number rather than take the place of a set or of a type of the program', () => {
    const second = { ...towns, name: 'towns_2' };
    const program = 'type Towns: [Text]\ntype Towns2: Int64\n';
    expect(namesOf(named(preview, [towns, second], program, []))).toEqual(['towns_3', 'Towns3', 'towns']);
  });

  test('are those by which the program takes the file already', () => {
    const program = 'type Towns: {id: Int64}\nfunc main(towns: [Towns]) -> towns';
    expect(namesOf(named(preview, [], program, []))).toEqual(['towns', 'Towns', null]);
  });

  test('are those of the link that asks for the file (SHR-5)', () => {
    const missing = { name: 'places', fileName: 'towns.csv', type: '[{}]', bytes: 12, digest: '' };
    expect(named(preview, [], '', [missing]).name).toBe('places');
  });

  test('are those of the set that is to be replaced (DAT-12)', () => {
    const free = named(preview, [towns], '', []);
    expect(namesOf(replacing(free, 'towns', [towns]))).toEqual(['towns', 'Town', null]);
  });
});
