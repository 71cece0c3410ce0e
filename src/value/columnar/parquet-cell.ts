import type { Format, PrimFormat } from '../format';
import { type FormatFailure, invalidData } from '../format-error';
import type { Value } from '../value';
import { notImplemented, type ParquetScalar, type Shape } from './parquet-shape';
import { describe, NONE, some, unexpectedNull, unitValue } from './rows';
import { scaleDecimal, scaleTime } from './units';

type CellReader = (cell: unknown) => Value;

/** Turns cells of a column into values. Fails where the column's type does not fit (specification 3 M1). */
export function cellReader(shape: Shape, format: Format): CellReader {
  const payload = optionalPayload(format);
  if (payload !== undefined) {
    const read = presentReader(shape, payload);
    return (cell) => (cell === null || cell === undefined ? NONE : some(read(cell)));
  }
  const read = presentReader(shape, format);
  return (cell) => {
    if (cell === null || cell === undefined) throw unexpectedNull();
    return read(cell);
  };
}

/** Parquet has no unions: here an option of a tuple is an optional group. */
function optionalPayload(format: Format): Format | undefined {
  if (format.kind !== 'enum' || format.variants.length !== 2 || !format.variants[0]!.isUnit) return undefined;
  const { format: payload } = format.variants[1]!;
  return payload.kind === 'enum' ? undefined : payload;
}

function presentReader(shape: Shape, format: Format): CellReader {
  if (shape.kind === 'unknown') throw notImplemented(shape);
  if (format.kind === 'tuple' && format.head === 0) return () => unitValue(format);
  if (shape.kind === 'scalar') {
    if (format.kind === 'text' && shape.scalar.name === 'Text') return (cell) => cell as Value;
    if (format.kind === 'prim') return primReader(shape.scalar, format);
  } else if (shape.kind === 'list' && format.kind === 'array') {
    const read = cellReader(shape.item, format.item);
    return (cell) => Array.from(cell as ArrayLike<unknown>, read);
  } else if (
    shape.kind === 'struct' &&
    format.kind === 'tuple' &&
    shape.fields.length === format.fields.length
  ) {
    const fields = shape.fields.map(
      ([name, field], index) => [name, cellReader(field, format.fields[index]!.format)] as const,
    );
    return (cell) => fields.map(([name, read]) => read((cell as Record<string, unknown>)[name]));
  }
  throw mismatch(shape, format);
}

function mismatch(shape: Shape, format: Format): FormatFailure {
  const has = shape.kind === 'scalar' ? shape.scalar.name : shape.kind;
  return invalidData(`type mismatch: Parquet has ${has}, but Lutra expects ${describe(format)}`);
}

const scratch = new DataView(new ArrayBuffer(8));

function primReader(scalar: ParquetScalar, format: PrimFormat): CellReader {
  const fits =
    format.scalar === scalar.name || (format.scalar !== undefined && CARRIERS[format.scalar] === scalar.name);
  if (fits || (format.scalar === undefined && WIDTHS[scalar.name] === format.head)) {
    switch (scalar.name) {
      case 'Bool':
        return (cell) => (cell === true ? 1 : 0);
      case 'Float32':
        return (cell) => {
          scratch.setFloat32(0, cell as number);
          return scratch.getUint32(0);
        };
      case 'Float64':
        return (cell) => {
          scratch.setFloat64(0, cell as number);
          return scratch.getBigUint64(0);
        };
      case 'Time':
      case 'Timestamp':
        return (cell) => scaleTime(BigInt(cell as number | bigint), scalar.step);
      case 'Decimal':
        return (cell) => scaleDecimal(unscaled(cell), scalar.scale);
      default:
        return format.head === 8 ? (cell) => BigInt(cell as number | bigint) : (cell) => Number(cell);
    }
  }
  throw mismatch({ kind: 'scalar', scalar, optional: false }, format);
}

/** Temporal types and decimals may also be stored as the integer that carries them. */
const CARRIERS: Readonly<Partial<Record<NonNullable<PrimFormat['scalar']>, string>>> = {
  Date: 'Int32',
  Time: 'Uint64',
  Duration: 'Int64',
  Timestamp: 'Int64',
  Decimal: 'Int64',
};

const WIDTHS: Readonly<Partial<Record<ParquetScalar['name'], number>>> = {
  Int8: 1,
  Uint8: 1,
  Int16: 2,
  Uint16: 2,
  Int32: 4,
  Uint32: 4,
  Float32: 4,
  Date: 4,
  Int64: 8,
  Uint64: 8,
  Float64: 8,
  Timestamp: 8,
  Time: 8,
};

/** The integer of a decimal: stored as one, or as big-endian bytes. */
function unscaled(cell: unknown): bigint {
  if (!(cell instanceof Uint8Array)) return BigInt(cell as number | bigint);
  let value = 0n;
  for (const byte of cell) value = (value << 8n) | BigInt(byte);
  return BigInt.asIntN(cell.length * 8, value);
}
