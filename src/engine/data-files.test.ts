import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { ColumnPlan } from '../data';
import {
  arrayTy,
  decode,
  encode,
  identTy,
  optionTy,
  scalarTy,
  type Ty,
  tupleTy,
  unitTy,
  type Value,
  writeTypedData,
} from '../value';
import { DataSets, storedSet } from './data-sets';
import { downloadFiles } from './downloads';
import { HeldValue } from './held-value';

const utf8 = (text: string) => new TextEncoder().encode(text);

async function previewed(name: string, bytes: Uint8Array, sets = new DataSets()) {
  const preview = await sets.preview(name, new Blob([bytes as BlobPart]), {});
  if (!preview.ok) throw new Error(preview.error.message);
  return preview.value;
}

/** Takes a file in as it is proposed, and gives what became of it. */
async function taken(
  name: string,
  bytes: Uint8Array,
  change: (plans: ColumnPlan[]) => ColumnPlan[] = (all) => all,
) {
  const sets = new DataSets();
  const { id, table, name: own, typeName } = await previewed(name, bytes, sets);
  const plans = change(table.columns.map((column) => column.plan));
  const outcome = await sets.accept({ preview: id, name: own, typeName, plans, skipBad: false });
  if (!outcome.ok) return { outcome, rows: [] as Value[], type: '', sets };
  const { value } = outcome.set;
  const rows = decode(value.bytes, value.format);
  if (!rows.ok) throw new Error(rows.error.message);
  return { outcome, rows: rows.value as Value[], type: outcome.typeSource, sets };
}

function held(ty: Ty, value: Value): HeldValue {
  const empty = HeldValue.of(new Uint8Array(), ty, []);
  if (!empty.ok) throw new Error(empty.error.message);
  const bytes = encode(value, empty.value.format);
  if (!bytes.ok) throw new Error(bytes.error.message);
  return empty.value.withBytes(bytes.value);
}

const none: Value = { tag: 0, payload: [] };
const everything = held(
  arrayTy(
    tupleTy(
      ['whole', scalarTy('Int64')],
      ['ratio', scalarTy('Float64')],
      ['price', scalarTy('Decimal')],
      ['text', scalarTy('Text')],
      ['day', scalarTy('Date')],
      ['at', scalarTy('Timestamp')],
      ['perhaps', optionTy(scalarTy('Int32'))],
      ['list', arrayTy(scalarTy('Text'))],
      ['pair', tupleTy(['x', scalarTy('Int64')], ['y', scalarTy('Bool')])],
    ),
  ),
  [
    [2n ** 63n - 1n, 0x8000_0000_0000_0000n, 1n, 'a "b"\n', 20484, 1n, none, ['x', ''], [1n, 1]],
    [2n ** 63n, 0x7ff8_0000_0000_0000n, 250n, '', 0, 0n, { tag: 1, payload: 7 }, [], [2n, 0]],
  ],
);

describe('DAT-1 files of every format', () => {
  test.each(['parquet', 'arrow', 'ltd'] as const)(
    '%s comes in with its own types, byte for byte',
    async (form) => {
      const files = await downloadFiles(everything, form);
      if (!files.ok) throw new Error(files.error);
      const { outcome } = await taken(`all.${form}`, files.value[0]!.bytes);
      expect(outcome.ok && outcome.set.value.bytes).toEqual(everything.bytes);
    },
  );

  test('JSON and NDJSON, numbers beyond 2^53 included', async () => {
    const text = '{"id": 9007199254740993, "lines": [{"qty": 2}]}';
    const json = await taken('orders.json', utf8(`[${text}]`));
    expect(json.type).toBe('type Orders: {\n  id: Int64,\n  lines: [{qty: Int64}],\n}\n');
    expect(json.rows).toEqual([[9007199254740993n, [[2n]]]]);
    expect((await taken('orders.ndjson', utf8(`${text}\n`))).rows).toEqual(json.rows);
  });

  test('TSV, and every format compressed by gzip', async () => {
    const tsv = await taken('towns.tsv.gz', gzipSync(utf8('town\tlevel\nSolkan\t1.5\n')));
    expect(tsv.rows).toEqual([['Solkan', 0x3ff8_0000_0000_0000n]]);
    expect(tsv.outcome.ok && tsv.outcome.set.fileName).toBe('towns.tsv');
    expect((await taken('a.json.gz', gzipSync(utf8('[{"a": 1}]')))).rows).toEqual([[1n]]);
  });

  test('a file that is damaged says so in a sentence', async () => {
    const sets = new DataSets();
    const messages = [];
    for (const [name, bytes] of [
      ['a.parquet', utf8('PAR1 and nothing else')],
      ['a.arrow', utf8('nonsense')],
      ['a.json', utf8('[{"a": 1}')],
      ['a.ltd', utf8('nonsense')],
      ['a.csv.gz', new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 9, 9])],
      ['a.csv', utf8('')],
    ] as const) {
      const preview = await sets.preview(name, new Blob([bytes as BlobPart]), {});
      messages.push(preview.ok ? 'read' : preview.error.message);
    }
    expect(messages[2]).toBe('Line 1, column 10: a “,” is missing.');
    expect(messages[5]).toBe('a.csv holds no rows.');
    for (const message of messages) expect(message).toMatch(/^.+[.]$/);
  });
});

