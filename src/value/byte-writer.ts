import { FormatFailure } from './format-error';

/** Pointers and counts are 32 bits, so no value is larger than this. */
const LARGEST = 2 ** 32 - 1;

/**
 * A buffer that grows at its end. Fresh space is zero, so padding and empty pointer slots need no writing.
 * `bytes` and `view` are replaced when it grows: read them again after `reserve`.
 */
export class ByteWriter {
  bytes: Uint8Array;
  view: DataView;
  length = 0;

  constructor(capacity = 256) {
    this.bytes = new Uint8Array(capacity);
    this.view = new DataView(this.bytes.buffer);
  }

  /** Adds `size` zero bytes and returns where they start. */
  reserve(size: number): number {
    const start = this.length;
    const end = start + size;
    if (end > this.bytes.length) this.grow(end);
    this.length = end;
    return start;
  }

  /** Makes the pointer at `position` lead to the end of the buffer (specification 3 A4). */
  pointToEnd(position: number): void {
    this.view.setUint32(position, this.length - position, true);
  }

  append(bytes: Uint8Array): void {
    const start = this.reserve(bytes.length);
    this.bytes.set(bytes, start);
  }

  /** The bytes written, as a buffer of their own without spare room. */
  finish(): Uint8Array {
    return this.length === this.bytes.length ? this.bytes : this.bytes.slice(0, this.length);
  }

  private grow(needed: number): void {
    if (needed > LARGEST) {
      throw new FormatFailure({ kind: 'BadValueType', message: 'value is larger than 4 GB' });
    }
    const next = new Uint8Array(Math.min(LARGEST, Math.max(needed, this.bytes.length * 2)));
    next.set(this.bytes.subarray(0, this.length));
    this.bytes = next;
    this.view = new DataView(next.buffer);
  }
}
