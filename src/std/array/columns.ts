import { LayoutArguments } from '../layout-arguments';
import { type NativeEntries, plain } from '../native-table';
import { type ItemLayout, itemLayout } from './loops';

const toColumnar = plain(['view'], 'view', ({ memory, layout, host }) => {
  const words = new LayoutArguments(layout);
  const rowSize = words.next();
  const offsets = words.list();
  const fields: ItemLayout[] = words.list().map((size) => ({ size, pointers: [] }));
  for (const [i, field] of fields.entries()) fields[i] = { size: field.size, pointers: words.list() };
  return (rows: number) => {
    const count = memory.open(rows, rowSize);
    const { base } = memory;
    const result = memory.alloc(8 * fields.length);
    for (const [i, { size, pointers }] of fields.entries()) {
      const items = memory.alloc(count * size);
      memory.point(result + 8 * i, items);
      memory.view.setUint32(result + 8 * i + 4, count, true);
      let from = base + offsets[i]!;
      let to = items;
      for (let row = 0; row < count; row++) {
        if ((row & 1023) === 0) host.tick(1024);
        memory.copyHead(to, from, size, pointers);
        to += size;
        from += rowSize;
      }
    }
    return result;
  };
});

/** As many rows as the shortest column has items. */
const fromColumnar = plain(['view'], 'view', ({ memory, layout, host }) => {
  const words = new LayoutArguments(layout);
  const row = itemLayout(words);
  const fields: ItemLayout[] = words.list().map((size) => ({ size, pointers: [] }));
  for (const [i, field] of fields.entries()) fields[i] = { size: field.size, pointers: words.list() };
  return (columns: number) => {
    let count = fields.length === 0 ? 0 : Number.MAX_SAFE_INTEGER;
    for (const [i, { size }] of fields.entries()) count = Math.min(count, memory.open(columns + 8 * i, size));
    const result = memory.newArray(count, row.size);
    let offset = 0;
    for (const [i, { size, pointers }] of fields.entries()) {
      memory.open(columns + 8 * i, size);
      let from = memory.base;
      let to = result + 8 + offset;
      for (let n = 0; n < count; n++) {
        if ((n & 1023) === 0) host.tick(1024);
        memory.copyHead(to, from, size, pointers);
        from += size;
        to += row.size;
      }
      offset += size;
    }
    return result;
  };
});

/** Rows to columns and back (specification 2 §8.2). */
export const columns: NativeEntries = [
  ['std::array::to_columnar', toColumnar],
  ['std::array::from_columnar', fromColumnar],
];
