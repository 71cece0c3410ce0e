import { describe, expect, test } from 'vitest';
import { fieldTypeOf } from '../data';
import {
  arrayTy,
  encode,
  enumTy,
  loadArrow,
  loadParquet,
  optionTy,
  readTypedData,
  scalarTy,
  type Ty,
  tupleTy,
  unitTy,
  type Value,
} from '../value';
import { codeOfView } from './arrangement-code';
import { downloadFiles, lossesOf } from './downloads';
import { HeldValue } from './held-value';
import type { Arrangement, Selection } from './messages';
import { profileOf } from './profile';
import { copyText, selectionFacts } from './selection';

function held(ty: Ty, value: Value): HeldValue {
  const empty = HeldValue.of(new Uint8Array(), ty, []);
  if (!empty.ok) throw new Error(empty.error.message);
  const bytes = encode(value, empty.value.format);
  if (!bytes.ok) throw new Error(bytes.error.message);
  return empty.value.withBytes(bytes.value);
}

const none: Value = { tag: 0, payload: [] };
const some = (payload: Value): Value => ({ tag: 1, payload });

const row = tupleTy(
  ['town', scalarTy('Text')],
  ['id', scalarTy('Int64')],
  ['level', optionTy(scalarTy('Decimal'))],
  ['tags', arrayTy(scalarTy('Text'))],
);
const towns = held(arrayTy(row), [
  ['Solkan', 2n ** 63n - 1n, some(150n), ['a|b']],
  ['Žiri', 3n, none, []],
  ['Bled', 1n, some(25n), ["it's"]],
  ['Bled', 2n, some(1000n), []],
]);

function shown(view: HeldValue): string[] {
  const window = view.window({ start: 0, count: 100 }, { start: 0, count: 3 });
  return window.map((cells) => cells.map((cell) => cell.text).join(' '));
}

const arranged = (arrangement: Partial<Arrangement>) =>
  towns.arranged({ sort: [], filters: [], ...arrangement });

describe('RES-8 a view of a table', () => {
  test('sorts by several columns, none first, ties in their order, and leaves the value alone', () => {
    expect(
      shown(
        arranged({
          sort: [
            { column: 0, descending: false },
            { column: 1, descending: true },
          ],
        }),
      ),
    ).toEqual(['Bled 2 10.00', 'Bled 1 0.25', 'Solkan 9223372036854775807 1.50', 'Žiri 3 none']);
    expect(shown(arranged({ sort: [{ column: 2, descending: false }] }))[0]).toBe('Žiri 3 none');
    expect(shown(towns)[0]).toBe('Solkan 9223372036854775807 1.50');
  });

  test('filters by value, by part of a text, and by none', () => {
    const filtered = (column: number, test: 'contains' | 'above' | 'is' | 'none', text: string) =>
      shown(arranged({ filters: [{ column, test, text }] })).map((line) => line.split(' ')[1]);
    expect(filtered(1, 'above', '2')).toEqual(['9223372036854775807', '3']);
    expect(filtered(0, 'contains', 'BL')).toEqual(['1', '2']);
    expect(filtered(2, 'is', '10')).toEqual(['2']);
    expect(filtered(2, 'none', '')).toEqual(['3']);
    expect(filtered(1, 'above', 'no number')).toEqual([]);
  });

  test('what is opened in a sorted view is the row that is shown', () => {
    const view = arranged({ sort: [{ column: 1, descending: false }] });
    expect(view.children([0], { start: 0, count: 9 }).children[0]!.cell.text).toBe('Bled');
    expect(view.originalRow(0)).toBe(2);
  });

  test('is written as code; descending order of a text goes through its rank', () => {
    const code = codeOfView(fieldTypeOf(row, []), {
      arrangement: {
        sort: [
          { column: 0, descending: true },
          { column: 1, descending: true },
        ],
        filters: [
          { column: 0, test: 'contains', text: 'l"' },
          { column: 2, test: 'above', text: '1.5' },
        ],
      },
      columns: [1, 0],
    });
    expect(code).toBe(`| filter(row -> std::text::contains(row.town, "l\\""))
| filter(row -> row.level | map_or(false, value -> value > 1.5))
| sort(row -> -row.id)
| (rows -> zip(rows, rows | map(row -> row.town) | rank))
| sort(pair -> -pair.1)
| map(pair -> pair.0)
| map(row -> {id = row.id, town = row.town})`);
  });
});

