import {
  type Data,
  DateDay,
  Decimal,
  DenseUnion,
  Field,
  Float64,
  Int8,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  Schema,
  SparseUnion,
  Struct,
  Table,
  TimestampMillisecond,
  tableFromArrays,
  Utf8,
  Vector,
  vectorFromArray,
} from 'apache-arrow';
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { valuesOf } from '../arbitrary.test-data';
import { decode } from '../decode';
import { encode } from '../encode';
import { type Format, formatOf } from '../format';
import { arrayTy, enumTy, optionTy, primTy, scalarTy, tupleTy, unitTy } from '../make-ty';
import { SCALAR_NAMES } from '../scalar';
import type { Ty } from '../ty';
import type { Value } from '../value';
import { toHex } from '../vectors.test-data';
import { fromArrow, readArrow, toArrow, writeArrow } from './arrow';
import { parquetDeclarations, parquetType, readParquet, writeParquet } from './parquet';

function format(ty: Ty): Format {
  const result = formatOf(ty, []);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function bytesOf(ty: Ty, value: Value): Uint8Array {
  const result = encode(value, format(ty));
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const none: Value = { tag: 0, payload: [] };
const some = (payload: Value): Value => ({ tag: 1, payload });

/** Types that have columns: scalars, options of scalars and arrays, tuples, arrays. */
const columnTypes: fc.Arbitrary<Ty> = fc.letrec<{ ty: Ty; plain: Ty }>((tie) => ({
  ty: fc.oneof(
    { weight: 3, arbitrary: tie('plain') },
    { weight: 1, arbitrary: fc.constantFrom(...SCALAR_NAMES.map(scalarTy)).map(optionTy) },
    { weight: 1, arbitrary: tie('plain').map((ty) => optionTy(arrayTy(ty))) },
  ),
  plain: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'column' },
    {
      weight: 5,
      arbitrary: fc.constantFrom(
        ...SCALAR_NAMES.map(scalarTy),
        primTy(8),
        primTy(16),
        primTy(32),
        primTy(64),
      ),
    },
    { weight: 1, arbitrary: tie('ty').map(arrayTy) },
    {
      weight: 1,
      arbitrary: fc.array(tie('ty'), { minLength: 1, maxLength: 3 }).map((fields) => tupleTy(...fields)),
    },
  ),
})).ty;

/** Arrays of tuples of such columns; Decimal beyond 18 digits has no Decimal128(18, 2). */
const tables = fc
  .array(columnTypes, { minLength: 1, maxLength: 4 })
  .map((fields) => arrayTy(tupleTy(...fields.map((ty, index) => [`c${index}`, ty] as const))))
  .chain((ty) => valuesOf(ty).map((value) => ({ ty, value })));

