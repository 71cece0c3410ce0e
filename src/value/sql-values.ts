import type { Result } from '../base';
import { type Format, type PrimFormat, someVariant } from './format';
import { catchFormat, type FormatError } from './format-error';
import { JSON_STYLE } from './json';
import { Printer } from './printer';
import { Reader } from './reader';
import { columnsOf, rowsOf } from './rows';
import { primText } from './scalar-text';
import { TextWriter } from './text-writer';
import type { Ty } from './ty';

/**
 * A value as SQL `VALUES` (specification 7 RES-9), in what DuckDB and PostgreSQL both read: one row for each item of an
 * array, none as `NULL`, nested values as texts of JSON. An array without rows has no `VALUES`: a comment says so.
 */
export function printSqlValues(
  bytes: Uint8Array,
  format: Format,
  options: { readonly ty?: Ty } = {},
): Result<string, FormatError> {
  return catchFormat(() => {
    const reader = new Reader(bytes);
    const { row, ty, first, count } = rowsOf(reader, format, options.ty);
    const columns = columnsOf(row, ty);
    if (count === 0) return '-- no rows\n';
    const text = new TextWriter();
    text.put('VALUES\n');
    for (let index = 0; index < count; index++) {
      const at = first + index * row.head;
      const cells = columns.map((column) => cellOf(reader, column.format, at + column.offset));
      text.put(`  (${cells.join(', ')})${index + 1 < count ? ',' : ''}\n`);
    }
    return text.finish();
  });
}

function cellOf(reader: Reader, format: Format, at: number): string {
  if (format.kind === 'prim') return primitive(reader, format, at);
  if (format.kind === 'text') return quoted(reader.text(at));
  if (format.kind === 'enum') {
    const tag = reader.tag(format, at);
    const variant = format.variants[tag]!;
    const some = someVariant(format);
    if (variant.isUnit) return some === undefined ? quoted(variant.name) : 'NULL';
    if (some !== undefined) return cellOf(reader, some.format, reader.payload(format, tag, at));
  }
  return quoted(new Printer(reader.bytes, JSON_STYLE).print(format, undefined, at));
}

function primitive(reader: Reader, format: PrimFormat, at: number): string {
  const text = primText(reader, format, at);
  switch (format.scalar) {
    case 'Bool':
      return text.toUpperCase();
    case 'Date':
      return `DATE ${quoted(text)}`;
    case 'Time':
      return `TIME ${quoted(text)}`;
    case 'Timestamp':
      return `TIMESTAMP ${quoted(text.replace('T', ' '))}`;
    case 'Duration':
      return `INTERVAL ${quoted(text)}`;
    case 'Float32':
    case 'Float64':
      return /^-?[\d.]+$/.test(text)
        ? text
        : `CAST(${quoted(text)} AS ${format.scalar === 'Float32' ? 'REAL' : 'DOUBLE PRECISION'})`;
    default:
      return text;
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
