import {
  type Data,
  DataType,
  type Dictionary,
  type FixedSizeList,
  type RecordBatch,
  Table,
  TimeUnit,
  Type,
  tableFromIPC,
  tableToIPC,
  type Union,
  UnionMode,
} from 'apache-arrow';
import type { Result } from '../../base';
import type { EnumFormat, Format, PrimFormat, TupleFormat } from '../format';
import { catchFormat, type FormatError, type FormatFailure, invalidData } from '../format-error';
import type { Value } from '../value';
import { writeTable } from './arrow-writer';
import { describe, NONE, nullablePayload, some, unexpectedNull, unitValue, valueFromBatches } from './rows';
import { scaleDecimal, scaleTime } from './units';

export { arrowType } from './arrow-type';

/** A value from an Arrow table or record batches, columns by position (specification 3 M1). The bytes are canonical. */
export function fromArrow(
  source: Table | readonly RecordBatch[],
  format: Format,
): Result<Uint8Array, FormatError> {
  const batches = source instanceof Table ? source.batches : source;
  return flat(() =>
    valueFromBatches(
      batches.map((batch) => ({
        count: batch.numRows,
        columns: batch.data.children.map((data) => ({ cells: (of: Format) => column(data, of) })),
      })),
      format,
    ),
  );
}

/** A value from the bytes of an Arrow file or stream. */
export function readArrow(file: Uint8Array, format: Format): Result<Uint8Array, FormatError> {
  let table: Table;
  try {
    table = tableFromIPC(file);
  } catch (thrown) {
    return { ok: false, error: { kind: 'InvalidData', message: `not an Arrow file: ${reasonOf(thrown)}` } };
  }
  return fromArrow(table, format);
}

/** A value as a table of one record batch (specification 3 M2). What has no column type is `InvalidType`. */
export function toArrow(bytes: Uint8Array, format: Format): Result<Table, FormatError> {
  return catchFormat(() => writeTable(bytes, format));
}

/** A value as the bytes of an Arrow file, or of a stream. */
export function writeArrow(
  bytes: Uint8Array,
  format: Format,
  kind: 'file' | 'stream' = 'file',
): Result<Uint8Array, FormatError> {
  const table = toArrow(bytes, format);
  return table.ok ? { ok: true, value: tableToIPC(table.value, kind) } : table;
}

function flat<T>(work: () => Result<T, FormatError>): Result<T, FormatError> {
  const result = catchFormat(work);
  return result.ok ? result.value : result;
}

function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The cells of a column. Nulls are allowed where the format is an option of a scalar or array, and only there. */
function column(data: Data, format: Format): ArrayLike<Value> {
  const payload = nullablePayload(format);
  if (payload === undefined || data.typeId === Type.Union) {
    if (data.nullCount > 0 && data.typeId !== Type.Null) throw unexpectedNull();
    return cells(data, format);
  }
  const { nullBitmap, offset } = data;
  const nullable = data.nullCount > 0 && data.typeId !== Type.Null;
  if (data.typeId === Type.Null) return new Array<Value>(data.length).fill(NONE);
  const values = cells(data, payload);
  return Array.from({ length: data.length }, (_, row) =>
    nullable && !bit(nullBitmap, offset + row) ? NONE : some(values[row]!),
  );
}

function bit(bits: Uint8Array, index: number): boolean {
  return (bits[index >> 3]! & (1 << (index & 7))) !== 0;
}

/** The cells of a column as values of `format`, what stands at nulls being anything. */
function cells(data: Data, format: Format): ArrayLike<Value> {
  if (data.typeId === Type.Dictionary) return dictionaryCells(data as Data<Dictionary>, format);
  switch (format.kind) {
    case 'prim':
      return primCells(data, format);
    case 'text':
      return textCells(data, format);
    case 'tuple':
      return structCells(data, format);
    case 'array':
      return listCells(data, format.item, format);
    case 'enum':
      return unionCells(data as Data<Union>, format);
  }
}

function mismatch(data: Data, format: Format): FormatFailure {
  return invalidData(`type mismatch: Arrow has ${data.type}, but Lutra expects ${describe(format)}`);
}

