import type { Result } from '../base';
import { ByteWriter } from './byte-writer';
import type { EnumFormat, Format } from './format';
import { catchFormat, type FormatError, FormatFailure, invalidData } from './format-error';
import { checkUtf8, writeUtf8 } from './utf8';
import type { EnumValue, Value } from './value';

/**
 * The canonical bytes of a value (specification 3 A5). Works on values of any depth. A value of the wrong
 * kind, or a tuple with the wrong number of fields, is `BadValueType`; an unknown tag is `InvalidData`.
 * Numbers keep their low bits, so `-1` and `255` are the same `Prim8`. An array of primitives may also be a typed
 * array, one of `Prim8` a string.
 */
export function encode(value: Value, format: Format): Result<Uint8Array, FormatError> {
  return catchFormat(() => {
    const encoder = new Encoder(new ByteWriter());
    encoder.value(value, format);
    return encoder.out.finish();
  });
}

/** Values whose heads are written and whose bodies are due: `values[index..]`, heads `stride` apart from `at`. */
interface Frame {
  readonly format: Format;
  readonly values: ArrayLike<Value>;
  at: number;
  index: number;
  slot: number;
}

/** Writes values at the end of a buffer; a value may be written in steps, heads before bodies. */
export class Encoder {
  private readonly due: Frame[] = [];

  constructor(readonly out: ByteWriter) {}

  value(value: Value, format: Format): void {
    const at = this.out.reserve(format.head);
    this.head(value, format, at);
    this.bodiesOf(value, format, at);
  }

  /** Appends all that the head of a value, written at `at`, owns. */
  bodiesOf(value: Value, format: Format, at: number): void {
    if (format.kind === 'text') {
      this.text(value, at);
      return;
    }
    this.later([value], format, at);
    this.drain();
  }

  private drain(): void {
    for (let frame = this.due.at(-1); frame !== undefined; frame = this.due.at(-1)) this.bodies(frame);
  }

  /** Writes a head into zero bytes reserved at `at`. Recursion ends where pointers begin. */
  head(value: Value, format: Format, at: number): void {
    const { view } = this.out;
    switch (format.kind) {
      case 'prim':
        if (format.head === 8) {
          if (typeof value !== 'bigint') throw wrongKind('Prim64', value);
          view.setBigUint64(at, BigInt.asUintN(64, value), true);
          return;
        }
        if (typeof value !== 'number') throw wrongKind(`Prim${format.head * 8}`, value);
        if (format.head === 4) view.setUint32(at, value, true);
        else if (format.head === 2) view.setUint16(at, value, true);
        else view.setUint8(at, format.scalar === 'Bool' && value !== 0 ? 1 : value);
        return;
      case 'text':
      case 'array':
        // The count is written with the body, where a text's length in bytes is known.
        return;
      case 'tuple': {
        const values = asTuple(value, format.fields.length);
        for (let index = 0; index < values.length; index++) {
          const field = format.fields[index]!;
          this.head(values[index]!, field.format, at + field.offset);
        }
        return;
      }
      case 'enum': {
        const chosen = asEnum(value);
        const variant = variantOf(format, chosen.tag);
        for (let byte = 0, tag = chosen.tag; byte < format.tagBytes; byte++) {
          view.setUint8(at + byte, tag);
          tag = Math.floor(tag / 256);
        }
        if (!format.hasPointer) this.head(chosen.payload, variant.format, at + format.tagBytes);
        else if (variant.isUnit) this.check(chosen.payload, variant.format);
      }
    }
  }

  /** A payload with a head of 0 bytes is not written but must still be one. */
  private check(value: Value, format: Format): void {
    this.head(value, format, this.out.length);
  }

  private later(values: ArrayLike<Value>, format: Format, at: number): void {
    if (format.slots.length > 0 && values.length > 0)
      this.due.push({ format, values, at, index: 0, slot: 0 });
  }