describe('DAT-3 columns of a typed file are renamed, retyped, dropped and made optional', () => {
  const file = utf8('[{"id": 1, "town": "Bled", "tags": ["a"]}, {"id": 2, "town": "Žiri", "tags": []}]');

  test('as Text a nested column becomes JSON, and any column may be optional', async () => {
    const { rows, type } = await taken('t.json', file, ([id, town, tags]) => [
      { ...town!, name: 'place', type: { scalar: 'Text', optional: true } },
      { ...tags!, type: { scalar: 'Text', optional: false } },
      { ...id!, type: { scalar: 'Text', optional: false } },
    ]);
    expect(type).toBe('type T: {\n  place: Text?,\n  tags: Text,\n  id: Text,\n}\n');
    expect(rows[0]).toEqual([{ tag: 1, payload: 'Bled' }, '["a"]', '1']);
  });

  test('a type that does not fit lists the rows with their column', async () => {
    const { outcome } = await taken('t.json', file, ([, town]) => [
      { ...town!, type: { scalar: 'Int64', optional: false } },
    ]);
    expect(outcome).toMatchObject({
      ok: false,
      badCount: 2,
      bad: [{ line: 1, column: 1, reason: 'column town holds Bled, which is no Int64' }, { line: 2 }],
    });
  });
});

test('DAT-5 JSON values of mixed kinds become texts by choice, each as it is', async () => {
  const file = new TextEncoder().encode('[{"a": 1}, {"a": "x"}, {"a": null}, {"a": 9007199254740993}]');
  const { rows } = await taken('m.json', file, (plans) =>
    plans.map((plan) => ({ ...plan, type: { scalar: 'Text', optional: true } })),
  );
  const text = (payload: string) => [{ tag: 1, payload }];
  expect(rows).toEqual([text('1'), text('x'), [none], text('9007199254740993')]);
});

describe('DAT-5 few texts may be an enum', () => {
  const text = `kind\n${Array.from({ length: 210 }, (_, i) => ['open', 'paid', 'sent today'][i % 3]).join('\n')}\n`;

  test('it is offered, not assumed, and read exactly', async () => {
    const { table } = await previewed('k.csv', utf8(text));
    const [column] = table.columns;
    expect(column!.plan.type).toEqual({ scalar: 'Text', optional: false });
    const offer = column!.guess.offers.find((one) => one.label === 'make it an enum');
    const { type, rows } = await taken('k.csv', utf8(text), ([plan]) => [{ ...plan!, type: offer!.type }]);
    expect(type).toBe('type K: {\n  kind: enum {open, paid, `sent today`},\n}\n');
    expect(rows.slice(0, 3)).toEqual([0, 1, 2].map((tag) => [{ tag, payload: [] }]));
  });
});

