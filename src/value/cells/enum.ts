import type { ByteWriter } from '../byte-writer';
import type { EnumFormat } from '../format';
import type { Cells } from './cells';

/**
 * Enums, options among them: a tag for each cell, and a column of payloads for each variant, read only where the
 * tag says so. A variant without payload has none. The tags are known to be those of variants.
 */
export class EnumCells implements Cells {
  readonly bodyBytes: number;

  constructor(
    private readonly tags: ArrayLike<number>,
    private readonly variants: readonly (Cells | undefined)[],
    private readonly format: EnumFormat,
  ) {
    const behind = format.hasPointer
      ? format.variants.reduce((most, variant) => Math.max(most, variant.format.head), 0) * tags.length
      : 0;
    this.bodyBytes = variants.reduce((sum, cells) => sum + (cells?.bodyBytes ?? 0), behind);
  }

  heads(out: ByteWriter, from: number, to: number, at: number, stride: number): void {
    const { tags, variants, format } = this;
    const { tagBytes, hasPointer } = format;
    for (let cell = from, place = at; cell < to; ) {
      const tag = tags[cell]!;
      const [start, first] = [cell, place];
      for (; cell < to && tags[cell] === tag; cell++, place += stride) {
        for (let byte = 0, rest = tag; byte < tagBytes; byte++, rest = Math.floor(rest / 256)) {
          out.bytes[place + byte] = rest;
        }
      }
      if (!hasPointer) variants[tag]?.heads(out, start, cell, first + tagBytes, stride);
    }
  }

  bodies(out: ByteWriter, from: number, to: number, at: number, stride: number): void {
    const { tags, variants, format } = this;
    for (let cell = from, place = at; cell < to; ) {
      const tag = tags[cell]!;
      const [start, first] = [cell, place];
      for (; cell < to && tags[cell] === tag; cell++) place += stride;
      const payload = variants[tag];
      if (payload === undefined) continue;
      if (format.hasPointer) this.behind(out, start, cell, first + format.tagBytes, stride);
      else payload.bodies(out, start, cell, first + format.tagBytes, stride);
    }
  }

  /** Payloads of one variant, each behind the pointer of its cell. */
  private behind(out: ByteWriter, from: number, to: number, at: number, stride: number): void {
    const tag = this.tags[from]!;
    const payload = this.variants[tag]!;
    const { head, slots } = this.format.variants[tag]!.format;
    if (slots.length === 0) {
      const first = out.reserve((to - from) * head);
      for (let cell = from, place = at, body = first; cell < to; cell++, place += stride, body += head) {
        out.view.setUint32(place, body - place, true);
      }
      payload.heads(out, from, to, first, head);
      return;
    }
    for (let cell = from, place = at; cell < to; cell++, place += stride) {
      out.pointToEnd(place);
      const body = out.reserve(head);
      payload.heads(out, cell, cell + 1, body, 0);
      payload.bodies(out, cell, cell + 1, body, 0);
    }
  }
}
