import type { ByteWriter } from '../byte-writer';
import type { Format } from '../format';
import type { Cells } from './cells';

/** Arrays whose items lie one behind the other in a column: those of array `i` are `offsets[i]..offsets[i + 1]`. */
export class ListCells implements Cells {
  readonly bodyBytes: number;

  constructor(
    private readonly offsets: Int32Array,
    private readonly items: Cells,
    private readonly item: Format,
    count: number,
  ) {
    this.bodyBytes = count === 0 ? 0 : (offsets[count]! - offsets[0]!) * item.head + items.bodyBytes;
  }

  heads(): void {}

  bodies(out: ByteWriter, from: number, to: number, at: number, stride: number): void {
    const { offsets, items, item } = this;
    for (let cell = from, place = at; cell < to; cell++, place += stride) {
      const [start, end] = [offsets[cell]!, offsets[cell + 1]!];
      out.pointToEnd(place);
      out.view.setUint32(place + 4, end - start, true);
      const first = out.reserve((end - start) * item.head);
      items.heads(out, start, end, first, item.head);
      if (item.slots.length > 0) items.bodies(out, start, end, first, item.head);
    }
  }
}
