import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrayTy, optionTy, scalarTy, tupleTy } from '../../value';
import { decodeText, loadCsv, plansForType, previewCsv, rowTypeSource, typeText } from '..';
import { quotedEmpty, readRecords } from './records';

async function types(text: string): Promise<string> {
  const preview = await previewCsv(text);
  return preview!.columns.map((column) => `${column.plan.name}: ${typeText(column.plan.type)}`).join(', ');
}

async function load(text: string) {
  const preview = (await previewCsv(text))!;
  return (await loadCsv(
    text,
    preview.dialect!,
    preview.header,
    preview.columns.map((column) => column.plan),
  ))!;
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
    [
      'names become identifiers',
      'unit price,unit-price,,match,2nd\na,b,c,d,e\n',
      'unit_price: Text, unit_price_2: Text, column_3: Text, match_: Text, n2nd: Text',
    ],
  ])('%s', async (_, text, expected) => {
    expect(await types(text)).toBe(expected);
  });

  test('both readings of a date in doubt are offered', async () => {
    const preview = await previewCsv('d\n01/02/2024\n');
    expect(preview!.columns[0]!.guess.offers.map((offer) => offer.label)).toEqual([
      'read as Date, day first',
      'read as Date, month first',
    ]);
  });

  test('numbers beyond 64 bits are said, not rounded', async () => {
    const preview = await previewCsv('n\n9223372036854775808\n');
    expect(preview!.columns[0]!.guess.warning).toContain('beyond 64 bits');
  });
});

describe('dialects', () => {
  test.each([';', '\t', '|', ','])('delimiter %j', async (delimiter) => {
    expect(await types(`${['a', 'b'].join(delimiter)}\n${['1', 'x'].join(delimiter)}\n`)).toBe(
      'a: Int64, b: Text',
    );
  });

  test('no header', async () => {
    const preview = await previewCsv('1,x\n2,y\n');
    expect(preview).toMatchObject({ header: false, rowCount: 2 });
  });

  test('an empty file has no columns', async () => {
    expect(await previewCsv('')).toMatchObject({ columns: [], rowCount: 0, badCount: 0 });
  });

  test('UTF-16 and UTF-8 with a mark, Latin-1 without', () => {
    expect(decodeText(Uint8Array.of(0xff, 0xfe, 0xe9, 0)).text).toBe('é');
    expect(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61)).text).toBe('a');
    expect(decodeText(Uint8Array.of(0xe9))).toMatchObject({ text: 'é', encoding: 'latin1' });
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
    const loaded = await loadCsv(text, { delimiter: ',', newline: '\n' }, true, [plan]);
    expect(loaded).toMatchObject({
      badCount: 1,
      bad: [{ line: 3, reason: 'column n holds "x", which is no Int64' }],
    });
  });

  test('every record of any text is read back, whatever is in its cells', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ' ', 'é', '0') });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, fc.constant('.')), { minLength: 1, maxLength: 30 }),
        fc.constantFrom('\n' as const, '\r\n' as const),
        (rows, newline) => {
          const text = rows
            .map((row) => row.map((c) => `"${c.replaceAll('"', '""')}"`).join(',') + newline)
            .join('');
          const read = [...readRecords(text, { delimiter: ',', newline })];
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

test('cancel stops at the next batch', async () => {
  expect(await previewCsv('a\n1\n', { cancelled: () => true })).toBeUndefined();
});

test('DAT-4 the type is written as code', async () => {
  const preview = (await previewCsv('id,day,note\n1,2024-01-01,\n2,2024-01-02,x\n'))!;
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
    const loaded = await loadCsv(
      'n,x,unit price\n-128,a,0.5\n,b,1\n128,c,2\n',
      { delimiter: ',', newline: '\n' },
      true,
      plans.ok ? plans.value : [],
    );
    expect(loaded!.rows).toEqual([
      [0x3f000000, { tag: 1, payload: 128 }],
      [0x3f800000, { tag: 0, payload: [] }],
    ]);
    expect(loaded!.bad.map((bad) => bad.reason)).toEqual(['column n holds "128", which is no Int8']);
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
