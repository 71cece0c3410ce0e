import type { Result } from '../base';
import { dateText, decimalText, durationText, timestampText, timeText } from './calendar';
import { printedFloat } from './float-text';
import type { Format, PrimFormat, TupleFormat, VariantFormat } from './format';
import { catchFormat, type FormatError, invalidData } from './format-error';
import { Reader } from './reader';
import type { Ty } from './ty';

export interface PrintOptions {
  /** Longer texts are refused; absent: what one string can hold. */
  readonly maxLength?: number;
}

/** Below the length a string may have on every platform. */
const LONGEST = 2 ** 28;

/**
 * A value as Lutra source, one item or field a line (specification 2 §13.1 to §13.4). Made from the bytes, without
 * a trailing newline. Bytes that do not decode are `InvalidData`, and so is a text longer than `maxLength`.
 */
export function print(
  bytes: Uint8Array,
  format: Format,
  options: PrintOptions = {},
): Result<string, FormatError> {
  return catchFormat(() => new Printer(new Reader(bytes), PRINTED, options.maxLength).print(format));
}

/** How the parts of a printed value are spelled. */
export interface PrintStyle {
  prim(reader: Reader, format: PrimFormat, at: number): string;
  text(text: string): string;
  fieldName(name: string): string;
  variant(variant: VariantFormat): string;
  /** Written before a value of this declared type, with `)` after it; usually empty. */
  constructorOf(ty: Ty): string;
}

const PRINTED: PrintStyle = {
  prim: printPrim,
  text: quoted,
  fieldName: (name) => name,
  variant: (variant) => variant.name,
  constructorOf: () => '',
};

/** A container that is not finished. */
type Open =
  | {
      readonly what: 'array';
      readonly item: Format;
      readonly ty: Ty;
      at: number;
      next: number;
      readonly count: number;
      readonly indent: string;
    }
  | {
      readonly what: 'tuple';
      readonly format: TupleFormat;
      readonly at: number;
      next: number;
      readonly indent: string;
    }
  | { readonly what: 'parenthesis' };

/** Prints values of any depth, within the limit on the text's length. */
export class Printer {
  private out = '';
  private readonly open: Open[] = [];

  constructor(
    private readonly reader: Reader,
    private readonly style: PrintStyle,
    private readonly maxLength = LONGEST,
  ) {}

  print(format: Format, ty?: Ty): string {
    this.value(format, ty, this.reader.root(format), '');
    for (let open = this.open.at(-1); open !== undefined; open = this.open.at(-1)) {
      this.step(open);
      if (this.out.length > this.maxLength) throw invalidData('value is too large to be shown as text');
    }
    return this.out;
  }

  /** Writes the next item of a container, or closes it. */
  private step(open: Open): void {
    if (open.what === 'parenthesis') {
      this.open.pop();
      this.out += ')';
      return;
    }
    const inside = `${open.indent}  `;
    if (open.next > 0) this.out += ',';
    if (open.what === 'array') {
      if (open.next === open.count) {
        this.close(`\n${open.indent}]`);
        return;
      }
      this.out += `\n${inside}`;
      this.value(open.item, open.ty, open.at + open.next++ * open.item.head, inside);
      return;
    }
    const field = open.format.fields[open.next++];
    if (field === undefined) {
      this.close(`\n${open.indent}}`);
      return;
    }
    this.out += `\n${inside}`;
    if (field.name !== undefined) this.out += `${this.style.fieldName(field.name)} = `;
    this.value(field.format, field.ty, open.at + field.offset, inside);
  }

  private close(end: string): void {
    this.open.pop();
    this.out += end;
  }

  private value(format: Format, ty: Ty | undefined, at: number, indent: string): void {
    const { reader, style } = this;
    if (ty !== undefined) {
      const frame = style.constructorOf(ty);
      if (frame !== '') {
        this.out += `${frame}(`;
        this.open.push({ what: 'parenthesis' });
      }
    }
    switch (format.kind) {
      case 'prim':
        this.out += style.prim(reader, format, at);
        return;
      case 'text':
        this.out += style.text(reader.text(at));
        return;
      case 'array': {
        const count = reader.count(at);
        const first = reader.items(format, at);
        this.out += count === 0 ? '[]' : '[';
        if (count > 0)
          this.open.push({
            what: 'array',
            item: format.item,
            ty: format.itemTy,
            at: first,
            next: 0,
            count,
            indent,
          });
        return;
      }
      case 'tuple':
        this.out += format.fields.length === 0 ? '{}' : '{';
        if (format.fields.length > 0) this.open.push({ what: 'tuple', format, at, next: 0, indent });
        return;
      case 'enum': {
        const tag = reader.tag(format, at);
        const variant = format.variants[tag]!;
        this.out += style.variant(variant);
        if (variant.isBare) return;
        this.out += '(';
        this.open.push({ what: 'parenthesis' });
        this.value(variant.format, variant.ty, reader.payload(format, tag, at), indent);
      }
    }
  }
}

function printPrim(reader: Reader, format: PrimFormat, at: number): string {
  const { view } = reader;
  switch (format.scalar) {
    case 'Bool':
      return reader.bytes[at] === 0 ? 'false' : 'true';
    case 'Float32':
      return printedFloat(view.getFloat32(at, true), 32);
    case 'Float64':
      return printedFloat(view.getFloat64(at, true), 64);
    case 'Date': {
      const days = view.getInt32(at, true);
      return marked(dateText(days)) ?? String(days);
    }
    case 'Time':
      return `@${timeText(view.getBigUint64(at, true))}`;
    case 'Duration':
      return `@${durationText(view.getBigInt64(at, true))}`;
    case 'Timestamp': {
      const micros = view.getBigInt64(at, true);
      return marked(timestampText(micros)) ?? String(micros);
    }
    case 'Decimal':
      return decimalText(view.getBigInt64(at, true));
    default:
      return integerText(reader, format, at);
  }
}

function marked(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `@${text}`;
}

/** An integer in decimal: signed for `IntN`, unsigned for `UintN` and a bare `PrimN`. */
export function integerText({ view }: Reader, format: PrimFormat, at: number): string {
  switch (format.scalar) {
    case 'Int8':
      return String(view.getInt8(at));
    case 'Int16':
      return String(view.getInt16(at, true));
    case 'Int32':
      return String(view.getInt32(at, true));
    case 'Int64':
      return String(view.getBigInt64(at, true));
  }
  switch (format.head) {
    case 1:
      return String(view.getUint8(at));
    case 2:
      return String(view.getUint16(at, true));
    case 4:
      return String(view.getUint32(at, true));
    case 8:
      return String(view.getBigUint64(at, true));
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\\': '\\\\',
  '"': '\\"',
};

/** A text in double quotes with the escapes of specification 2 §13.2. */
export function quoted(text: string): string {
  const escaped = text.replace(/[\u0000-\u001f\u007f"\\]/g, (character) => {
    return ESCAPES[character] ?? `\\x${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return `"${escaped}"`;
}
