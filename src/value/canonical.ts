import type { Result } from '../base';
import { ByteWriter } from './byte-writer';
import { DEFAULT_LIMITS, type DecodeLimits, nodeBudget } from './decode';
import type { ArrayFormat, EnumFormat, Format } from './format';
import { catchFormat, type FormatError, invalidData } from './format-error';
import { Reader } from './reader';
import { checkUtf8 } from './utf8';

/**
 * The canonical bytes of an encoded value (specification 5 STG-12): bodies in the order of specification 3 A5, padding
 * and the pointers of unit variants zero, `Bool` 0 or 1, every NaN of `Float32` and `Float64` the one quiet NaN. All
 * that `decode` checks is checked. Works from bytes to bytes: heads without alternatives are copied in one piece.
 */
export function canonical(
  bytes: Uint8Array,
  format: Format,
  limits: DecodeLimits = DEFAULT_LIMITS,
): Result<Uint8Array, FormatError> {
  return catchFormat(() => new Copier(bytes, limits, false).copy(format, 0));
}

/** {@link canonical} for the value whose head is at `at` in a memory with addressed pointers (see `Reader`). */
export function canonicalFromMemory(
  memory: Uint8Array,
  at: number,
  format: Format,
  limits: DecodeLimits,
): Result<Uint8Array, FormatError> {
  return catchFormat(() => new Copier(memory, limits, true).copy(format, at));
}

/** Heads that are copied and whose bodies are due: `left` of them, a head's length apart. */
interface Frame {
  readonly format: Format;
  from: number;
  to: number;
  left: number;
  slot: number;
  readonly depth: number;
}

const QUIET_32 = 0x7fc00000;
const QUIET_64_HIGH = 0x7ff80000;

class Copier {
  private readonly reader: Reader;
  private readonly out: ByteWriter;
  private readonly due: Frame[] = [];
  /** Of the frame at work; the root's own heads are at none. */
  private depth = -1;
  private nodes: number;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly limits: DecodeLimits,
    addressed: boolean,
  ) {
    this.reader = new Reader(bytes, addressed);
    this.out = new ByteWriter(addressed ? 1024 : bytes.length);
    this.nodes = nodeBudget(limits, bytes);
  }

  copy(format: Format, at: number): Uint8Array {
    const from = this.reader.root(format, at);
    this.later(format, from, this.heads(format, from, 1), 1);
    for (let frame = this.due.at(-1); frame !== undefined; frame = this.due.at(-1)) this.bodies(frame);
    return this.out.finish();
  }

  /** Copies `count` heads that lie side by side and returns where they went. */
  private heads(format: Format, from: number, count: number): number {
    const { out } = this;
    const size = count * format.head;
    this.nodes -= format.head === 0 ? 0 : count * format.nodes;
    if (this.nodes < 0) throw invalidData('value is far larger than its bytes', from);
    const to = out.reserve(size);
    const { bytes } = out;
    if (size < 64) for (let byte = 0; byte < size; byte++) bytes[to + byte] = this.bytes[from + byte]!;
    else bytes.set(this.bytes.subarray(from, from + size), to);
    if (format.fixes.length > 0) {
      for (let head = 0, at = to; head < count; head++, at += format.head) this.fix(format, at);
    }
    return to;
  }

  /** Gives a copied head its one spelling. */
  private fix(format: Format, at: number): void {
    const { bytes, view } = this.out;
    for (const fix of format.fixes) {
      const place = at + fix.offset;
      switch (fix.what) {
        case 'Bool':
          if (bytes[place]! > 1) bytes[place] = 1;
          break;
        case 'Float32':
          if ((view.getUint32(place, true) & 0x7fffffff) > 0x7f800000) view.setUint32(place, QUIET_32, true);
          break;
        case 'Float64':
          if ((bytes[place + 7]! & 0x7f) === 0x7f && Number.isNaN(view.getFloat64(place, true))) {
            view.setUint32(place, 0, true);
            view.setUint32(place + 4, QUIET_64_HIGH, true);
          }
          break;
        default:
          this.fixEnum(fix.what, place);
      }
    }
  }

  private fixEnum(format: EnumFormat, at: number): void {
    const { bytes } = this.out;
    const tag = this.tag(format, bytes, at);
    const variant = format.variants[tag];
    if (variant === undefined) throw invalidData(`tag ${tag} in an enum of ${format.variants.length}`);
    const inner = at + format.tagBytes;
    const end = inner + format.innerBytes;
    if (format.hasPointer) {
      // A pointer is set when its body is copied; that of a unit stays zero.
      bytes.fill(0, inner, end);
      if (variant.isUnit) this.fix(variant.format, inner);
      return;
    }
    this.fix(variant.format, inner);
    bytes.fill(0, inner + variant.format.head, end);
  }

  private later(format: Format, from: number, to: number, count: number): void {
    if (format.slots.length === 0 || count === 0) return;
    if (this.depth >= this.limits.depth) {
      throw invalidData(`value is nested more than ${this.limits.depth} levels deep`, from);
    }
    this.due.push({ format, from, to, left: count, slot: 0, depth: this.depth + 1 });
  }

  /** Copies the bodies of a frame in order, until one has bodies of its own that must come first. */
  private bodies(frame: Frame): void {
    const { slots, head } = frame.format;
    const open = this.due.length;
    this.depth = frame.depth;
    while (frame.left > 0) {
      while (frame.slot < slots.length) {
        const slot = slots[frame.slot++]!;
        const from = frame.from + slot.offset;
        const to = frame.to + slot.offset;
        if (slot.format.kind === 'text') this.text(from, to);
        else if (slot.format.kind === 'array') this.array(slot.format, from, to);
        else this.payload(slot.format, from, to);
        if (this.due.length > open) return;
      }
      frame.slot = 0;
      frame.left--;
      frame.from += head;
      frame.to += head;
    }
    this.due.pop();
  }

  private text(from: number, to: number): void {
    const { out, bytes } = this;
    const length = this.reader.count(from);
    const source = this.reader.target(from, length);
    out.pointToEnd(to);
    const target = out.reserve(length);
    if (length >= 64) {
      out.bytes.set(bytes.subarray(source, source + length), target);
      checkUtf8(bytes, source, length);
      return;
    }
    const written = out.bytes;
    let all = 0;
    for (let byte = 0; byte < length; byte++) {
      const value = bytes[source + byte]!;
      written[target + byte] = value;
      all |= value;
    }
    if (all >= 0x80) checkUtf8(bytes, source, length);
  }

  private array(format: ArrayFormat, from: number, to: number): void {
    const count = this.reader.count(from);
    const source = this.reader.items(format, from, this.limits.emptyItems);
    this.out.pointToEnd(to);
    this.later(format.item, source, this.heads(format.item, source, count), count);
  }

  private payload(format: EnumFormat, from: number, to: number): void {
    const tag = this.tag(format, this.out.bytes, to);
    const variant = format.variants[tag]!;
    let target = to + format.tagBytes;
    if (format.hasPointer && variant.isUnit) return;
    const source = this.reader.payload(format, tag, from);
    if (format.hasPointer) {
      this.out.pointToEnd(target);
      target = this.heads(variant.format, source, 1);
    }
    this.later(variant.format, source, target, 1);
  }

  private tag(format: EnumFormat, bytes: Uint8Array, at: number): number {
    if (format.tagBytes === 1) return bytes[at]!;
    let tag = 0;
    for (let byte = format.tagBytes - 1; byte >= 0; byte--) tag = tag * 256 + bytes[at + byte]!;
    return tag;
  }
}
