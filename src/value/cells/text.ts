import type { ByteWriter } from '../byte-writer';
import type { Cells } from './cells';

/** Below this length a loop over the bytes beats the platform's copy. */
const SHORT = 64;

/**
 * Texts that lie one behind the other as UTF-8: text `i` is `bytes[offsets[i]..offsets[i + 1]]`. The bytes are
 * taken as they are; who makes these cells knows that they are UTF-8.
 */
export class TextCells implements Cells {
  readonly bodyBytes: number;
  private readonly source: DataView;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly offsets: Int32Array,
    count: number,
  ) {
    this.bodyBytes = count === 0 ? 0 : offsets[count]! - offsets[0]!;
    this.source = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  heads(): void {}

  bodies(out: ByteWriter, from: number, to: number, at: number, stride: number): void {
    // Of no texts at all there need not be any offsets.
    if (from === to) return;
    const { bytes, offsets } = this;
    const start = offsets[from]!;
    const length = this.length(from, to);
    const body = out.reserve(length);
    if (length < SHORT) this.copy(out.view, start, start + length, body);
    else out.bytes.set(bytes.subarray(start, start + length), body);
    const { view } = out;
    for (let cell = from, place = at; cell < to; cell++, place += stride) {
      const offset = offsets[cell]!;
      view.setUint32(place, body + offset - start - place, true);
      view.setUint32(place + 4, offsets[cell + 1]! - offset, true);
    }
  }

  /** Bytes of the texts `from` to `to` (excluded). */
  length(from: number, to: number): number {
    return from === to ? 0 : this.offsets[to]! - this.offsets[from]!;
  }

  /** Writes one text to `body`, into room that is there already, for the head at `place`; gives where the text ends. */
  write(view: DataView, cell: number, place: number, body: number): number {
    const start = this.offsets[cell]!;
    const end = this.offsets[cell + 1]!;
    view.setUint32(place, body - place, true);
    view.setUint32(place + 4, end - start, true);
    if (end - start < SHORT) this.copy(view, start, end, body);
    else new Uint8Array(view.buffer).set(this.bytes.subarray(start, end), body);
    return body + end - start;
  }

  private copy(view: DataView, start: number, end: number, to: number): void {
    const { source } = this;
    let from = start;
    let target = to;
    for (; from + 4 <= end; from += 4, target += 4) view.setUint32(target, source.getUint32(from));
    for (; from < end; from++, target++) view.setUint8(target, source.getUint8(from));
  }
}