describe('RES-9 chosen cells', () => {
  const cells = (start: number, count: number, columns: number[]): Selection => ({
    rows: { start, count },
    columns,
  });

  test('count, sum and mean of the numbers among them, exact', () => {
    expect(selectionFacts(towns, cells(0, 2, [1]))).toEqual({
      count: 2,
      sum: '9223372036854775810',
      mean: '4611686018427388000',
    });
    expect(selectionFacts(towns, cells(0, 4, [2]))).toMatchObject({ count: 4, sum: '11.75' });
    expect(selectionFacts(towns, cells(0, 4, [0]))).toEqual({ count: 4, sum: null, mean: null });
  });

  test.each([
    ['tsv', 'Bled\t0.25\nBled\t10.00'],
    ['csv', 'town,level\r\nBled,0.25\r\nBled,10.00\r\n'],
    ['markdown', '| town | level |\n| --- | ---: |\n| Bled | 0.25 |\n| Bled | 10.00 |\n'],
    ['sql', "VALUES\n  ('Bled', 0.25),\n  ('Bled', 10.00)\n"],
    ['path', '[2].town\n[2].level\n[3].town\n[3].level'],
  ] as const)('as %s', (form, text) => {
    expect(copyText(towns, cells(2, 2, [0, 2]), form)).toEqual({ ok: true, value: text });
  });

  test('a column becomes an array, a cell itself, and nested cells JSON', () => {
    expect(copyText(towns, cells(1, 2, [1]), 'literal')).toEqual({ ok: true, value: '[\n  3,\n  1,\n]' });
    expect(copyText(towns, cells(0, 1, [0]), 'typed-literal')).toEqual({ ok: true, value: '"Solkan": Text' });
    expect(copyText(towns, cells(2, 1, [3]), 'sql')).toEqual({
      ok: true,
      value: "VALUES\n  ('[\"it''s\"]')\n",
    });
    expect(copyText(towns, cells(0, 1, [3]), 'markdown')).toEqual({
      ok: true,
      value: '| tags |\n| --- |\n| ["a\\|b"] |\n',
    });
  });

  test('works on a scalar', () => {
    expect(copyText(held(scalarTy('Int8'), 0xff), null, 'typed-literal')).toEqual({
      ok: true,
      value: '-1: Int8',
    });
    expect(copyText(held(scalarTy('Text'), 'a\tb'), null, 'tsv')).toMatchObject({ ok: true });
  });
});

describe('RES-10 downloads', () => {
  test('every form gives a file; the binary one has its type beside it', async () => {
    for (const form of ['csv', 'json', 'ndjson', 'lt', 'ltd'] as const) {
      const files = await downloadFiles(towns, form);
      expect(files.ok && files.value.map((file) => file.ending)).toEqual([form]);
    }
    const binary = await downloadFiles(towns, 'ld');
    expect(binary.ok && binary.value.map((file) => file.ending)).toEqual(['ld', 'type.lt']);
    const typed = await downloadFiles(towns, 'ltd');
    const read = typed.ok ? readTypedData(typed.value[0]!.bytes) : typed;
    expect(read.ok && read.value.data).toEqual(towns.bytes);
  });

  test('Parquet and Arrow files give the same bytes when they are read again', async () => {
    const parquet = await downloadFiles(towns, 'parquet');
    const arrow = await downloadFiles(towns, 'arrow');
    if (!parquet.ok || !arrow.ok) throw new Error('no file');
    const fromParquet = await (await loadParquet()).readParquet(parquet.value[0]!.bytes, towns.format);
    const fromArrow = (await loadArrow()).readArrow(arrow.value[0]!.bytes, towns.format);
    expect(fromParquet).toEqual({ ok: true, value: towns.bytes });
    expect(fromArrow).toEqual({ ok: true, value: towns.bytes });
  });

  test('what is lost is said before', () => {
    expect(lossesOf(towns, 'csv')[0]).toBe('Nested columns become JSON text: tags.');
    expect(lossesOf(towns, 'parquet')).toEqual([]);
  });
});

describe('DAT-12 the profile of a table', () => {
  test('missing, distinct, least and greatest, frequent values or a histogram', () => {
    const [town, id, level] = profileOf(towns);
    expect(town).toMatchObject({ missing: 0, distinct: 3, least: 'Bled', greatest: 'Žiri' });
    expect(town!.top[0]).toEqual({ text: 'Bled', count: 2 });
    expect(id!.histogram!.reduce((sum, count) => sum + count)).toBe(4);
    expect(level).toMatchObject({ missing: 1, distinct: 3, least: '0.25', greatest: '10.00' });
  });
});

describe('RES-4 only what is asked for is decoded', () => {
  test('a window over a million rows and fifty columns takes no longer than one over a hundred rows', () => {
    const wide = tupleTy(...Array.from({ length: 50 }, (_, i) => [`c${i}`, scalarTy('Int8')] as const));
    const made = HeldValue.of(new Uint8Array(), arrayTy(wide), []);
    if (!made.ok) throw new Error('no format');
    const of = (rows: number) => {
      const bytes = new Uint8Array(8 + rows * 50);
      const view = new DataView(bytes.buffer);
      view.setUint32(0, 8, true);
      view.setUint32(4, rows, true);
      bytes[8 + (rows - 1) * 50 + 49] = 7;
      return made.value.withBytes(bytes);
    };
    const cpu = (value: HeldValue) => {
      let best = Number.POSITIVE_INFINITY;
      for (let i = 0; i < 5; i++) {
        const start = process.cpuUsage().user;
        for (let n = 0; n < 20; n++)
          value.window({ start: value.rows - 64, count: 64 }, { start: 0, count: 50 });
        best = Math.min(best, process.cpuUsage().user - start);
      }
      return best;
    };
    const [small, large] = [of(100), of(1_000_000)];
    expect(large.cell(999_999, 49).scalar()).toBe(7);
    expect(cpu(large)).toBeLessThan(20 * Math.max(1000, cpu(small)));
  });
});

test('RES-5 a part of a value is a value of its own', () => {
  const part = towns.part([0, 3]);
  expect(part.ok && part.value.summary(1)).toMatchObject({ type: '[Text]', rows: 1 });
  const shape = held(
    enumTy([
      ['none_at_all', unitTy],
      ['at', row],
    ]),
    { tag: 1, payload: ['x', 1n, none, []] },
  );
  const payload = shape.part([0]);
  expect(payload.ok && payload.value.summary(1).type).toContain('town: Text');
});
