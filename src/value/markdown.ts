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

/**
 * A value as a Markdown table (specification 7 RES-9): a header, then one row for each item of an array. Numbers stand
 * to the right; none is an empty cell; bars and line breaks in texts are escaped so that they stay in their cell.
 */
export function printMarkdown(
  bytes: Uint8Array,
  format: Format,
  options: { readonly ty?: Ty } = {},
): Result<string, FormatError> {
  return catchFormat(() => {
    const reader = new Reader(bytes);
    const { row, ty, first, count } = rowsOf(reader, format, options.ty);
    const columns = columnsOf(row, ty);
    const text = new TextWriter();
    const line = (cells: readonly string[]) => text.put(`| ${cells.join(' | ')} |\n`);
    line(columns.map(({ name }) => escaped(name)));
    line(columns.map((column) => (isNumber(column.format) ? '---:' : '---')));
    for (let index = 0; index < count; index++) {
      const at = first + index * row.head;
      line(columns.map((column) => escaped(cellOf(reader, column.format, at + column.offset))));
    }
    return text.finish();
  });
}

function cellOf(reader: Reader, format: Format, at: number): string {
  if (format.kind === 'prim') return primText(reader, format, at);
  if (format.kind === 'text') return reader.text(at);
  if (format.kind === 'enum') {
    const tag = reader.tag(format, at);
    const variant = format.variants[tag]!;
    const some = someVariant(format);
    if (variant.isUnit) return some === undefined ? variant.name : '';
    if (some !== undefined) return cellOf(reader, some.format, reader.payload(format, tag, at));
  }
  return new Printer(reader.bytes, JSON_STYLE).print(format, undefined, at);
}

function escaped(cell: string): string {
  return cell
    .replaceAll('\\', '\\\\')
    .replaceAll('|', '\\|')
    .replace(/\r\n|\r|\n/g, '<br>');
}

function isNumber(format: Format): boolean {
  const inner = format.kind === 'enum' ? someVariant(format)?.format : format;
  return inner?.kind === 'prim' && !['Bool', 'Date', 'Time', 'Timestamp'].includes(inner.scalar ?? '');
}
