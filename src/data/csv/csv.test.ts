import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Value } from '../../value';
import { arrayTy, optionTy, scalarTy, tupleTy } from '../../value';
import {
  bytesInMemory,
  type ColumnPlan,
  detectEncoding,
  type FileText,
  fileText,
  loadCsv,
  plainText,
  plansForType,
  previewCsv,
  rowTypeSource,
  typeText,
} from '..';
import { readCell } from '../columns/cell';
import { quotedEmpty, type RecordBatch, readRecords } from './records';

function bitsOf(value: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0);
}

async function types(text: string): Promise<string> {
  const preview = await previewCsv(plainText(text));
  return preview!.columns.map((column) => `${column.plan.name}: ${typeText(column.plan.type)}`).join(', ');
}

async function loadBy(text: string, plans: readonly ColumnPlan[], header = true) {
  const rows: (readonly Value[])[] = [];
  const source = { text: plainText(text), dialect: { delimiter: ',', newline: '\n' } as const, header };
  const loaded = await loadCsv(source, plans, (more) => {
    rows.push(...more);
    return true;
  });
  return { ...loaded!, rows };
}

async function load(text: string) {
  const preview = (await previewCsv(plainText(text)))!;
  return loadBy(
    text,
    preview.columns.map((column) => column.plan),
    preview.header,
  );
}

async function records(text: string, newline: '\n' | '\r\n') {
  const batches: RecordBatch[] = [];
  for await (const batch of readRecords(plainText(text).parts(), { delimiter: ',', newline }))
    batches.push(batch);
  return batches;
}

async function encodingOf(...bytes: number[]) {
  const file = bytesInMemory(Uint8Array.from(bytes));
  const encoding = (await detectEncoding(file))!;
  const parts: string[] = [];
  for await (const part of fileText(file, encoding).parts()) parts.push(part.text);
  return { encoding, text: parts.join('') };
}

describe('DAT-5 inference', () => {
  test.each([
    ['whole numbers', 'n\n1\n-20\n0\n', 'n: Int64'],
    ['the ends of 64 bits', 'n\n9223372036854775807\n-9223372036854775808\n', 'n: Int64'],
    ['beyond 64 bits stays text', 'n\n9223372036854775808\n1\n', 'n: Text'],
    ['a leading zero makes a code', 'zip\n1234\n00501\n', 'zip: Text'],
    ['a leading plus makes a code', 'phone\n+43123\n12\n', 'phone: Text'],
    ['fractions and exponents', 'x\n1\n2.5\n1e3\n', 'x: Float64'],
    ['NaN and inf', 'x\n1.5\nNaN\n-inf\n', 'x: Float64'],
    ['true and false', 'ok\ntrue\nfalse\n', 'ok: Bool'],
    ['yes and no stay text', 'ok\nyes\nno\n', 'ok: Text'],
    ['0 and 1 stay numbers', 'is_open\n0\n1\n', 'is_open: Int64'],
    ['ISO dates', 'd\n2024-02-29\n1999-12-31\n', 'd: Date'],
    ['a date that does not exist', 'd\n2023-02-29\n', 'd: Text'],
    ['date-times', 't\n2024-02-29T10:00:00\n2024-02-29 10:00:00.5\n', 't: Timestamp'],
    ['times of day', 't\n10:00:00\n23:59:59.999999\n', 't: Time'],
    ['day and month in doubt', 'd\n01/02/2024\n', 'd: Text'],
    ['an empty cell makes it optional', 'a,b\n1,2\n,3\n', 'a: Int64?, b: Int64'],
    ['null makes it optional', 'a\n1.5\nnull\n', 'a: Float64?'],
    ['a quoted empty text stays text', 'a,b\n"",1\nx,2\n', 'a: Text, b: Int64'],
    ['decimals after commas stay text', 'x;n\n12,5;1\n1.234,50;2\n', 'x: Text, n: Int64'],
  ])('%s', async (_, text, expected) => {
    expect(await types(text)).toBe(expected);
  });

  test('both readings of a date in doubt are offered', async () => {
    const preview = await previewCsv(plainText('d\n01/02/2024\n'));
    expect(preview!.columns[0]!.guess.offers.map((offer) => offer.label)).toEqual([
      'read as Date, day first',
      'read as Date, month first',
    ]);
  });

  test('numbers with commas are offered as what they can be, and read exactly', async () => {
    const offersOf = async (...cells: string[]) => {
      const { columns } = (await previewCsv(
        plainText(`x;n\n${cells.map((cell) => `${cell};1\n`).join('')}`),
      ))!;
      const [{ guess }] = columns as [(typeof columns)[number]];
      return guess.offers.map(({ label, type }) => ({
        label,
        values: cells.map((cell) => readCell(cell, type)),
      }));
    };
    expect(await offersOf('1.234,50', '-0,25')).toEqual([
      { label: 'read as Float64, decimals after the comma', values: [1234.5, -0.25].map(bitsOf) },
      {
        label: 'read as Decimal, hundredths after the comma',
        values: [123450n, BigInt.asUintN(64, -25n)],
      },
    ]);
    expect(await offersOf('1,234', '12')).toEqual([
      { label: 'read as Float64, decimals after the comma', values: [1.234, 12].map(bitsOf) },
      { label: 'read as Int64, thousands parted by commas', values: [1234n, 12n] },
    ]);
    expect(await offersOf('1,234.5')).toEqual([
      { label: 'read as Float64, thousands parted by commas', values: [1234.5].map(bitsOf) },
    ]);
    expect(await offersOf('1,2,3')).toEqual([]);
  });

  test('numbers beyond 64 bits are said, not rounded', async () => {
    const preview = await previewCsv(plainText('n\n9223372036854775808\n'));
    expect(preview!.columns[0]!.guess.warning).toContain('beyond 64 bits');
  });
});

