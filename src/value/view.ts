import type { EnumFormat, FieldFormat, Format, TupleFormat, VariantFormat } from './format';
import { invalidType } from './format-error';
import { Reader } from './reader';

/** A scalar as JavaScript has it: signed as its type says, 64-bit integers (dates excepted) as bigint. */
export type ScalarValue = number | bigint | boolean | string;

/**
 * A place in encoded bytes, read in part (specification 3 A6): each step touches only the bytes it needs. A view is
 * valid as long as the bytes are unchanged. Steps that do not fit the format, and malformed bytes, throw a
 * `FormatFailure`.
 */
export class ValueView {
  private constructor(
    readonly reader: Reader,
    readonly format: Format,
    /** The position of the head. */
    readonly at: number,
  ) {}

  static of(bytes: Uint8Array, format: Format): ValueView {
    const reader = new Reader(bytes);
    return new ValueView(reader, format, reader.root(format));
  }

  /** Items of an array, fields of a tuple, bytes of a text. Constant time. */
  get length(): number {
    if (this.format.kind === 'tuple') return this.format.fields.length;
    if (this.format.kind === 'array' || this.format.kind === 'text') return this.reader.count(this.at);
    throw wrongStep('length', this.format);
  }

  /** The item `index` of an array. */
  item(index: number): ValueView {
    const { format } = this;
    if (format.kind !== 'array') throw wrongStep('item', format);
    if (index < 0 || index >= this.length) throw new RangeError(`item ${index} of ${this.length}`);
    return new ValueView(
      this.reader,
      format.item,
      this.reader.items(format, this.at) + index * format.item.head,
    );
  }

  /** The field `index` of a tuple. */
  field(index: number): ValueView {
    const field = this.fieldFormat(index);
    return new ValueView(this.reader, field.format, this.at + field.offset);
  }

  /** The chosen variant's position, name and format. */
  variant(): { readonly tag: number; readonly variant: VariantFormat } {
    const format = this.enumFormat('variant');
    const tag = this.reader.tag(format, this.at);
    return { tag, variant: format.variants[tag]! };
  }

  /** The payload of the chosen variant. */
  payload(): ValueView {
    const format = this.enumFormat('payload');
    const { tag, variant } = this.variant();
    return new ValueView(this.reader, variant.format, this.reader.payload(format, tag, this.at));
  }

  text(): string {
    if (this.format.kind !== 'text') throw wrongStep('text', this.format);
    return this.reader.text(this.at);
  }

  /** A primitive or text. A temporal type or decimal gives its carrier: days, microseconds, hundredths. */
  scalar(): ScalarValue {
    const { format, reader, at } = this;
    if (format.kind === 'text') return reader.text(at);
    if (format.kind !== 'prim') throw wrongStep('scalar', format);
    switch (format.scalar) {
      case 'Bool':
        return reader.bytes[at] !== 0;
      case 'Int8':
        return reader.view.getInt8(at);
      case 'Int16':
        return reader.view.getInt16(at, true);
      case 'Int32':
      case 'Date':
        return reader.view.getInt32(at, true);
      case 'Int64':
      case 'Duration':
      case 'Timestamp':
      case 'Decimal':
        return reader.view.getBigInt64(at, true);
      case 'Float32':
        return reader.view.getFloat32(at, true);
      case 'Float64':
        return reader.view.getFloat64(at, true);
      default:
        return format.head === 8 ? reader.view.getBigUint64(at, true) : reader.bits(format, at);
    }
  }

  private fieldFormat(index: number): FieldFormat {
    const { format } = this;
    if (format.kind !== 'tuple') throw wrongStep('field', format);
    const field = (format as TupleFormat).fields[index];
    if (field === undefined) throw new RangeError(`field ${index} of ${format.fields.length}`);
    return field;
  }

  private enumFormat(step: string): EnumFormat {
    if (this.format.kind !== 'enum') throw wrongStep(step, this.format);
    return this.format;
  }
}

function wrongStep(step: string, format: Format) {
  return invalidType(`${step} asked of a value of kind ${format.kind}`);
}
