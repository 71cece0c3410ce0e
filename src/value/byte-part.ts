import type { Result } from '../base';
import type { ArrayFormat, EnumFormat, Format } from './format';
import { catchFormat, type FormatError } from './format-error';
import { Reader } from './reader';

/** A run of encoded bytes with one meaning (HEX-2). */
export interface BytePart {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly role: 'scalar' | 'tag' | 'pointer' | 'count' | 'padding' | 'text' | 'dead';
  /** The way from the whole value: field names or positions, item positions, variant names. */
  readonly path: readonly (string | number)[];
  /** What the bytes belong to. Of dead bytes the value around them. */
  readonly format: Format;
  /** The position of that value's head. */
  readonly at: number;
  /** Of a pointer: where it leads. */
  readonly target?: number;
}

/**
 * The part that holds the byte at `offset`. Costs a few steps for each level of the value, whatever its size: it
 * relies on bodies lying in canonical order (specification 3 A5), so in bytes of another order some parts are called
 * dead. Walk a window by asking again at each part's `end`.
 */
export function bytePartAt(bytes: Uint8Array, format: Format, offset: number): Result<BytePart, FormatError> {
  return catchFormat(() => new PartFinder(new Reader(bytes), offset).find(format));
}

/** Values inside one another that are looked through; pointers that run in circles have no end. */
const MOST_STEPS = 10_000;

type Path = readonly (string | number)[];

/** A value whose bodies may hold the byte. */
interface Owner {
  readonly format: Format;
  readonly at: number;
  readonly path: Path;
}

class PartFinder {
  constructor(
    private readonly reader: Reader,
    private readonly offset: number,
  ) {}

  find(format: Format): BytePart {
    let owner: Owner = { format, at: this.reader.root(format), path: [] };
    if (this.isIn(owner.at, format.head)) return this.inHead(owner);
    for (let steps = 0; steps < MOST_STEPS; steps++) {
      const next = this.step(owner);
      if ('role' in next) return next;
      owner = next;
    }
    return this.dead(owner);
  }

  private isIn(start: number, size: number): boolean {
    return this.offset >= start && this.offset < start + size;
  }

  private inHead({ format, at, path }: Owner): BytePart {
    switch (format.kind) {
      case 'prim':
        return { start: at, end: at + format.head, role: 'scalar', path, format, at };
      case 'text':
      case 'array':
        return this.offset < at + 4
          ? { start: at, end: at + 4, role: 'pointer', path, format, at, target: this.reader.target(at, 0) }
          : { start: at + 4, end: at + 8, role: 'count', path, format, at };
      case 'tuple': {
        const index = format.fields.findIndex((field) => this.isIn(at + field.offset, field.format.head));
        const field = format.fields[index]!;
        return this.inHead({
          format: field.format,
          at: at + field.offset,
          path: [...path, field.name ?? index],
        });
      }
      case 'enum':
        return this.inEnum(format, at, path);
    }
  }

  private inEnum(format: EnumFormat, at: number, path: Path): BytePart {
    const inner = at + format.tagBytes;
    if (this.offset < inner) return { start: at, end: inner, role: 'tag', path, format, at };
    const tag = this.reader.tag(format, at);
    const variant = format.variants[tag]!;
    const end = at + format.head;
    if (format.hasPointer) {
      if (variant.isUnit) return { start: inner, end, role: 'padding', path, format, at };
      const target = this.reader.payload(format, tag, at);
      return { start: inner, end, role: 'pointer', path, format, at, target };
    }
    if (this.isIn(inner, variant.format.head)) {
      return this.inHead({ format: variant.format, at: inner, path: [...path, variant.name] });
    }
    return { start: inner + variant.format.head, end, role: 'padding', path, format, at };
  }

  /** From a value whose bodies may hold the byte to the part, or to the inner value whose bodies may. */
  private step(owner: Owner): BytePart | Owner {
    const { format, at, path } = owner;
    switch (format.kind) {
      case 'prim':
        return this.dead(owner);
      case 'text': {
        const length = this.reader.count(at);
        const start = this.reader.target(at, length);
        return this.isIn(start, length)
          ? { start, end: start + length, role: 'text', path, format, at }
          : this.dead(owner);
      }
      case 'array':
        return this.inArray(owner, format);
      case 'tuple': {
        // The last field whose bodies begin at or before the byte.
        for (let index = format.fields.length - 1; index >= 0; index--) {
          const field = format.fields[index]!;
          const begin = this.bodiesFrom(field.format, at + field.offset);
          if (begin !== undefined && begin <= this.offset) {
            return { format: field.format, at: at + field.offset, path: [...path, field.name ?? index] };
          }
        }
        return this.dead(owner);
      }
      case 'enum': {
        const tag = this.reader.tag(format, at);
        const variant = format.variants[tag]!;
        if (variant.isUnit) return this.dead(owner);
        const payload = {
          format: variant.format,
          at: this.reader.payload(format, tag, at),
          path: [...path, variant.name],
        };
        return format.hasPointer && this.isIn(payload.at, variant.format.head)
          ? this.inHead(payload)
          : payload;
      }
    }
  }

  private inArray(owner: Owner, format: ArrayFormat): BytePart | Owner {
    const { item } = format;
    const first = this.reader.items(format, owner.at);
    const count = this.reader.count(owner.at);
    const itemAt = (index: number): Owner => ({
      format: item,
      at: first + index * item.head,
      path: [...owner.path, index],
    });
    if (this.isIn(first, count * item.head))
      return this.inHead(itemAt(Math.floor((this.offset - first) / item.head)));
    if (item.slots.length === 0) return this.dead(owner);
    // The last item whose bodies begin at or before the byte; items without bodies are passed over.
    let [low, high] = [0, count - 1];
    let found: number | undefined;
    while (low <= high) {
      const middle = (low + high) >> 1;
      let probe = middle;
      let begin = this.bodiesFrom(item, first + probe * item.head);
      while (begin === undefined && probe > low) begin = this.bodiesFrom(item, first + --probe * item.head);
      if (begin !== undefined && begin <= this.offset) found = probe;
      if (begin === undefined || begin <= this.offset) low = middle + 1;
      else high = probe - 1;
    }
    return found === undefined ? this.dead(owner) : itemAt(found);
  }

  /** Where the first body of a value begins, if it has any. */
  private bodiesFrom(format: Format, at: number): number | undefined {
    for (const slot of format.slots) {
      const place = at + slot.offset;
      if (slot.format.kind !== 'enum') return this.reader.target(place, 0);
      const tag = this.reader.tag(slot.format, place);
      const variant = slot.format.variants[tag]!;
      if (variant.isUnit) continue;
      const payload = this.reader.payload(slot.format, tag, place);
      const begin = slot.format.hasPointer ? payload : this.bodiesFrom(variant.format, payload);
      if (begin !== undefined) return begin;
    }
    return undefined;
  }

  /** Bytes that belong to nothing: one at a time, because their neighbours may belong to something. */
  private dead({ format, at, path }: Owner): BytePart {
    return { start: this.offset, end: this.offset + 1, role: 'dead', path, format, at };
  }
}