describe('Arrow (specification 3 M1, M2)', () => {
  it('values come back from a table and from a file', () => {
    fc.assert(
      fc.property(tables, ({ ty, value }) => {
        const bytes = bytesOf(ty, value);
        const table = toArrow(bytes, format(ty));
        const back = table.ok ? fromArrow(table.value, format(ty)) : table;
        expect(back.ok ? toHex(back.value) : back.error).toBe(toHex(bytes));
        const file = writeArrow(bytes, format(ty), 'stream');
        const read = file.ok ? readArrow(file.value, format(ty)) : file;
        expect(read.ok ? toHex(read.value) : read.error).toBe(toHex(bytes));
      }),
      { numRuns: 200 },
    );
  });

  it('columns are matched by position and slices are read from where they start', () => {
    const table = tableFromArrays({ a: Int32Array.of(1, 2, 3), b: ['x', 'y', 'z'] });
    const ty = arrayTy(tupleTy(['other', scalarTy('Int32')], ['name', optionTy(scalarTy('Text'))]));
    const read = fromArrow(table.slice(1), format(ty));
    const decoded = read.ok ? decode(read.value, format(ty)) : read;
    // Texts of `tableFromArrays` are dictionaries.
    expect(decoded).toEqual({
      ok: true,
      value: [
        [2, some('y')],
        [3, some('z')],
      ],
    });
  });

  it('nulls need an option', () => {
    const table = new Table({ a: vectorFromArray([1, null], new Int32()) });
    const error = (ty: Ty) => {
      const result = fromArrow(table, format(arrayTy(ty)));
      return result.ok ? 'fits' : result.error.message;
    };
    expect(error(scalarTy('Int32'))).toBe('unexpected null value for non-option type');
    expect(error(optionTy(scalarTy('Int32')))).toBe('fits');
    expect(error(scalarTy('Int64'))).toBe('unexpected null value for non-option type');
    expect(error(optionTy(scalarTy('Text')))).toBe('type mismatch: Arrow has Int32, but Lutra expects Text');
    expect(error(tupleTy(scalarTy('Int32'), scalarTy('Int32')))).toBe('expected 2 columns, got 1');
  });

  it('unit ignores the table, an array of no rows its columns, others want one row', () => {
    const table = tableFromArrays({ a: Int32Array.of(1, 2) });
    expect(fromArrow(table, format(unitTy))).toEqual({ ok: true, value: new Uint8Array(0) });
    expect(fromArrow(table, format(scalarTy('Int32')))).toMatchObject({
      error: { message: 'expected single row, got 2' },
    });
    expect(fromArrow(table.slice(1), format(scalarTy('Int32')))).toEqual({
      ok: true,
      value: Uint8Array.of(2, 0, 0, 0),
    });
    const empty = fromArrow(table.slice(2), format(arrayTy(tupleTy(scalarTy('Text'), scalarTy('Text')))));
    expect(empty).toEqual({ ok: true, value: Uint8Array.of(8, 0, 0, 0, 0, 0, 0, 0) });
  });

  it('dense and sparse unions are enums, tags by type id', () => {
    const ty = enumTy([
      ['i', scalarTy('Int32')],
      ['s', scalarTy('Text')],
      ['u', unitTy],
    ]);
    const fields = [new Field('i', new Int32()), new Field('s', new Utf8()), new Field('u', new Int8())];
    const dense = makeData({
      type: new DenseUnion([0, 1, 2], fields),
      length: 4,
      typeIds: Int8Array.of(1, 0, 2, 1),
      valueOffsets: Int32Array.of(0, 0, 0, 1),
      children: [
        vectorFromArray([7], new Int32()).data[0]!,
        vectorFromArray(['a', 'b'], new Utf8()).data[0]!,
        vectorFromArray([0], new Int8()).data[0]!,
      ],
    });
    const sparse = makeData({
      type: new SparseUnion([0, 1, 2], fields),
      length: 4,
      typeIds: Int8Array.of(1, 0, 2, 1),
      children: [
        vectorFromArray([0, 7, 0, 0], new Int32()).data[0]!,
        vectorFromArray(['a', '', '', 'b'], new Utf8()).data[0]!,
        vectorFromArray([0, 0, 0, 0], new Int8()).data[0]!,
      ],
    });
    const expected = bytesOf(arrayTy(ty), [
      some('a'),
      { tag: 0, payload: 7 },
      { tag: 2, payload: [] },
      some('b'),
    ]);
    for (const data of [dense, sparse] as Data[]) {
      const schema = new Schema([new Field('value', data.type)]);
      const batch = new RecordBatch(
        schema,
        makeData({ type: new Struct(schema.fields), length: 4, nullCount: 0, children: [data] }),
      );
      expect(fromArrow([batch], format(arrayTy(ty)))).toEqual({ ok: true, value: expected });
    }
  });

  it('temporal columns keep microseconds, decimals hundredths', () => {
    const days = new Table({ d: new Vector([makeData({ type: new DateDay(), data: Int32Array.of(-1) })]) });
    expect(fromArrow(days, format(scalarTy('Date')))).toEqual({
      ok: true,
      value: bytesOf(scalarTy('Date'), 0xffffffff),
    });
    const millis = makeData({ type: new TimestampMillisecond(), data: BigInt64Array.of(1_765_756_800_123n) });
    const instant = fromArrow(new Table({ t: new Vector([millis]) }), format(scalarTy('Timestamp')));
    expect(instant).toEqual({ ok: true, value: bytesOf(scalarTy('Timestamp'), 1_765_756_800_123_000n) });
    const tenths = makeData({
      type: new Decimal(1, 10, 128),
      data: Uint32Array.of(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff),
    });
    const decimal = fromArrow(new Table({ d: new Vector([tenths]) }), format(scalarTy('Decimal')));
    expect(decimal).toEqual({ ok: true, value: bytesOf(scalarTy('Decimal'), 2n ** 64n - 10n) });
    const thousandths = makeData({ type: new Decimal(3, 10, 128), data: Uint32Array.of(1, 0, 0, 0) });
    expect(fromArrow(new Table({ d: new Vector([thousandths]) }), format(scalarTy('Decimal'))).ok).toBe(
      false,
    );
    const cents = fromArrow(
      new Table({ d: vectorFromArray([-5n], new Int64()) }),
      format(scalarTy('Decimal')),
    );
    expect(cents).toEqual({ ok: true, value: bytesOf(scalarTy('Decimal'), 2n ** 64n - 5n) });
  });

  it('names columns after fields, field<i> or value; other enums have no column', () => {
    const names = (ty: Ty, value: Value) => {
      const table = toArrow(bytesOf(ty, value), format(ty));
      return table.ok
        ? table.value.schema.fields.map((field) => `${field.name}: ${field.type}${field.nullable ? '?' : ''}`)
        : table.error.message;
    };
    expect(
      names(arrayTy(tupleTy(['a', scalarTy('Date')], scalarTy('Decimal'), optionTy(primTy(16)))), []),
    ).toEqual(['a: Date32<DAY>', 'field1: Decimal[18e+2]', 'field2: Uint16?']);
    expect(names(scalarTy('Timestamp'), 0n)).toEqual(['value: Timestamp<MICROSECOND>']);
    expect(
      names(
        enumTy([
          ['a', unitTy],
          ['b', unitTy],
        ]),
        none,
      ),
    ).toBe('unsupported type for Arrow conversion: enum {a, b}');
  });

  it('bytes that are no Arrow file are an error', () => {
    expect(readArrow(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), format(arrayTy(scalarTy('Int8')))).ok).toBe(
      false,
    );
  });

  it('a Float64 column keeps -0.0', () => {
    const table = new Table({ f: vectorFromArray([-0], new Float64()) });
    expect(fromArrow(table, format(scalarTy('Float64')))).toEqual({
      ok: true,
      value: bytesOf(scalarTy('Float64'), 2n ** 63n),
    });
  });
});

