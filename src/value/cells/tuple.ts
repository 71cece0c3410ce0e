import type { ByteWriter } from '../byte-writer';
import type { TupleFormat } from '../format';
import type { Cells } from './cells';
import { TextCells } from './text';

interface Part<C extends Cells = Cells> {
  readonly cells: C;
  readonly offset: number;
}

/** Tuples whose fields are columns of their own. */
export class TupleCells implements Cells {
  readonly bodyBytes: number;
  private readonly parts: readonly Part[];
  /** Those whose heads own something. */
  private readonly owners: readonly Part[];
  private readonly texts: readonly Part<TextCells>[];

  constructor(fields: readonly Cells[], format: TupleFormat) {
    this.parts = fields.map((cells, i) => ({ cells, offset: format.fields[i]!.offset }));
    this.owners = this.parts.filter((_, i) => format.fields[i]!.format.slots.length > 0);
    this.texts = this.owners.filter((part): part is Part<TextCells> => part.cells instanceof TextCells);
    this.bodyBytes = this.owners.reduce((sum, { cells }) => sum + cells.bodyBytes, 0);
  }

  heads(out: ByteWriter, from: number, to: number, at: number, stride: number): void {
    for (const { cells, offset } of this.parts) cells.heads(out, from, to, at + offset, stride);
  }

  bodies(out: ByteWriter, from: number, to: number, at: number, stride: number): void {
    const { owners } = this;
    const [only] = owners;
    if (only === undefined) return;
    if (owners.length === 1) {
      only.cells.bodies(out, from, to, at + only.offset, stride);
      return;
    }
    if (this.texts.length === owners.length) {
      this.textBodies(out, from, to, at, stride);
      return;
    }
    for (let cell = from, place = at; cell < to; cell++, place += stride) {
      for (const { cells, offset } of owners) cells.bodies(out, cell, cell + 1, place + offset, 0);
    }
  }

  /** Several texts a row and nothing else: rows of a table mostly. */
  private textBodies(out: ByteWriter, from: number, to: number, at: number, stride: number): void {
    const { texts } = this;
    const length = texts.reduce((sum, { cells }) => sum + cells.length(from, to), 0);
    let body = out.reserve(length);
    const { view } = out;
    for (let cell = from, place = at; cell < to; cell++, place += stride) {
      for (let i = 0; i < texts.length; i++) {
        const { cells, offset } = texts[i]!;
        body = cells.write(view, cell, place + offset, body);
      }
    }
  }
}