  /** Writes the bodies of a frame in order, until one has bodies of its own that must come first. */
  private bodies(frame: Frame): void {
    const { slots, head } = frame.format;
    const open = this.due.length;
    while (frame.index < frame.values.length) {
      const owner = frame.values[frame.index]!;
      while (frame.slot < slots.length) {
        const slot = slots[frame.slot++]!;
        let value = owner;
        for (const position of slot.path) value = (value as readonly Value[])[position]!;
        const at = frame.at + slot.offset;
        if (slot.format.kind === 'text') this.text(value, at);
        else if (slot.format.kind === 'array') this.array(value, slot.format.item, at);
        else this.payload(value as EnumValue, slot.format, at);
        if (this.due.length > open) return;
      }
      frame.slot = 0;
      frame.index++;
      frame.at += head;
    }
    this.due.pop();
  }

  private payload({ tag, payload }: EnumValue, format: EnumFormat, at: number): void {
    const variant = format.variants[tag]!;
    let head = at + format.tagBytes;
    if (format.hasPointer) {
      if (variant.isUnit) return;
      this.out.pointToEnd(head);
      head = this.out.reserve(variant.format.head);
      this.head(payload, variant.format, head);
    }
    this.later([payload], variant.format, head);
  }

  private text(value: Value, at: number): void {
    const { out } = this;
    out.pointToEnd(at);
    if (typeof value === 'string') {
      const length = writeUtf8(out, value);
      out.view.setUint32(at + 4, length, true);
      return;
    }
    const bytes = asArray(value);
    const start = this.prims(bytes, 1);
    out.view.setUint32(at + 4, bytes.length, true);
    checkUtf8(out.bytes, start, bytes.length);
  }

  private array(value: Value, item: Format, at: number): void {
    const { out } = this;
    if (typeof value === 'string' && item.kind === 'prim' && item.head === 1) {
      this.text(value, at);
      return;
    }
    const values = asArray(value);
    const count = values.length;
    out.pointToEnd(at);
    out.view.setUint32(at + 4, count, true);
    if (item.kind === 'prim' && item.fixes.length === 0) {
      this.prims(values, item.head);
      return;
    }
    const first = out.reserve(count * item.head);
    for (let index = 0; index < count; index++) this.head(values[index]!, item, first + index * item.head);
    this.later(values, item, first);
  }

  private prims(values: ArrayLike<Value>, width: 1 | 2 | 4 | 8): number {
    const { out } = this;
    const count = values.length;
    const first = out.reserve(count * width);
    const { view } = out;
    if (values instanceof Uint8Array && width === 1) {
      out.bytes.set(values, first);
    } else if (width === 8) {
      for (let index = 0; index < count; index++) {
        const value = values[index]!;
        if (typeof value !== 'bigint') throw wrongKind('Prim64', value);
        view.setBigUint64(first + index * 8, BigInt.asUintN(64, value), true);
      }
    } else {
      for (let index = 0; index < count; index++) {
        const value = values[index]!;
        if (typeof value !== 'number') throw wrongKind(`Prim${width * 8}`, value);
        if (width === 4) view.setUint32(first + index * 4, value, true);
        else if (width === 2) view.setUint16(first + index * 2, value, true);
        else view.setUint8(first + index, value);
      }
    }
    return first;
  }
}

function asTuple(value: Value, fields: number): readonly Value[] {
  if (!Array.isArray(value)) throw wrongKind('Tuple', value);
  if (value.length !== fields) {
    throw new FormatFailure({
      kind: 'BadValueType',
      message: `expected a tuple of ${fields} fields, found ${value.length}`,
      expected: 'Tuple',
      found: 'Tuple',
    });
  }
  return value as readonly Value[];
}

function asArray(value: Value): ArrayLike<Value> {
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return value as readonly Value[];
  throw wrongKind('Array', value);
}

function asEnum(value: Value): EnumValue {
  if (typeof value !== 'object' || !('tag' in value)) throw wrongKind('Enum', value);
  return value;
}

function variantOf(format: EnumFormat, tag: number) {
  const variant = format.variants[tag];
  if (variant === undefined) throw invalidData(`no variant ${tag} in an enum of ${format.variants.length}`);
  return variant;
}

function wrongKind(expected: string, value: Value): FormatFailure {
  const found =
    typeof value === 'bigint'
      ? 'Prim64'
      : typeof value === 'number'
        ? 'Prim32'
        : typeof value === 'string'
          ? 'Text'
          : Array.isArray(value)
            ? 'Array'
            : 'Enum';
  return new FormatFailure({
    kind: 'BadValueType',
    message: `expected ${expected}, found ${found}`,
    expected,
    found,
  });
}