test('DAT-5 Arrow dictionaries and units of time have their Lutra types', async () => {
  const { tableToIPC, tableFromArrays, vectorFromArray, Dictionary, Utf8, Int32, TimestampMillisecond } =
    await import('apache-arrow');
  const table = tableFromArrays({ n: Int32Array.from([1, 2]) }).assign(
    tableFromArrays({ m: Int32Array.from([3, 4]) }),
  );
  const { rows, type } = await taken('n.arrow', tableToIPC(table, 'stream'));
  expect(type).toBe('type N: {\n  n: Int32,\n  m: Int32,\n}\n');
  expect(rows).toEqual([
    [1, 3],
    [2, 4],
  ]);
  const { Table } = await import('apache-arrow');
  const words = new Table({
    w: vectorFromArray(['x', 'y', 'x'], new Dictionary(new Utf8(), new Int32())),
    t: vectorFromArray([0, 1500, 2], new TimestampMillisecond()),
  });
  const dictionary = await taken('w.arrow', tableToIPC(words, 'file'));
  expect(dictionary.type).toBe('type W: {\n  w: Text,\n  t: Timestamp,\n}\n');
  expect(dictionary.rows[1]).toEqual(['y', 1_500_000n]);
});

test('DAT-4 a Parquet file is there again on the next visit, byte for byte', async () => {
  const files = await downloadFiles(everything, 'parquet');
  if (!files.ok) throw new Error(files.error);
  const { bytes } = files.value[0]!;
  const { sets } = await taken('all.parquet', bytes);
  const again = new DataSets();
  const stored = sets.all()[0]!;
  await again.restore(storedSet(stored));
  expect(again.get('all')?.value.bytes).toEqual(everything.bytes);
  expect(again.get('all')?.rows).toBe(2);
});

test('DAT-1 typed data with names of its own is spelled out; one that holds itself is refused', async () => {
  const defs = [{ name: ['Town'], ty: tupleTy(['name', scalarTy('Text')]) }];
  const file = (ty: Ty, more = defs, data = held(arrayTy(defs[0]!.ty), [['Bled']]).bytes) => {
    const written = writeTypedData({ ty, defs: more, data });
    if (!written.ok) throw new Error(written.error.message);
    return written.value;
  };
  expect((await taken('t.ltd', file(arrayTy(identTy('Town'))))).rows).toEqual([['Bled']]);
  const loop = [{ name: ['Node'], ty: tupleTy(['kids', arrayTy(identTy('Node'))]) }];
  const refused = await new DataSets().preview(
    'n.ltd',
    new Blob([file(identTy('Node'), loop, held(tupleTy(['kids', arrayTy(unitTy)]), [[]]).bytes) as BlobPart]),
    {},
  );
  expect(refused.ok ? '' : refused.error.message).toBe('The file’s type holds itself, so it is no table.');
});

test('DAT-9 UTF-16 with a mark, and Latin-1 by choice', async () => {
  const text = 'town\nŽiri\n';
  const utf16 = new Uint8Array([
    0xff,
    0xfe,
    ...[...text].flatMap((sign) => [sign.charCodeAt(0) & 255, sign.charCodeAt(0) >> 8]),
  ]);
  expect((await taken('t.csv', utf16)).rows).toEqual([['Žiri']]);
  const sets = new DataSets();
  const preview = await previewed('t.csv', utf8('town\nŽiri\n'), sets);
  const again = await sets.reread(preview.id, { encoding: 'latin1' }, {});
  expect(again.ok && again.value.table.rows).toEqual([['Å½iri']]);
});

test('DAT-8 a cancelled reading stops and takes nothing in', async () => {
  const text = `n\n${'123456789\n'.repeat(400_000)}`;
  let batches = 0;
  const preview = await new DataSets().preview('n.csv', new Blob([text]), {
    onProgress: () => {
      batches++;
    },
    cancelled: () => batches >= 1,
  });
  expect(preview.ok ? '' : preview.error.code).toBe('CANCELLED');
  expect(batches).toBe(1);
});

describe('DAT-11 the sample sets', () => {
  const folder = join(import.meta.dirname, '../../public/samples');
  const names = readdirSync(folder);

  test('are ten, and small', () => {
    expect(names.length).toBe(10);
    for (const name of names) expect(gzipSync(readFileSync(join(folder, name))).length).toBeLessThan(300_000);
  });

  test.each(names)('%s is read whole', async (name) => {
    const preview = await previewed(name, new Uint8Array(readFileSync(join(folder, name))));
    expect(preview.table.rowCount).toBeGreaterThan(2);
    expect(preview.table.badCount).toBe(name === 'dirty.csv' ? 2 : 0);
  });
});