describe('DAT-6 names', () => {
  test('are those of the file, in backticks where they need them, and unique', async () => {
    const text = 'unit price,unit price,,match,2nd,"Größe\n(m²)",back`tick,id\na,b,c,d,e,f,g,h\n';
    const { columns } = (await previewCsv(plainText(text)))!;
    const plans = columns.map(({ plan }) => plan);
    expect(plans.map(({ name }) => name)).toEqual([
      'unit price',
      'unit price_2',
      'column_3',
      'match',
      '2nd',
      'Größe (m²)',
      'back tick',
      'id',
    ]);
    expect(plans[5]!.original).toBe('Größe\n(m²)');
    const source = rowTypeSource('Row', plans);
    expect(source).toContain('  `unit price`: Text,\n');
    expect(source).toContain('  `match`: Text,\n');
    expect(source).toContain('  id: Text,\n');
  });
});

describe('dialects', () => {
  test.each([';', '\t', '|', ','])('delimiter %j', async (delimiter) => {
    expect(await types(`${['a', 'b'].join(delimiter)}\n${['1', 'x'].join(delimiter)}\n`)).toBe(
      'a: Int64, b: Text',
    );
  });

  test('no header', async () => {
    const preview = await previewCsv(plainText('1,x\n2,y\n'));
    expect(preview).toMatchObject({ header: false, rowCount: 2 });
  });

  test('a column may have the name of a number', async () => {
    expect(await types('nan,mean\n1,2.5\n')).toBe('nan: Int64, mean: Float64');
  });

  test('an empty file has no columns', async () => {
    expect(await previewCsv(plainText(''))).toMatchObject({ columns: [], rowCount: 0, badCount: 0 });
  });

  test('UTF-16 and UTF-8 with a mark, Latin-1 without', async () => {
    expect(await encodingOf(0xff, 0xfe, 0xe9, 0)).toEqual({ text: 'é', encoding: 'utf-16le' });
    expect(await encodingOf(0xef, 0xbb, 0xbf, 0x61)).toEqual({ text: 'a', encoding: 'utf-8' });
    expect(await encodingOf(0xe9)).toEqual({ text: 'é', encoding: 'latin1' });
  });
});

describe('DAT-7 nothing is lost silently', () => {
  test('a broken quote costs its own line only', async () => {
    const loaded = await load('a,b\n1,x\n2,"open\n3,y\n4,z\n');
    expect(loaded.rows.map((row) => row[0])).toEqual([1n, 3n, 4n]);
    expect(loaded.bad).toEqual([{ line: 3, reason: 'a quote is opened and never closed', text: '2,"open' }]);
  });

  test('rows with too many or too few cells are listed with their line', async () => {
    const loaded = await load('a,b\n1,x\n2\n3,y,z\n4,w\n');
    expect(loaded.rows.length).toBe(2);
    expect(loaded.bad.map((bad) => `${bad.line}: ${bad.reason}`)).toEqual([
      '3: 1 cell where the first row has 2',
      '4: 3 cells where the first row has 2',
    ]);
  });

  test('a cell that does not fit the chosen type names line, column and value', async () => {
    const text = 'n\n1\nx\n3\n';
    const plan = { name: 'n', original: 'n', index: 0, type: { scalar: 'Int64', optional: false } } as const;
    const loaded = await loadBy(text, [plan]);
    expect(loaded).toMatchObject({
      badCount: 1,
      bad: [{ line: 3, reason: 'column n holds "x", which is no Int64' }],
    });
  });

  test('every record of any text is read back, whatever is in its cells', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ' ', 'é', '0') });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, fc.constant('.')), { minLength: 1, maxLength: 30 }),
        fc.constantFrom('\n' as const, '\r\n' as const),
        async (rows, newline) => {
          const text = rows
            .map((row) => row.map((c) => `"${c.replaceAll('"', '""')}"`).join(',') + newline)
            .join('');
          const read = await records(text, newline);
          expect(read.flatMap((batch) => batch.bad)).toEqual([]);
          expect(
            read
              .flatMap((batch) => batch.records)
              .map((record) => record.map((c) => c.replaceAll(quotedEmpty, ''))),
          ).toEqual(rows);
        },
      ),
    );
  });
});

