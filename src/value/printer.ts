import type { ArrayFormat, EnumFormat, FieldFormat, Format, PrimFormat, TupleFormat } from './format';
import { invalidData } from './format-error';
import { Reader } from './reader';
import { TextWriter } from './text-writer';
import type { Ty } from './ty';

/** How a textual form spells the parts of a value. */
export interface PrintStyle {
  /** Added at each level; empty: everything on one line. */
  readonly indent: string;
  /** Whether the last item or field is followed by a comma as well. */
  readonly trailingComma: boolean;
  prim(reader: Reader, format: PrimFormat, at: number): string;
  text(text: string): string;
  readonly array: Brackets;
  tuple(format: TupleFormat): Brackets;
  /** What stands before the value of a field. */
  field(field: FieldFormat, index: number, format: TupleFormat): string;
  /** What stands around the payload, or all there is to say about the variant. */
  variant(format: EnumFormat, tag: number): Brackets | { readonly text: string };
  /** What stands around a value because of its declared type. */
  declared?(ty: Ty): Brackets | undefined;
}

export interface Brackets {
  readonly open: string;
  readonly close: string;
}

/** Below the length a string may have on every platform. */
const LONGEST = 2 ** 28;

/** Containers inside one another; only bytes whose pointers run in circles have more. */
const DEEPEST = 2 ** 20;

/** A container that is not finished. */
type Open =
  | {
      readonly format: ArrayFormat;
      readonly at: number;
      readonly count: number;
      next: number;
      readonly close: string;
      readonly line: string;
    }
  | {
      readonly format: TupleFormat;
      readonly at: number;
      readonly count: number;
      next: number;
      readonly close: string;
      readonly line: string;
    }
  | { readonly format: undefined; readonly close: string }
  /** A payload that is still to be written. */
  | { readonly payload: Format; readonly ty: Ty; readonly at: number; readonly line: string };

/** Turns encoded values of any depth into text, within a limit on the text's length. */
export class Printer {
  private readonly out = new TextWriter();
  private readonly open: Open[] = [];
  private readonly reader: Reader;

  constructor(
    bytes: Uint8Array,
    private readonly style: PrintStyle,
    private readonly maxLength = LONGEST,
  ) {
    this.reader = new Reader(bytes);
  }

  /** The text of the value at `at`; `ty` is its declared type where the style cares. */
  print(format: Format, ty?: Ty, at = 0): string {
    this.value(format, ty, this.reader.root(format, at), this.style.indent === '' ? '' : '\n');
    for (let open = this.open.at(-1); open !== undefined; open = this.open.at(-1)) {
      this.step(open);
      if (this.out.length > this.maxLength || this.open.length > DEEPEST)
        throw invalidData('value is too large to be shown as text');
    }
    return this.out.finish();
  }

  /** Writes the next item of a container, or closes it. `line` begins the line the container itself is on. */
  private step(open: Open): void {
    if ('payload' in open) {
      this.open.pop();
      this.value(open.payload, open.ty, open.at, open.line);
      return;
    }
    if (open.format === undefined) {
      this.open.pop();
      this.out.put(open.close);
      return;
    }
    const { style } = this;
    const { format, at, count, line } = open;
    const index = open.next++;
    if (index === count) {
      this.open.pop();
      this.out.put((style.trailingComma ? ',' : '') + line + open.close);
      return;
    }
    const inside = line + style.indent;
    this.out.put((index > 0 ? ',' : '') + inside);
    if (format.kind === 'array') {
      this.value(format.item, format.itemTy, at + index * format.item.head, inside);
      return;
    }
    const field = format.fields[index]!;
    this.out.put(style.field(field, index, format));
    this.value(field.format, field.ty, at + field.offset, inside);
  }

  private value(format: Format, ty: Ty | undefined, at: number, line: string): void {
    const { reader, style } = this;
    const declared = ty === undefined ? undefined : style.declared?.(ty);
    if (declared !== undefined) {
      this.out.put(declared.open);
      this.open.push({ format: undefined, close: declared.close });
    }
    switch (format.kind) {
      case 'prim':
        this.out.put(style.prim(reader, format, at));
        return;
      case 'text':
        this.out.put(style.text(reader.text(at)));
        return;
      case 'array':
        this.container(format, style.array, reader.items(format, at), reader.count(at), line);
        return;
      case 'tuple':
        this.container(format, style.tuple(format), at, format.fields.length, line);
        return;
      case 'enum': {
        const tag = reader.tag(format, at);
        const shown = style.variant(format, tag);
        if ('text' in shown) {
          this.out.put(shown.text);
          return;
        }
        const variant = format.variants[tag]!;
        this.out.put(shown.open);
        if (shown.close !== '') this.open.push({ format: undefined, close: shown.close });
        this.open.push({
          payload: variant.format,
          ty: variant.ty,
          at: reader.payload(format, tag, at),
          line,
        });
      }
    }
  }

  private container(
    format: ArrayFormat | TupleFormat,
    { open, close }: Brackets,
    at: number,
    count: number,
    line: string,
  ): void {
    if (count === 0) this.out.put(open + close);
    else {
      this.out.put(open);
      this.open.push({ format, at, count, next: 0, close, line } as Open);
    }
  }
}
