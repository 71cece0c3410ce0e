import type { Result } from '../base';
import { printedFloat } from './float-text';
import type { Format, PrimFormat } from './format';
import { catchFormat, type FormatError } from './format-error';
import { quoted } from './print';
import { Printer, type PrintStyle } from './printer';
import type { Reader } from './reader';
import { integerText, primText } from './scalar-text';
import type { Path, Ty } from './ty';
import { nameText, pathText, typeText } from './type-text';

export interface LiteralOptions {
  /** The declared type of the value: needed for frames at its root and for `withType`. */
  readonly ty?: Ty;
  /** Writes `: type` after the value. */
  readonly withType?: boolean;
  /** Whether a name is a frame (`type Cents(Int64)`), whose values are written `Cents(250)`; types cannot tell. */
  readonly isFrame?: (path: Path) => boolean;
  readonly maxLength?: number;
}

/**
 * A value as Lutra source that can be pasted into a program (RES-9): as the body of a function with the same result
 * type it gives the same value. What has no literal is written by what makes it: NaN and infinities as divisions,
 * `Time` and dates outside the calendar by their constructors.
 */
export function printLiteral(
  bytes: Uint8Array,
  format: Format,
  options: LiteralOptions = {},
): Result<string, FormatError> {
  const { ty, isFrame = () => false } = options;
  const style: PrintStyle = {
    ...LITERAL,
    declared: ({ kind }) =>
      kind.kind === 'ident' && isFrame(kind.path)
        ? { open: `${pathText(kind.path)}(`, close: ')' }
        : undefined,
  };
  return catchFormat(() => {
    const text = new Printer(bytes, style, options.maxLength).print(format, ty);
    return options.withType && ty !== undefined ? `${text}: ${typeText(ty)}` : text;
  });
}

const LITERAL: PrintStyle = {
  indent: '  ',
  trailingComma: true,
  prim: literalPrim,
  text: quoted,
  array: { open: '[', close: ']' },
  tuple: () => ({ open: '{', close: '}' }),
  field: (field) => (field.name === undefined ? '' : `${nameText(field.name)} = `),
  variant: (format, tag) => {
    const { name, isBare } = format.variants[tag]!;
    return isBare ? { text: `.${nameText(name)}` } : { open: `.${nameText(name)}(`, close: ')' };
  },
};

function literalPrim(reader: Reader, format: PrimFormat, at: number): string {
  switch (format.scalar) {
    case 'Float32':
      return float(reader.view.getFloat32(at, true), 32);
    case 'Float64':
      return float(reader.view.getFloat64(at, true), 64);
    case 'Time':
      return `std::Time(${integerText(reader, format, at)})`;
    case 'Date':
    case 'Timestamp': {
      const text = primText(reader, format, at);
      const carrier = integerText(reader, format, at);
      return text === carrier ? `std::${format.scalar}(${carrier})` : `@${text}`;
    }
    case 'Duration':
      return `@${primText(reader, format, at)}`;
    default:
      return primText(reader, format, at);
  }
}

function float(value: number, width: 32 | 64): string {
  if (Number.isNaN(value)) return '(0.0 / 0.0)';
  if (value === Number.POSITIVE_INFINITY) return '(1.0 / 0.0)';
  if (value === Number.NEGATIVE_INFINITY) return '(-1.0 / 0.0)';
  return printedFloat(value, width);
}
