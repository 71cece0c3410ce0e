import type { Result } from '../base';
import type { ArrayFormat, EnumFormat, Format, PrimFormat } from './format';
import { catchFormat, type FormatError, invalidData } from './format-error';
import { Reader } from './reader';
import type { Value } from './value';

/** Bounds on what hostile bytes may ask for (specification 3 A6). */
export interface DecodeLimits {
  /** Arrays and enum payloads inside one another. */
  readonly depth: number;
  /** Values visited; absent: 8 times the buffer's length plus 2^24. */
  readonly nodes?: number;
  /** Items of an array whose items take no bytes. */
  readonly emptyItems: number;
}

export const DEFAULT_LIMITS: DecodeLimits = { depth: 10_000, emptyItems: 2 ** 24 };

export function nodeBudget(limits: DecodeLimits, bytes: Uint8Array): number {
  return limits.nodes ?? 8 * bytes.length + 2 ** 24;
}

export interface DecodeOptions {
  readonly limits?: DecodeLimits;
  /** Where the head starts (any byte, specification 3 A4). */
  readonly offset?: number;
}

/**
 * Reads a whole value (specification 3 A6). Accepts every valid encoding, not only canonical ones, and trailing
 * bytes; checks bounds, tags, UTF-8 and the limits. A `Bool` comes back as 0 or 1, a text as a string.
 */
export function decode(
  bytes: Uint8Array,
  format: Format,
  options: DecodeOptions = {},
): Result<Value, FormatError> {
  return catchFormat(() =>
    new Decoder(bytes, options.limits ?? DEFAULT_LIMITS).value(format, options.offset ?? 0),
  );
}

/** Like {@link decode}, with every array of `Prim8` as a copied `Uint8Array`. */
export function decodeWithBytes(bytes: Uint8Array, format: Format): Result<Value, FormatError> {
  return catchFormat(() => new Decoder(bytes, DEFAULT_LIMITS, true).value(format, 0));
}

type Due =
  | {
      readonly items: Value[];
      readonly count: number;
      readonly format: Format;
      readonly at: number;
      readonly depth: number;
    }
  | {
      readonly owner: { payload: Value };
      readonly format: Format;
      readonly at: number;
      readonly depth: number;
    };

class Decoder {
  private readonly reader: Reader;
  private readonly due: Due[] = [];
  private nodes: number;
  private depth = 0;

  constructor(
    bytes: Uint8Array,
    private readonly limits: DecodeLimits,
    private readonly byteArrays = false,
  ) {
    this.reader = new Reader(bytes);
    this.nodes = nodeBudget(limits, bytes);
  }

  value(format: Format, at: number): Value {
    const root = this.head(format, this.reader.root(format, at));
    for (let due = this.due.pop(); due !== undefined; due = this.due.pop()) {
      this.depth = due.depth;
      if ('owner' in due) {
        due.owner.payload = this.head(due.format, due.at);
        continue;
      }
      const { items, count, format: item } = due;
      for (let index = 0, head = due.at; index < count; index++, head += item.head) {
        items.push(this.head(item, head));
      }
    }
    return root;
  }

  /** The value of a head whose bytes are known to be there; what lies behind pointers is noted for later. */
  private head(format: Format, at: number): Value {
    switch (format.kind) {
      case 'prim':
        return this.prim(format, at);
      case 'text':
        return this.reader.text(at);
      case 'tuple': {
        const values: Value[] = [];
        for (const field of format.fields) values.push(this.head(field.format, at + field.offset));
        return values;
      }
      case 'array':
        return this.array(format, at);
      case 'enum':
        return this.enum(format, at);
    }
  }

  private prim(format: PrimFormat, at: number): Value {
    if (format.head === 8) return this.reader.view.getBigUint64(at, true);
    const bits = this.reader.bits(format, at);
    return format.scalar === 'Bool' && bits !== 0 ? 1 : bits;
  }

  private array(format: ArrayFormat, at: number): Value {
    const { item } = format;
    const count = this.reader.count(at);
    const first = this.reader.items(format, at, this.limits.emptyItems);
    this.visit(count * item.nodes, at);
    if (item.kind !== 'prim') {
      const items: Value[] = [];
      if (count > 0) this.due.push({ items, count, format: item, at: first, depth: this.deeper(at) });
      return items;
    }
    if (this.byteArrays && item.head === 1)
      return this.reader.bytes.slice(first, first + count) as unknown as Value;
    const items: Value[] = new Array(count);
    for (let index = 0; index < count; index++) items[index] = this.prim(item, first + index * item.head);
    return items;
  }

  private enum(format: EnumFormat, at: number): Value {
    const tag = this.reader.tag(format, at);
    const variant = format.variants[tag]!;
    const head = this.reader.payload(format, tag, at);
    if (!format.hasPointer || variant.isUnit) return { tag, payload: this.head(variant.format, head) };
    this.visit(variant.format.nodes, at);
    const owner: { tag: number; payload: Value } = { tag, payload: 0 };
    this.due.push({ owner, format: variant.format, at: head, depth: this.deeper(at) });
    return owner;
  }

  private visit(nodes: number, at: number): void {
    this.nodes -= nodes;
    if (this.nodes < 0) throw invalidData('value is far larger than its bytes', at);
  }

  private deeper(at: number): number {
    if (this.depth >= this.limits.depth) {
      throw invalidData(`value is nested more than ${this.limits.depth} levels deep`, at);
    }
    return this.depth + 1;
  }
}
