import type { Result } from '../base';
import { type Format, someVariant } from './format';
import { catchFormat, type FormatError } from './format-error';
import { JSON_STYLE } from './json';
import { Printer } from './printer';
import { Reader } from './reader';
import { columnsOf, rowsOf } from './rows';
import { primText } from './scalar-text';
import { TextWriter } from './text-writer';
import type { Ty } from './ty';

export interface CsvOptions {
  /** Between cells; a comma if absent. */
  readonly separator?: ',' | '\t' | ';';
  /** Whether the first line holds the column names; it does if absent. */
  readonly header?: boolean;
  /** The declared type of the value, which names the column of a scalar. */
  readonly ty?: Ty;
}

/**
 * A value as CSV (specification 3 N, RFC 4180): a header, then one row for each item of an array, lines ended by CR LF.
 * Cells are as `to_text` writes them and nested values JSON. None is an empty cell, an empty text a quoted one.
 */
export function printCsv(
  bytes: Uint8Array,
  format: Format,
  options: CsvOptions = {},
): Result<string, FormatError> {
  const { separator = ',', header = true } = options;
  return catchFormat(() => {
    const reader = new Reader(bytes);
    const { row, ty, first, count } = rowsOf(reader, format, options.ty);
    const columns = columnsOf(row, ty);
    const text = new TextWriter();
    if (header) text.put(`${columns.map(({ name }) => cell(name, separator)).join(separator)}\r\n`);
    for (let index = 0; index < count; index++) {
      const at = first + index * row.head;
      for (const [position, column] of columns.entries()) {
        if (position > 0) text.put(separator);
        text.put(cellOf(reader, column.format, at + column.offset, separator));
      }
      text.put('\r\n');
    }
    return text.finish();
  });
}

function cellOf(reader: Reader, format: Format, at: number, separator: string): string {
  switch (format.kind) {
    case 'prim':
      return primText(reader, format, at);
    case 'text':
      return cell(reader.text(at), separator);
    case 'enum': {
      const tag = reader.tag(format, at);
      const variant = format.variants[tag]!;
      const some = someVariant(format);
      if (some === undefined) {
        if (variant.isUnit) return cell(variant.name, separator);
      } else if (variant.isUnit) return '';
      else if (some.format.kind !== 'enum') {
        return cellOf(reader, some.format, reader.payload(format, tag, at), separator);
      }
    }
  }
  return cell(new Printer(reader.bytes, JSON_STYLE).print(format, undefined, at), separator);
}

function cell(text: string, separator: string): string {
  const plain = text !== '' && !text.includes('"') && !text.includes(separator) && !/[\r\n]/.test(text);
  return plain ? text : `"${text.replaceAll('"', '""')}"`;
}
