import type { ByteWriter } from '../byte-writer';
import { Encoder } from '../encode';
import type { Format } from '../format';
import type { Value } from '../value';
import type { Cells } from './cells';

/** Cells that come as values, for `encode`: from JSON, or of a type that no column has. */
export class ValueCells implements Cells {
  readonly bodyBytes = 0;

  constructor(
    private readonly values: ArrayLike<Value>,
    private readonly format: Format,
  ) {}

  heads(out: ByteWriter, from: number, to: number, at: number, stride: number): void {
    const encoder = new Encoder(out);
    for (let cell = from, place = at; cell < to; cell++, place += stride) {
      encoder.head(this.values[cell]!, this.format, place);
    }
  }

  bodies(out: ByteWriter, from: number, to: number, at: number, stride: number): void {
    const encoder = new Encoder(out);
    for (let cell = from, place = at; cell < to; cell++, place += stride) {
      encoder.bodiesOf(this.values[cell]!, this.format, place);
    }
  }
}
