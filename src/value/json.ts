import type { Result } from '../base';
import { printedFloat } from './float-text';
import { type EnumFormat, type Format, type PrimFormat, someVariant, type TupleFormat } from './format';
import { catchFormat, type FormatError } from './format-error';
import { Printer, type PrintStyle } from './printer';
import { Reader } from './reader';
import { rowsOf } from './rows';
import { integerText, primText } from './scalar-text';
import { TextWriter } from './text-writer';

export interface JsonOptions {
  /**
   * `readable` (the default) has field and variant names, ISO dates, `null` for none. `positional` is the shape of
   * values inside SQL (specification 4 §2.4): tuples as arrays, variants as `{"tag": payload}`, dates as integers.
   */
  readonly shape?: 'readable' | 'positional';
  /** Blanks at each level; 0 (the default) puts everything on one line. */
  readonly indent?: number;
  /** Where the value's head is. */
  readonly offset?: number;
  readonly maxLength?: number;
}

/**
 * A value as JSON (RES-11). Numbers beyond 2^53 and floats that JSON cannot say (`"NaN"`, `"Infinity"`, `"-Infinity"`)
 * are strings.
 */
export function printJson(
  bytes: Uint8Array,
  format: Format,
  options: JsonOptions = {},
): Result<string, FormatError> {
  const shape = options.shape === 'positional' ? POSITIONAL : JSON_STYLE;
  const style = { ...shape, indent: ' '.repeat(options.indent ?? 0) };
  return catchFormat(() =>
    new Printer(bytes, style, options.maxLength).print(format, undefined, options.offset),
  );
}

/** One line of JSON for each item of an array, or for the value itself; every line ends with a line break. */
export function printJsonLines(bytes: Uint8Array, format: Format): Result<string, FormatError> {
  return catchFormat(() => {
    const { row, first, count } = rowsOf(new Reader(bytes), format);
    const text = new TextWriter();
    for (let index = 0; index < count; index++) {
      text.put(`${new Printer(bytes, JSON_STYLE).print(row, undefined, first + index * row.head)}\n`);
    }
    return text.finish();
  });
}

/** Readable JSON on one line. */
export const JSON_STYLE: PrintStyle = {
  indent: '',
  trailingComma: false,
  prim: readablePrim,
  text: (text) => JSON.stringify(text),
  array: { open: '[', close: ']' },
  tuple: (format) => (hasNames(format) ? { open: '{', close: '}' } : { open: '[', close: ']' }),
  field: (field, index, format) =>
    hasNames(format) ? `${JSON.stringify(field.name ?? String(index))}:` : '',
  variant(format, tag) {
    const { name, isUnit } = format.variants[tag]!;
    if (saysNull(format)) {
      return isUnit ? { text: 'null' } : { open: '', close: '' };
    }
    return isUnit ? { text: JSON.stringify(name) } : { open: `{${JSON.stringify(name)}:`, close: '}' };
  },
};

const POSITIONAL: PrintStyle = {
  indent: '',
  trailingComma: false,
  prim: positionalPrim,
  text: (text) => JSON.stringify(text),
  array: { open: '[', close: ']' },
  tuple: () => ({ open: '[', close: ']' }),
  field: () => '',
  variant: (format, tag) =>
    format.variants[tag]!.isUnit ? { text: `{"${tag}":[]}` } : { open: `{"${tag}":`, close: '}' },
};

/** Whether none is `null`: unless the payload is an option too, whose none could then not be told apart. */
function saysNull(format: EnumFormat): boolean {
  const some = someVariant(format);
  return some !== undefined && someVariant(some.format) === undefined;
}

function hasNames(format: TupleFormat): boolean {
  return format.fields.some((field) => field.name !== undefined);
}

function readablePrim(reader: Reader, format: PrimFormat, at: number): string {
  switch (format.scalar) {
    case 'Date':
    case 'Time':
    case 'Duration':
    case 'Timestamp':
      return `"${primText(reader, format, at)}"`;
    case 'Decimal':
      return exact(reader.view.getBigInt64(at, true), primText(reader, format, at));
    default:
      return positionalPrim(reader, format, at);
  }
}

function positionalPrim(reader: Reader, format: PrimFormat, at: number): string {
  switch (format.scalar) {
    case 'Bool':
      return primText(reader, format, at);
    case 'Float32':
      return float(reader.view.getFloat32(at, true), 32);
    case 'Float64':
      return float(reader.view.getFloat64(at, true), 64);
    default: {
      const text = integerText(reader, format, at);
      return format.head === 8 ? exact(BigInt(text), text) : text;
    }
  }
}

/** A number where a reader's double holds all its digits, otherwise a string. */
function exact(carrier: bigint, text: string): string {
  const size = carrier < 0n ? -carrier : carrier;
  return size <= 2n ** 53n ? text : `"${text}"`;
}

function float(value: number, width: 32 | 64): string {
  if (Number.isNaN(value)) return '"NaN"';
  if (value === Number.POSITIVE_INFINITY) return '"Infinity"';
  if (value === Number.NEGATIVE_INFINITY) return '"-Infinity"';
  return printedFloat(value, width).replace(/\.0$/, '');
}
