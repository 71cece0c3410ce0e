import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TABLE, types, valuesOf } from '../arbitrary.test-data';
import { encode } from '../encode';
import { type Format, formatOf, type TupleFormat } from '../format';
import { arrayTy, optionTy, scalarTy, tupleTy } from '../make-ty';
import type { Ty } from '../ty';
import type { EnumValue, Value } from '../value';
import { type Cells, encodeCell, encodeCells } from './cells';
import { EnumCells } from './enum';
import { Cells8, Cells16, Cells32, Cells64, Float32Cells, Float64Cells } from './fixed';
import { ListCells } from './list';
import { TextCells } from './text';
import { TupleCells } from './tuple';
import { ValueCells } from './values';

function format(ty: Ty): Format {
  const made = formatOf(ty, TABLE);
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

function offsetsOf(lengths: readonly number[]): Int32Array {
  const offsets = new Int32Array(lengths.length + 1);
  for (const [i, length] of lengths.entries()) offsets[i + 1] = offsets[i]! + length;
  return offsets;
}

/** Values taken apart into columns; below `depth` levels, where a recursive type might go on for ever, as they are. */
function columns(values: readonly Value[], of: Format, depth = 6): Cells {
  if (depth === 0) return new ValueCells(values, of);
  switch (of.kind) {
    case 'prim':
      if (of.head === 1) return new Cells8(values as readonly number[]);
      if (of.head === 2) return new Cells16(values as readonly number[]);
      if (of.head === 4) return new Cells32(Uint32Array.from(values as readonly number[]));
      return new Cells64(new Uint32Array(BigUint64Array.from(values as readonly bigint[]).buffer));
    case 'text': {
      const texts = values.map((value) => new TextEncoder().encode(value as string));
      const bytes = Uint8Array.from(texts.flatMap((text) => [...text]));
      return new TextCells(bytes, offsetsOf(texts.map(({ length }) => length)), texts.length);
    }
    case 'tuple': {
      const fields = of.fields.map((field, i) =>
        columns(
          values.map((value) => (value as readonly Value[])[i]!),
          field.format,
          depth - 1,
        ),
      );
      return new TupleCells(fields, of);
    }
    case 'array': {
      const lists = values as readonly (readonly Value[])[];
      const offsets = offsetsOf(lists.map(({ length }) => length));
      return new ListCells(offsets, columns(lists.flat(), of.item, depth - 1), of.item, lists.length);
    }
    case 'enum': {
      const chosen = values as readonly EnumValue[];
      const variants = of.variants.map((variant, tag) => {
        const payloads = chosen.map((value) => value.payload);
        const own = chosen.flatMap((value) => (value.tag === tag ? [value.payload] : []));
        if (variant.isUnit || own.length === 0) return undefined;
        // What stands in a column where another variant was taken must not matter.
        return columns(
          payloads.map((payload, i) => (chosen[i]!.tag === tag ? payload : own[0]!)),
          variant.format,
          depth - 1,
        );
      });
      return new EnumCells(
        chosen.map(({ tag }) => tag),
        variants,
        of,
      );
    }
  }
}

const rowsOfATy = types.chain((ty) =>
  fc.array(valuesOf(ty, 3), { maxLength: 12 }).map((rows) => ({ ty, rows })),
);

describe('cells', () => {
  test('rows written from columns are the rows written from values (specification 3 A5)', () => {
    fc.assert(
      fc.property(rowsOfATy, fc.nat(12), ({ ty, rows }, cut) => {
        const row = format(ty);
        const parts = [rows.slice(0, cut), rows.slice(cut)];
        const batches = parts.map((part) => ({ count: part.length, cells: columns(part, row) }));
        expect(encodeCells(batches, row)).toEqual(encode(rows, format(arrayTy(ty))));
        if (rows.length > 0) expect(encodeCell(columns(rows, row), row)).toEqual(encode(rows[0]!, row));
      }),
      { numRuns: 500 },
    );
  });

  test('texts of every length around the place where copying changes its way', () => {
    const ty = tupleTy(scalarTy('Text'), scalarTy('Int8'), scalarTy('Text'));
    const rows: Value[] = Array.from({ length: 140 }, (_, i) => ['é'.repeat(i), i, 'x'.repeat(140 - i)]);
    const row = format(ty);
    const batches = [{ count: rows.length, cells: columns(rows, row) }];
    expect(encodeCells(batches, row)).toEqual(encode(rows, format(arrayTy(ty))));
  });

  test('minus zero stays, and every NaN is the one of specification 3 A5', () => {
    const odd = new Float64Array(new BigUint64Array([0xfff8000000000001n, 1n << 63n]).buffer);
    const bytes = encodeCells([{ count: 2, cells: new Float64Cells(odd) }], format(scalarTy('Float64')));
    expect(bytes.ok && [...new BigUint64Array(bytes.value.slice(8).buffer)]).toEqual([
      0x7ff8000000000000n,
      1n << 63n,
    ]);
    const narrow = encodeCells(
      [{ count: 2, cells: new Float32Cells([Number.NaN, -0]) }],
      format(scalarTy('Float32')),
    );
    expect(narrow.ok && [...new Uint32Array(narrow.value.slice(8).buffer)]).toEqual([
      0x7fc00000,
      (1 << 31) >>> 0,
    ]);
  });

  test('no texts, of which an engine gives no offsets either', () => {
    const none = new TextCells(new Uint8Array(0), new Int32Array(0), 0);
    const text = format(scalarTy('Text'));
    expect(encodeCells([{ count: 0, cells: none }], text)).toEqual(
      encode([], format(arrayTy(scalarTy('Text')))),
    );
    const two = tupleTy(scalarTy('Text'), scalarTy('Text'));
    const pairs = new TupleCells([none, none], format(two) as TupleFormat);
    expect(encodeCells([{ count: 0, cells: pairs }], format(two))).toEqual(encode([], format(arrayTy(two))));
    const lists = new ListCells(new Int32Array(2), pairs, format(two), 1);
    expect(encodeCell(lists, format(arrayTy(two)))).toEqual(encode([], format(arrayTy(two))));
  });

  test('options in long runs', () => {
    const ty = optionTy(scalarTy('Int64'));
    const rows: Value[] = Array.from({ length: 300 }, (_, i) =>
      (i >> 5) % 2 === 0 ? { tag: 0, payload: [] } : { tag: 1, payload: BigInt(i) },
    );
    const row = format(ty);
    expect(encodeCells([{ count: 300, cells: columns(rows, row) }], row)).toEqual(
      encode(rows, format(arrayTy(ty))),
    );
  });
});
