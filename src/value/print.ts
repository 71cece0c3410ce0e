import type { Result } from '../base';
import { printedFloat } from './float-text';
import type { Format, PrimFormat } from './format';
import { catchFormat, type FormatError } from './format-error';
import { Printer, type PrintStyle } from './printer';
import type { Reader } from './reader';
import { integerText, primText } from './scalar-text';

export interface PrintOptions {
  /** Longer texts are refused; absent: what one string can hold. */
  readonly maxLength?: number;
}

/**
 * A value as Lutra source, one item or field a line (specification 2 §13.1 to §13.4). Made from the bytes, without
 * a trailing newline. Bytes that do not decode are `InvalidData`, and so is a text longer than `maxLength`.
 */
export function print(
  bytes: Uint8Array,
  format: Format,
  options: PrintOptions = {},
): Result<string, FormatError> {
  return catchFormat(() => new Printer(bytes, PRINTED, options.maxLength).print(format));
}

const PRINTED: PrintStyle = {
  indent: '  ',
  trailingComma: true,
  prim: printPrim,
  text: quoted,
  array: { open: '[', close: ']' },
  tuple: () => ({ open: '{', close: '}' }),
  field: (field) => (field.name === undefined ? '' : `${field.name} = `),
  variant: (format, tag) => {
    const { name, isBare } = format.variants[tag]!;
    return isBare ? { text: name } : { open: `${name}(`, close: ')' };
  },
};

function printPrim(reader: Reader, format: PrimFormat, at: number): string {
  const { view } = reader;
  switch (format.scalar) {
    case 'Float32':
      return printedFloat(view.getFloat32(at, true), 32);
    case 'Float64':
      return printedFloat(view.getFloat64(at, true), 64);
    case 'Date':
    case 'Timestamp': {
      // Outside the calendar only the bare number is left, which has no mark.
      const text = primText(reader, format, at);
      return text === integerText(reader, format, at) ? text : `@${text}`;
    }
    case 'Time':
    case 'Duration':
      return `@${primText(reader, format, at)}`;
    default:
      return primText(reader, format, at);
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\\': '\\\\',
  '"': '\\"',
};

const NEEDS_ESCAPE = /[\u0000-\u001f\u007f"\\]/;

/** A text in double quotes with the escapes of specification 2 §13.2. */
export function quoted(text: string): string {
  if (!NEEDS_ESCAPE.test(text)) return `"${text}"`;
  const escaped = text.replace(/[\u0000-\u001f\u007f"\\]/g, (character) => {
    return ESCAPES[character] ?? `\\x${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return `"${escaped}"`;
}
