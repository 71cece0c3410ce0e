import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { rowTypeSource } from '../data';
import { defaultProfile } from '../routing';
import { decode, formatOf } from '../value';
import { DataSets } from './data-sets';
import { inputBytes } from './run-inputs';
import { loadToolchain, type Toolchain } from './toolchain';

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await loadToolchain();
});

const file = 'day,town,level,note\n2025-01-02,Solkan,1.5,\n2025-01-03,Litija,2.25,high\n';

async function accepted(): Promise<DataSets> {
  const sets = new DataSets();
  const preview = await sets.preview('river levels.csv', new Blob([file]), {});
  if (!preview.ok) throw new Error(preview.error.message);
  const { id, name, typeName, table } = preview.value;
  expect({ name, typeName }).toEqual({ name: 'river_levels', typeName: 'RiverLevels' });
  const plans = table.columns.map((column) => column.plan);
  const outcome = await sets.accept({ preview: id, name, typeName, plans, skipBad: false });
  if (!outcome.ok) throw new Error('the file was refused');
  expect(outcome.typeSource).toBe(
    'type RiverLevels: {\n  day: Date,\n  town: Text,\n  level: Float64,\n  note: Text?,\n}\n',
  );
  return sets;
}

/** The input of a program whose only parameter, `river_levels`, is bound to the file. */
async function inputOf(text: string, sets: DataSets) {
  const plan = toolchain.compile([{ path: 'main.lt', text }], {}, defaultProfile('interpreter')!);
  if (!plan.ok) throw new Error(plan.error[0]?.message);
  const { programType } = plan.value;
  const params = [{ name: 'river_levels', type: 'T', table: true }];
  const from = { kind: 'data', set: 'river_levels' } as const;
  const bytes = await inputBytes(params, programType, [{ param: 'river_levels', from }], sets, async () => {
    throw new Error('no literal is asked for');
  });
  const format = formatOf(programType.input, programType.defs);
  if (!format.ok) throw new Error(format.error.message);
  return { bytes, format: format.value };
}

/** A file that was changed on the disk once it was dropped, as browsers then give it. */
class ChangedFile extends Blob {
  there = true;

  override slice(start?: number, end?: number): Blob {
    const part = super.slice(start, end);
    if (!this.there) part.arrayBuffer = () => Promise.reject(new DOMException('changed', 'NotReadableError'));
    return part;
  }
}

test('DAT-8 a file that was changed since it was dropped is an error wherever it is read', async () => {
  const changed = {
    ok: false,
    error: expect.objectContaining({ code: 'FILE_CHANGED', message: expect.stringContaining('a.csv') }),
  };
  const sets = new DataSets();
  const dropped = new ChangedFile([file]);
  const preview = await sets.preview('a.csv', dropped, {});
  if (!preview.ok) throw new Error(preview.error.message);
  dropped.there = false;
  const { id, name, typeName, table } = preview.value;
  const plans = table.columns.map((column) => column.plan);
  expect(await sets.preview('a.csv', dropped, {})).toEqual(changed);
  expect(await sets.reread(id, { header: false }, {})).toEqual(changed);
  const request = { preview: id, name, typeName, plans, skipBad: false };
  expect(await sets.accept(request)).toEqual(changed);
  dropped.there = true;
  expect((await sets.accept(request)).ok).toBe(true);
});

describe('DAT-4 a data set fills a parameter', () => {
  test('the accepted rows as they are', async () => {
    const sets = await accepted();
    const text = `type R: {day: Date, town: Text, level: Float64, note: Text?}
func main(river_levels: [R]) -> river_levels`;
    const { bytes } = await inputOf(text, sets);
    expect(bytes.ok && bytes.value).toBe(sets.get('river_levels')!.value.bytes);
  });

  test('a type with fewer fields, in another order, reads the file again', async () => {
    const sets = await accepted();
    const { bytes, format } = await inputOf(
      'func main(river_levels: [{level: Float32, town: Text}]) -> river_levels',
      sets,
    );
    if (!bytes.ok) throw new Error(JSON.stringify(bytes.error));
    // 1.5 and 2.25 as the bits of a Float32.
    expect(decode(bytes.value, format)).toEqual({
      ok: true,
      value: [
        [0x3fc00000, 'Solkan'],
        [0x40100000, 'Litija'],
      ],
    });
  });

  test('a cell that does not fit names its line', async () => {
    const sets = await accepted();
    const { bytes } = await inputOf('func main(river_levels: [{town: Int64}]) -> river_levels', sets);
    expect(bytes).toEqual({
      ok: false,
      error: {
        kind: 'inputs',
        param: 'river_levels',
        message: 'Line 2 of river levels.csv: column town holds "Solkan", which is no Int64.',
      },
    });
  });

  test('a column that the file lacks is named', async () => {
    const sets = await accepted();
    const { bytes } = await inputOf('func main(river_levels: [{depth: Int64}]) -> river_levels', sets);
    expect(bytes.ok ? '' : JSON.stringify(bytes.error)).toContain('The file has no column depth');
  });
});

test('DAT-6 whatever the columns are called, the type that is written checks and keeps their names', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 5 }),
      async (names) => {
        const header = names.map((name) => `"${name.replaceAll('"', '""')}"`).join(',');
        const text = `${header}\n${names.map(() => '1').join(',')}\n`;
        const sets = new DataSets();
        const preview = await sets.preview('n.csv', new Blob([text]), {});
        if (!preview.ok) throw new Error(preview.error.message);
        const reread = await sets.reread(preview.value.id, { delimiter: ',', header: true }, {});
        if (!reread.ok) throw new Error(reread.error.message);
        const plans = reread.value.table.columns.map((column) => column.plan);
        const source = rowTypeSource('Row', plans);
        const program = `${source}func main(rows: [Row]) -> rows\n`;
        const plan = toolchain.compile(
          [{ path: 'main.lt', text: program }],
          {},
          defaultProfile('interpreter')!,
        );
        if (!plan.ok) throw new Error(`${source}: ${plan.error[0]?.message}`);
        const format = formatOf(plan.value.programType.input, plan.value.programType.defs);
        const fields =
          format.ok && format.value.kind === 'array' && format.value.item.kind === 'tuple'
            ? format.value.item.fields
            : [];
        expect(fields.map((field) => field.name)).toEqual(plans.map(({ name }) => name));
        expect(new Set(plans.map(({ name }) => name)).size).toBe(names.length);
      },
    ),
    { numRuns: 60 },
  );
});