describe('Parquet (specification 3 M3, M4)', () => {
  it('values come back from a file', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async ({ ty, value }) => {
        const bytes = bytesOf(ty, value);
        const file = writeParquet(bytes, format(ty));
        const back = file.ok ? await readParquet(file.value, format(ty)) : file;
        expect(back.ok ? toHex(back.value) : back.error).toBe(toHex(bytes));
      }),
      { numRuns: 200 },
    );
  });

  it('tells the type of a file: optional only where a null is', async () => {
    const ty = arrayTy(
      tupleTy(
        ['id', scalarTy('Int64')],
        ['unit price', scalarTy('Decimal')],
        ['note', optionTy(scalarTy('Text'))],
        ['full', optionTy(scalarTy('Uint16'))],
        ['tags', arrayTy(optionTy(scalarTy('Text')))],
        ['at', tupleTy(['x', optionTy(scalarTy('Float32'))], ['y', scalarTy('Timestamp')])],
      ),
    );
    const value: Value = [
      [1n, 5n, none, some(1), [some('a'), none], [some(0), 0n]],
      [2n, 5n, some('n'), some(2), [], [none, 0n]],
    ];
    const file = writeParquet(bytesOf(ty, value), format(ty));
    const type = file.ok ? await parquetType(file.value) : file;
    expect(type.ok && type.value.text).toBe(
      [
        '[{',
        '  id: Int64,',
        '  `unit price`: Decimal,',
        '  note: enum {none, some: Text},',
        '  full: Uint16,',
        '  tags: [enum {none, some: Text}],',
        '  at: {x: enum {none, some: Float32}, y: Timestamp},',
        '}]',
      ].join('\n'),
    );
    if (!file.ok || !type.ok) throw new Error('no file');
    const read = await readParquet(file.value, format(type.value.ty));
    expect(read.ok).toBe(true);
  });

  it('declares the files of a directory, sorted, others left out', async () => {
    const file = writeParquet(bytesOf(arrayTy(scalarTy('Int8')), [1]), format(arrayTy(scalarTy('Int8'))));
    if (!file.ok) throw new Error(file.error.message);
    const files = new Map([
      ['logs/daily.parquet', file.value],
      ['readme.txt', new Uint8Array()],
      ['a b.x.parquet', file.value],
    ]);
    const type = '[{\n  value: Int8,\n}]';
    expect(await parquetDeclarations(files)).toEqual({
      ok: true,
      value:
        `\nfunc a_b(): ${type} -> std::fs::read_parquet("a b.x.parquet")\n` +
        `\nfunc daily(): ${type} -> std::fs::read_parquet("logs/daily.parquet")\n`,
    });
    expect(await parquetDeclarations(new Map())).toEqual({ ok: true, value: '' });
  });

  it('reads decimals exactly and what another writer made', async () => {
    const file = new Uint8Array(
      parquetWriteBuffer({
        schema: [
          { name: 'root', num_children: 2 },
          {
            name: 'd',
            type: 'FIXED_LEN_BYTE_ARRAY',
            type_length: 9,
            converted_type: 'DECIMAL',
            scale: 1,
            precision: 18,
            repetition_type: 'OPTIONAL',
          },
          { name: 'w', type: 'INT64', converted_type: 'TIMESTAMP_MILLIS', repetition_type: 'REQUIRED' },
        ],
        columnData: [
          { name: 'd', data: [90071992547409931n, null] },
          { name: 'w', data: [1n, -1n] },
        ],
      }),
    );
    const ty = arrayTy(tupleTy(optionTy(scalarTy('Decimal')), scalarTy('Timestamp')));
    const read = await readParquet(file, format(ty));
    expect(read.ok && decode(read.value, format(ty))).toEqual({
      ok: true,
      value: [
        [some(900719925474099310n), 1000n],
        [none, 2n ** 64n - 1000n],
      ],
    });
  });

  it('says what does not fit', async () => {
    const file = writeParquet(bytesOf(arrayTy(scalarTy('Int8')), [1]), format(arrayTy(scalarTy('Int8'))));
    if (!file.ok) throw new Error(file.error.message);
    expect(await readParquet(file.value, format(arrayTy(scalarTy('Text'))))).toMatchObject({
      error: { message: 'type mismatch: Parquet has Int8, but Lutra expects Text' },
    });
    expect((await readParquet(Uint8Array.of(1, 2, 3), format(arrayTy(scalarTy('Int8'))))).ok).toBe(false);
    expect(writeParquet(bytesOf(arrayTy(unitTy), [[]]), format(arrayTy(unitTy))).ok).toBe(false);
  });
});