function dictionaryCells(data: Data<Dictionary>, format: Format): ArrayLike<Value> {
  const words = data.dictionary!.data.flatMap((chunk) => Array.from(cells(chunk, format)));
  const indices = data.values as ArrayLike<number>;
  return Array.from({ length: data.length }, (_, row) => words[Number(indices[row])]!);
}

const INTEGERS: Readonly<Record<string, readonly [width: number, signed: boolean]>> = {
  Int8: [8, true],
  Int16: [16, true],
  Int32: [32, true],
  Int64: [64, true],
  Uint8: [8, false],
  Uint16: [16, false],
  Uint32: [32, false],
  Uint64: [64, false],
};

function primCells(data: Data, format: PrimFormat): ArrayLike<Value> {
  const { scalar } = format;
  const { type, typeId } = data;
  switch (scalar) {
    case 'Bool':
      if (typeId !== Type.Bool) throw mismatch(data, format);
      return Uint8Array.from({ length: data.length }, (_, row) =>
        bit(data.values, data.offset + row) ? 1 : 0,
      );
    case 'Float32':
    case 'Float64':
      if (typeId !== Type.Float || data.type.ArrayType.BYTES_PER_ELEMENT !== format.head)
        throw mismatch(data, format);
      return bitsOf(data, format);
    case 'Date':
      if (typeId === Type.Date && data.values instanceof Int32Array) return bitsOf(data, format);
      if (isInteger(data, 32, true)) return bitsOf(data, format);
      throw mismatch(data, format);
    case 'Time':
      if (DataType.isTime(type)) return timeCells(data, type.unit);
      if (isInteger(data, 64, false)) return bitsOf(data, format);
      throw mismatch(data, format);
    case 'Duration':
      if (DataType.isDuration(type)) return timeCells(data, type.unit);
      if (isInteger(data, 64, true)) return bitsOf(data, format);
      throw mismatch(data, format);
    case 'Timestamp':
      if (DataType.isTimestamp(type)) return timeCells(data, type.unit);
      if (isInteger(data, 64, true)) return bitsOf(data, format);
      throw mismatch(data, format);
    case 'Decimal':
      if (DataType.isDecimal(type)) return decimalCells(data, type.scale);
      if (isInteger(data, 64, true)) return bitsOf(data, format);
      throw mismatch(data, format);
    case undefined:
      if (typeId === Type.Bool || !isFixedWidth(data, format.head)) throw mismatch(data, format);
      return bitsOf(data, format);
    default: {
      const [width, signed] = INTEGERS[scalar]!;
      if (!isInteger(data, width, signed)) throw mismatch(data, format);
      return bitsOf(data, format);
    }
  }
}

function isInteger({ type }: Data, width: number, signed: boolean): boolean {
  return DataType.isInt(type) && type.bitWidth === width && type.isSigned === signed;
}

function isFixedWidth(data: Data, bytes: number): boolean {
  const fixed = [Type.Int, Type.Float, Type.Date, Type.Time, Type.Timestamp, Type.Duration];
  return fixed.includes(data.typeId) && data.values.BYTES_PER_ELEMENT === bytes;
}

/** The raw bits of a fixed-width column, without a copy. */
function bitsOf(data: Data, format: PrimFormat): ArrayLike<Value> {
  const values = data.values as Uint8Array;
  const { buffer, byteOffset } = values;
  if (format.head === 8) return new BigUint64Array(buffer, byteOffset, data.length);
  if (format.head === 4) return new Uint32Array(buffer, byteOffset, data.length);
  if (format.head === 2) return new Uint16Array(buffer, byteOffset, data.length);
  return new Uint8Array(buffer, byteOffset, data.length);
}

const UNITS = {
  [TimeUnit.SECOND]: 'seconds',
  [TimeUnit.MILLISECOND]: 'milliseconds',
  [TimeUnit.MICROSECOND]: 'microseconds',
  [TimeUnit.NANOSECOND]: 'nanoseconds',
} as const;

