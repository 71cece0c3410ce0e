import type { Result } from '../base';
import { DEFAULT_LIMITS, type DecodeLimits, nodeBudget } from './decode';
import type { Format } from './format';
import { catchFormat, type FormatError, invalidData } from './format-error';
import { Reader } from './reader';
import { checkUtf8 } from './utf8';

/** Checks all that `decode` checks without making a value: for bytes that are canonical by construction. */
export function validate(
  bytes: Uint8Array,
  format: Format,
  limits: DecodeLimits = DEFAULT_LIMITS,
): Result<undefined, FormatError> {
  return catchFormat(() => {
    new Validator(bytes, limits).run(format);
    return undefined;
  });
}

/** Heads side by side that are inside the buffer but not yet looked into. */
interface Heads {
  readonly format: Format;
  readonly at: number;
  readonly count: number;
  readonly depth: number;
}

class Validator {
  private readonly reader: Reader;
  private readonly due: Heads[] = [];
  private nodes: number;
  private depth = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly limits: DecodeLimits,
  ) {
    this.reader = new Reader(bytes);
    this.nodes = nodeBudget(limits, bytes);
  }

  run(format: Format): void {
    this.head(format, this.reader.root(format));
    for (let heads = this.due.pop(); heads !== undefined; heads = this.due.pop()) {
      this.depth = heads.depth;
      const { format: item, count } = heads;
      for (let index = 0, at = heads.at; index < count; index++, at += item.head) this.head(item, at);
    }
  }

  private head(format: Format, at: number): void {
    switch (format.kind) {
      case 'prim':
        return;
      case 'text': {
        const length = this.reader.count(at);
        checkUtf8(this.bytes, this.reader.target(at, length), length);
        return;
      }
      case 'array':
        this.later(format.item, this.reader.items(format, at, this.limits.emptyItems), this.reader.count(at));
        return;
      case 'tuple':
        for (const { offset, what } of format.fixes)
          if (typeof what !== 'string') this.head(what, at + offset);
        for (const slot of format.slots)
          if (slot.format.kind !== 'enum') this.head(slot.format, at + slot.offset);
        return;
      case 'enum': {
        const tag = this.reader.tag(format, at);
        const variant = format.variants[tag]!;
        const payload = this.reader.payload(format, tag, at);
        if (format.hasPointer && !variant.isUnit) this.later(variant.format, payload, 1);
        else this.head(variant.format, payload);
      }
    }
  }

  private later(format: Format, at: number, count: number): void {
    this.nodes -= count * format.nodes;
    if (this.nodes < 0) throw invalidData('value is far larger than its bytes', at);
    if (
      count === 0 ||
      (format.slots.length === 0 && !format.fixes.some(({ what }) => typeof what !== 'string'))
    )
      return;
    if (this.depth >= this.limits.depth) {
      throw invalidData(`value is nested more than ${this.limits.depth} levels deep`, at);
    }
    this.due.push({ format, at, count, depth: this.depth + 1 });
  }
}
