import {
  Bool,
  type Data,
  type DataType,
  DateDay,
  Decimal,
  DurationMicrosecond,
  Field,
  Float32,
  Float64,
  Int8,
  Int16,
  Int32,
  Int64,
  List,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  TimeMicrosecond,
  TimestampMicrosecond,
  Uint8,
  Uint16,
  Uint32,
  Uint64,
  Utf8,
} from 'apache-arrow';
import type { ArrayFormat, Format, PrimFormat, TupleFormat } from '../format';
import { invalidData, invalidType } from '../format-error';
import type { Reader } from '../reader';
import {
  fieldPositions,
  itemPositions,
  MISSING,
  type Positions,
  payloadPositions,
  rowPositions,
} from './positions';
import { columnName, describe, nullablePayload, topColumns } from './rows';

/** A value as a table of one record batch (specification 3 M2). Throws a `FormatFailure`. */
export function writeTable(bytes: Uint8Array, format: Format): Table {
  const { reader, row, positions } = rowPositions(bytes, format);
  const columns = topColumns(row);
  const fields = columns.map((column) => fieldOf(column.name, column.format));
  const schema = new Schema(fields);
  const children = columns.map((column) =>
    build(reader, column.format, fieldPositions(positions, column.offset)),
  );
  const data = makeData({ type: new Struct(fields), length: positions.length, nullCount: 0, children });
  return new Table(schema, new RecordBatch(schema, data));
}

function fieldOf(name: string, format: Format): Field {
  const payload = nullablePayload(format);
  return new Field(name, typeOf(payload ?? format), payload !== undefined);
}

function typeOf(format: Format): DataType {
  switch (format.kind) {
    case 'prim':
      return PRIM_TYPES[format.scalar ?? (`Uint${format.head * 8}` as 'Uint8')]();
    case 'text':
      return new Utf8();
    case 'tuple':
      return new Struct(
        format.fields.map((field, index) => fieldOf(columnName(format, index), field.format)),
      );
    case 'array':
      return new List(fieldOf('item', format.item));
    case 'enum':
      throw invalidType(`unsupported type for Arrow conversion: ${describe(format)}`);
  }
}

const PRIM_TYPES: Readonly<Record<NonNullable<PrimFormat['scalar']>, () => DataType>> = {
  Bool: () => new Bool(),
  Int8: () => new Int8(),
  Int16: () => new Int16(),
  Int32: () => new Int32(),
  Int64: () => new Int64(),
  Uint8: () => new Uint8(),
  Uint16: () => new Uint16(),
  Uint32: () => new Uint32(),
  Uint64: () => new Uint64(),
  Float32: () => new Float32(),
  Float64: () => new Float64(),
  Date: () => new DateDay(),
  Time: () => new TimeMicrosecond(),
  Duration: () => new DurationMicrosecond(),
  Timestamp: () => new TimestampMicrosecond(),
  Decimal: () => new Decimal(2, 18, 128),
};

function build(reader: Reader, format: Format, at: Positions): Data {
  const payload = nullablePayload(format);
  if (payload === undefined || format.kind !== 'enum') return values(reader, format, at, undefined);
  const inner = payloadPositions(reader, format, at);
  const valid = new Uint8Array(Math.ceil(inner.length / 8));
  let nullCount = 0;
  for (const [row, position] of inner.entries()) {
    if (position === MISSING) nullCount++;
    else valid[row >> 3]! |= 1 << (row & 7);
  }
  return values(reader, payload, inner, { nullCount, nullBitmap: valid });
}

interface Nulls {
  readonly nullCount: number;
  readonly nullBitmap: Uint8Array;
}

function values(reader: Reader, format: Format, at: Positions, nulls: Nulls | undefined): Data {
  switch (format.kind) {
    case 'prim':
      return primData(reader, format, at, nulls);
    case 'text':
      return textData(reader, at, nulls);
    case 'array':
      return listData(reader, format, at, nulls);
    case 'tuple':
      return structData(reader, format, at);
    case 'enum':
      throw invalidType(`unsupported type for Arrow conversion: ${describe(format)}`);
  }
}

function primData(reader: Reader, format: PrimFormat, at: Positions, nulls: Nulls | undefined): Data {
  const type = typeOf(format);
  const { length } = at;
  const shape = { length, ...(nulls ?? { nullCount: 0 }) };
  const { view, bytes } = reader;
  if (format.scalar === 'Bool') {
    const data = new Uint8Array(Math.ceil(length / 8));
    for (const [row, position] of at.entries()) {
      if (position !== MISSING && bytes[position] !== 0) data[row >> 3]! |= 1 << (row & 7);
    }
    return makeData({ type: type as Bool, ...shape, data });
  }
  if (format.scalar === 'Decimal') {
    const data = new Uint32Array(length * 4);
    const halves = new BigInt64Array(data.buffer);
    for (const [row, position] of at.entries()) {
      if (position === MISSING) continue;
      const hundredths = view.getBigInt64(position, true);
      halves[row * 2] = hundredths;
      halves[row * 2 + 1] = hundredths < 0n ? -1n : 0n;
    }
    return makeData({ type: type as Decimal, ...shape, data });
  }
  // The bits are the same on both sides; only the view of the finished buffer differs by type.
  const raw = new Uint8Array(length * format.head);
  for (const [row, position] of at.entries()) {
    if (position === MISSING) continue;
    for (let byte = 0; byte < format.head; byte++) raw[row * format.head + byte] = bytes[position + byte]!;
  }
  const data = new type.ArrayType(raw.buffer);
  return makeData({ type: type as Int32, ...shape, data });
}

function textData(reader: Reader, at: Positions, nulls: Nulls | undefined): Data {
  const valueOffsets = new Int32Array(at.length + 1);
  let total = 0;
  for (const [row, position] of at.entries()) {
    if (position !== MISSING) total += reader.count(position);
    if (total > 0x7fffffff) throw invalidData('the texts of a column are larger than 2 GB');
    valueOffsets[row + 1] = total;
  }
  const data = new Uint8Array(total);
  for (const [row, position] of at.entries()) {
    if (position === MISSING) continue;
    const length = reader.count(position);
    const start = reader.target(position, length);
    data.set(reader.bytes.subarray(start, start + length), valueOffsets[row]!);
  }
  return makeData({
    type: new Utf8(),
    length: at.length,
    ...(nulls ?? { nullCount: 0 }),
    valueOffsets,
    data,
  });
}

function listData(reader: Reader, format: ArrayFormat, at: Positions, nulls: Nulls | undefined): Data {
  const { items, offsets } = itemPositions(reader, format, at);
  return makeData({
    type: typeOf(format) as List,
    length: at.length,
    ...(nulls ?? { nullCount: 0 }),
    valueOffsets: offsets,
    child: build(reader, format.item, items),
  });
}

function structData(reader: Reader, format: TupleFormat, at: Positions): Data {
  return makeData({
    type: typeOf(format) as Struct,
    length: at.length,
    nullCount: 0,
    children: format.fields.map((field) => build(reader, field.format, fieldPositions(at, field.offset))),
  });
}