function timeCells(data: Data, unit: TimeUnit): ArrayLike<Value> {
  const values = data.values as ArrayLike<number | bigint>;
  if (unit === TimeUnit.MICROSECOND) return values;
  const valid = data.nullCount > 0 ? data.nullBitmap : undefined;
  return Array.from({ length: data.length }, (_, row) =>
    valid !== undefined && !bit(valid, data.offset + row) ? 0n : scaleTime(BigInt(values[row]!), UNITS[unit]),
  );
}

function decimalCells(data: Data, scale: number): ArrayLike<Value> {
  const words = data.values as Uint32Array;
  const size = words.length / Math.max(data.length, 1);
  const valid = data.nullCount > 0 ? data.nullBitmap : undefined;
  return Array.from({ length: data.length }, (_, row) => {
    if (valid !== undefined && !bit(valid, data.offset + row)) return 0n;
    let unscaled = 0n;
    for (let word = size - 1; word >= 0; word--)
      unscaled = (unscaled << 32n) | BigInt(words[row * size + word]!);
    return scaleDecimal(BigInt.asIntN(size * 32, unscaled), scale);
  });
}

function textCells(data: Data, format: Format): ArrayLike<Value> {
  if (data.typeId !== Type.Utf8 && data.typeId !== Type.LargeUtf8) throw mismatch(data, format);
  const bytes = data.values as Uint8Array;
  const offsets = data.valueOffsets as unknown as ArrayLike<number | bigint>;
  return Array.from(
    { length: data.length },
    (_, row) => bytes.subarray(Number(offsets[row]!), Number(offsets[row + 1]!)) as unknown as Value,
  );
}

function structCells(data: Data, format: TupleFormat): ArrayLike<Value> {
  if (format.head === 0) return new Array<Value>(data.length).fill(unitValue(format));
  if (data.typeId !== Type.Struct || data.children.length !== format.fields.length)
    throw mismatch(data, format);
  const fields = format.fields.map((field, index) => column(data.children[index]!, field.format));
  return Array.from({ length: data.length }, (_, row) => fields.map((field) => field[row]!));
}

function listCells(data: Data, item: Format, format: Format): ArrayLike<Value> {
  const [child] = data.children;
  if (data.typeId === Type.FixedSizeList) {
    const size = (data.type as FixedSizeList).listSize;
    const items = column(child!, item);
    return Array.from({ length: data.length }, (_, row) => part(items, row * size, (row + 1) * size));
  }
  if (data.typeId !== Type.List) throw mismatch(data, format);
  const items = column(child!, item);
  const offsets = data.valueOffsets;
  return Array.from({ length: data.length }, (_, row) => part(items, offsets[row]!, offsets[row + 1]!));
}

function part(items: ArrayLike<Value>, start: number, end: number): Value {
  const list = items as readonly Value[] & Uint8Array;
  return ArrayBuffer.isView(items)
    ? (list.subarray(start, end) as unknown as Value)
    : (list.slice(start, end) as readonly Value[]);
}

function unionCells(data: Data<Union>, format: EnumFormat): ArrayLike<Value> {
  if (data.typeId !== Type.Union || data.children.length !== format.variants.length)
    throw mismatch(data, format);
  const { mode, typeIdToChildIndex } = data.type;
  const children = format.variants.map((variant, index) =>
    variant.isUnit ? undefined : cells(data.children[index]!, variant.format),
  );
  return Array.from({ length: data.length }, (_, row): Value => {
    const tag = typeIdToChildIndex[data.typeIds[row]!];
    const variant = tag === undefined ? undefined : format.variants[tag];
    if (tag === undefined || variant === undefined)
      throw invalidData(`union has no child ${data.typeIds[row]}`);
    const place = mode === UnionMode.Dense ? data.valueOffsets[row]! : row;
    const child = data.children[tag]!;
    if (!variant.isUnit && child.nullCount > 0 && !bit(child.nullBitmap, child.offset + place))
      throw unexpectedNull();
    return { tag, payload: children[tag]?.[place] ?? unitValue(variant.format) };
  });
}