test('DAT-9 values survive exactly', async () => {
  const { rows } = await load(
    'i,f,s,t\n9007199254740993,-0.0,"a ""b""\nc",2024-01-01T00:00:00.000001\n1,0.1,x,1969-12-31T23:59:59+01:00\n',
  );
  expect(rows[0]).toEqual([9007199254740993n, 0x8000000000000000n, 'a "b"\nc', 1704067200000001n]);
  expect(rows[1]![3]).toBe(BigInt.asUintN(64, -3601000000n));
});

test('DAT-7 a long file is looked at in places: the type fits its samples, and the load looks at every cell', async () => {
  // 60 MB of lines of 1,000 bytes; one of them has a text where the others have a number.
  const lines = 60_000;
  const rest = `,${'x'.repeat(991)}\n`;
  const file = (odd: number): FileText => {
    const text = (start: number, end: number) => {
      let made = '';
      for (let line = Math.floor(start / 1000); line * 1000 < end; line++)
        made += (line === odd ? 'no digit' : `${10_000_000 + line}`) + rest;
      return made
        .slice(start % 1000, (start % 1000) + end - start)
        .slice(start === 0 ? 0 : 1000 - (start % 1000));
    };
    return { ...plainText(''), size: lines * 1000, lines: async (start, end) => text(start, end) };
  };
  const typeWith = async (odd: number) => {
    const preview = (await previewCsv(file(odd), { header: false }))!;
    expect(preview.complete).toBe(false);
    expect(preview.rowCount).toBeLessThan(lines);
    return preview.columns[0]!.plan.type.scalar;
  };
  expect(await typeWith(-1)).toBe('Int64');
  expect(await typeWith(lines - 5)).toBe('Text');
  expect(await typeWith(5_600)).toBe('Int64');
});

test('a record that never ends costs its own line, however much comes after it', async () => {
  const rest = `x,${'y'.repeat(1000)}\n`.repeat(20_000);
  const read = await records(`a,b\n1,"open\n${rest}`, '\n');
  expect(read.flatMap((batch) => batch.bad)).toEqual([
    { line: 2, reason: 'a quote is opened and never closed', text: '1,"open' },
  ]);
  expect(read.reduce((sum, batch) => sum + batch.records.length, 0)).toBe(20_001);
});

test('cancel stops at the next batch', async () => {
  expect(await previewCsv(plainText('a\n1\n'), { cancelled: () => true })).toBeUndefined();
});

test('DAT-4 the type is written as code', async () => {
  const preview = (await previewCsv(plainText('id,day,note\n1,2024-01-01,\n2,2024-01-02,x\n')))!;
  expect(
    rowTypeSource(
      'Visits',
      preview.columns.map((column) => column.plan),
    ),
  ).toBe('type Visits: {\n  id: Int64,\n  day: Date,\n  note: Text?,\n}\n');
});

describe('reading a file as the rows a program asks for', () => {
  const row = tupleTy(['unit_price', scalarTy('Float32')], ['n', optionTy(scalarTy('Int8'))]);

  test('columns are found by name or by the identifier made of it, in any order', async () => {
    const plans = plansForType(arrayTy(row), [], ['n', 'x', 'unit price']);
    expect(plans.ok && plans.value.map((plan) => plan.index)).toEqual([2, 0]);
    const loaded = await loadBy('n,x,unit price\n-128,a,0.5\n,b,1\n128,c,2\n', plans.ok ? plans.value : []);
    expect(loaded.rows).toEqual([
      [0x3f000000, { tag: 1, payload: 128 }],
      [0x3f800000, { tag: 0, payload: [] }],
    ]);
    expect(loaded.bad.map((bad) => bad.reason)).toEqual(['column n holds "128", which is no Int8']);
  });

  test('a missing column and a field that is no scalar are said', () => {
    expect(plansForType(arrayTy(row), [], ['n'])).toMatchObject({
      ok: false,
      error: { message: 'The file has no column unit_price; it has n.' },
    });
    expect(plansForType(arrayTy(tupleTy(['n', arrayTy(scalarTy('Bool'))])), [], ['n'])).toMatchObject({
      ok: false,
      error: { code: 'DATA_MISFIT' },
    });
  });
});
