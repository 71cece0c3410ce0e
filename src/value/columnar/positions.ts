import type { ArrayFormat, EnumFormat, Format } from '../format';
import { Reader } from '../reader';
import { rowsOf } from '../rows';

/** Where the heads of a column's cells are; {@link MISSING} where there is none. */
export type Positions = Uint32Array;

export const MISSING = 0xffffffff;

/** The rows of a value and the positions of their heads. */
export function rowPositions(
  bytes: Uint8Array,
  format: Format,
): { reader: Reader; row: Format; positions: Positions } {
  const reader = new Reader(bytes);
  const { row, first, count } = rowsOf(reader, format);
  return {
    reader,
    row,
    positions: Uint32Array.from({ length: count }, (_, index) => first + index * row.head),
  };
}

/** The cells of a field: the rows' heads, `offset` further on. */
export function fieldPositions(rows: Positions, offset: number): Positions {
  return rows.map((at) => (at === MISSING ? MISSING : at + offset));
}

/** The payloads of an option, missing where it is none. */
export function payloadPositions(reader: Reader, format: EnumFormat, options: Positions): Positions {
  return options.map((at) => {
    if (at === MISSING) return MISSING;
    const tag = reader.tag(format, at);
    return tag === 0 ? MISSING : reader.payload(format, tag, at);
  });
}

/** The items of all arrays of a column in one row, and where each array's items begin in it (one more than arrays). */
export function itemPositions(
  reader: Reader,
  format: ArrayFormat,
  arrays: Positions,
): { readonly items: Positions; readonly offsets: Int32Array } {
  const offsets = new Int32Array(arrays.length + 1);
  for (const [index, at] of arrays.entries()) {
    offsets[index + 1] = offsets[index]! + (at === MISSING ? 0 : reader.count(at));
  }
  const items = new Uint32Array(offsets[arrays.length]!);
  let next = 0;
  for (const at of arrays) {
    if (at === MISSING) continue;
    const first = reader.items(format, at);
    const count = reader.count(at);
    for (let item = 0; item < count; item++) items[next++] = first + item * format.item.head;
  }
  return { items, offsets };
}
