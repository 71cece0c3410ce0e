import type { SchemaElement } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Result } from '../../base';
import type { Format, PrimFormat } from '../format';
import { catchFormat, type FormatError, invalidType } from '../format-error';
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

/** A value as the bytes of a Parquet file (specification 3 M2, M3). What has no column type is `InvalidType`. */
export function writeParquet(bytes: Uint8Array, format: Format): Result<Uint8Array, FormatError> {
  return catchFormat(() => {
    const { reader, row, positions } = rowPositions(bytes, format);
    const columns = topColumns(row);
    if (columns.length === 0) throw invalidType('a table without columns cannot be written');
    const schema: SchemaElement[] = [{ name: 'root', num_children: columns.length }];
    for (const column of columns) schema.push(...elements(column.name, column.format));
    const file = parquetWriteBuffer({
      schema,
      columnData: columns.map(({ name, format: of, offset }) => ({
        name,
        data: cells(reader, of, fieldPositions(positions, offset)),
        // Unsigned columns have no order that all readers of statistics agree on.
        statistics: of.kind === 'prim' && !isUnsigned(of),
      })),
    });
    return new Uint8Array(file);
  });
}

function isUnsigned({ scalar }: PrimFormat): boolean {
  return scalar === undefined || scalar.startsWith('Uint');
}

/** The schema of a column, parents first. */
function elements(name: string, format: Format): SchemaElement[] {
  const payload = nullablePayload(format);
  return bare(name, payload ?? format, payload === undefined ? 'REQUIRED' : 'OPTIONAL');
}

function bare(name: string, format: Format, repetition_type: 'REQUIRED' | 'OPTIONAL'): SchemaElement[] {
  switch (format.kind) {
    case 'prim':
      return [{ name, repetition_type, ...primElement(format) }];
    case 'text':
      return [
        {
          name,
          repetition_type,
          type: 'BYTE_ARRAY',
          converted_type: 'UTF8',
          logical_type: { type: 'STRING' },
        },
      ];
    case 'array':
      return [
        { name, repetition_type, num_children: 1, converted_type: 'LIST', logical_type: { type: 'LIST' } },
        { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
        ...elements('element', format.item),
      ];
    case 'tuple':
      if (format.fields.length === 0) break;
      return [
        { name, repetition_type, num_children: format.fields.length },
        ...format.fields.flatMap((field, index) => elements(columnName(format, index), field.format)),
      ];
    case 'enum':
      break;
  }
  throw invalidType(`unsupported type for Parquet conversion: ${describe(format)}`);
}

function primElement({
  scalar,
  head,
}: PrimFormat): Pick<SchemaElement, 'type' | 'converted_type' | 'logical_type' | 'scale' | 'precision'> {
  const type = head === 8 ? 'INT64' : 'INT32';
  switch (scalar) {
    case 'Bool':
      return { type: 'BOOLEAN' };
    case 'Float32':
      return { type: 'FLOAT' };
    case 'Float64':
      return { type: 'DOUBLE' };
    case 'Int32':
    case 'Int64':
    case 'Duration':
      return { type };
    case 'Date':
      return { type, converted_type: 'DATE', logical_type: { type: 'DATE' } };
    case 'Time':
      return {
        type,
        converted_type: 'TIME_MICROS',
        logical_type: { type: 'TIME', isAdjustedToUTC: false, unit: 'MICROS' },
      };
    case 'Timestamp':
      return {
        type,
        converted_type: 'TIMESTAMP_MICROS',
        logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MICROS' },
      };
    case 'Decimal':
      return {
        type,
        converted_type: 'DECIMAL',
        scale: 2,
        precision: 18,
        logical_type: { type: 'DECIMAL', scale: 2, precision: 18 },
      };
    default: {
      const isSigned = scalar?.startsWith('Int') ?? false;
      const bitWidth = (head * 8) as 8 | 16 | 32 | 64;
      // The converted type alone: the library writes the width of the logical type in a form that readers refuse.
      return { type, converted_type: `${isSigned ? 'INT' : 'UINT'}_${bitWidth}` };
    }
  }
}

function cells(reader: Reader, format: Format, at: Positions): unknown[] {
  const payload = nullablePayload(format);
  return payload === undefined || format.kind !== 'enum'
    ? present(reader, format, at)
    : present(reader, payload, payloadPositions(reader, format, at));
}

/** The cells of a column as the library takes them, null where they are missing. */
function present(reader: Reader, format: Format, at: Positions): unknown[] {
  switch (format.kind) {
    case 'prim':
      return Array.from(at, (position) => (position === MISSING ? null : primCell(reader, format, position)));
    case 'text':
      return Array.from(at, (position) => (position === MISSING ? null : reader.text(position)));
    case 'array': {
      const { items, offsets } = itemPositions(reader, format, at);
      const inner = cells(reader, format.item, items);
      return Array.from(at, (position, row) =>
        position === MISSING ? null : inner.slice(offsets[row], offsets[row + 1]),
      );
    }
    case 'tuple': {
      const fields = format.fields.map((field, index) => {
        return [
          columnName(format, index),
          cells(reader, field.format, fieldPositions(at, field.offset)),
        ] as const;
      });
      return Array.from(at, (position, row) =>
        position === MISSING ? null : Object.fromEntries(fields.map(([name, column]) => [name, column[row]])),
      );
    }
    case 'enum':
      throw invalidType(`unsupported type for Parquet conversion: ${describe(format)}`);
  }
}

function primCell(reader: Reader, format: PrimFormat, at: number): unknown {
  const { view } = reader;
  switch (format.scalar) {
    case 'Bool':
      return reader.bytes[at] !== 0;
    case 'Int8':
      return view.getInt8(at);
    case 'Int16':
      return view.getInt16(at, true);
    case 'Int32':
    case 'Date':
      return view.getInt32(at, true);
    case 'Float32':
      return view.getFloat32(at, true);
    case 'Float64':
      return view.getFloat64(at, true);
    default:
      if (format.head !== 8) return reader.bits(format, at);
      return isUnsigned(format) ? view.getBigUint64(at, true) : view.getBigInt64(at, true);
  }
}
