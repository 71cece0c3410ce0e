import type { ArrayFormat, EnumFormat, Format, PrimFormat } from './format';
import { invalidData } from './format-error';
import { readUtf8 } from './utf8';

/** Items of an array whose items take no bytes may ask for more work than the buffer's size bounds. */
const MOST_EMPTY_ITEMS = 2 ** 24;

/**
 * Reads parts of a value in place (specification 3 A6). Positions are those of heads; a position must come from
 * `root` or from another method, which has checked that the head lies in the buffer. Malformed bytes throw a
 * `FormatFailure` of kind `InvalidData`.
 */
export class Reader {
  readonly view: DataView;

  /**
   * With `addressed`, a pointer whose top bit is set holds the position of its target in the buffer instead of the
   * distance to it, as in the interpreter's memory.
   */
  constructor(
    readonly bytes: Uint8Array,
    private readonly addressed = false,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The position of a value that starts at `at`, checked. */
  root(format: Format, at = 0): number {
    if (at + format.head > this.bytes.length) {
      throw invalidData(`value needs ${format.head} bytes at ${at}, the buffer has ${this.bytes.length}`, at);
    }
    return at;
  }

  /** Where the pointer at `pointer` leads, with `size` bytes there. */
  target(pointer: number, size: number): number {
    const value = this.view.getUint32(pointer, true);
    const target = this.addressed && value >= 0x80000000 ? value - 0x80000000 : pointer + value;
    if (target + size > this.bytes.length) {
      throw invalidData(
        `pointer leads to bytes ${target} to ${target + size} of ${this.bytes.length}`,
        pointer,
      );
    }
    return target;
  }

  /** Items of an array, or bytes of a text. */
  count(at: number): number {
    return this.view.getUint32(at + 4, true);
  }

  /** The position of an array's first item; the others follow, `item.head` apart. All heads are checked. */
  items(format: ArrayFormat, at: number, mostEmpty = MOST_EMPTY_ITEMS): number {
    const count = this.count(at);
    const { head } = format.item;
    if (head === 0 && count > mostEmpty) throw invalidData(`array of ${count} empty items`, at);
    return this.target(at, count * head);
  }

  text(at: number): string {
    const length = this.count(at);
    return readUtf8(this.bytes, this.target(at, length), length);
  }

  /** The tag, which is known to be one of the enum's. */
  tag(format: EnumFormat, at: number): number {
    const tag = this.rawTag(format.tagBytes, at);
    if (tag >= format.variants.length) {
      const count = format.variants.length;
      throw invalidData(`tag ${tag} in an enum of ${count} ${count === 1 ? 'variant' : 'variants'}`, at);
    }
    return tag;
  }

  /** The position of the payload of the variant `tag`. */
  payload(format: EnumFormat, tag: number, at: number): number {
    const inner = at + format.tagBytes;
    const variant = format.variants[tag]!;
    // The pointer slot of a unit holds anything; a head of no bytes may be anywhere.
    return format.hasPointer && !variant.isUnit ? this.target(inner, variant.format.head) : inner;
  }

  /** Raw bits of up to 32, unsigned. */
  bits(format: PrimFormat, at: number): number {
    if (format.head === 4) return this.view.getUint32(at, true);
    if (format.head === 2) return this.view.getUint16(at, true);
    return this.bytes[at]!;
  }

  private rawTag(tagBytes: number, at: number): number {
    if (tagBytes === 1) return this.bytes[at]!;
    let tag = 0;
    for (let byte = tagBytes - 1; byte >= 0; byte--) tag = tag * 256 + this.bytes[at + byte]!;
    return tag;
  }
}
