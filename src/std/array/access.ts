import { addressPointers, type Memory, type Native, type WideInteger } from '../../program';
import { LayoutArguments } from '../layout-arguments';
import { type NativeEntries, plain } from '../native-table';
import { describedFormat } from '../type-descriptor';
import { clamp, copyItems, itemLayout } from './loops';

/**
 * The code of `index`. The result is an option in the format of the second layout argument; it points to the item
 * where it can.
 */
export function indexCode(
  memory: Memory,
  layout: readonly number[],
): (array: number, position: WideInteger) => number {
  const words = new LayoutArguments(layout);
  const size = words.next();
  const [tagBytes = 1, innerBytes = 0, hasPointer = 0] = words.blob() ?? [];
  const optionSize = tagBytes + innerBytes;
  return (array, position) => {
    const count = memory.open(array, size);
    const item = memory.base + clamp(position, count) * size;
    const result = memory.alloc(optionSize);
    memory.bytes.fill(0, result, result + optionSize);
    if (position < 0 || position >= count) return result;
    memory.bytes[result] = 1;
    if (size === 0) return result;
    if (hasPointer) memory.point(result + tagBytes, item);
    else memory.bytes.copyWithin(result + tagBytes, item, item + Math.min(size, innerBytes));
    return result;
  };
}

const index = plain(['view', 'int64'], 'view', ({ memory, layout }) => indexCode(memory, layout));

const count = plain(
  ['view'],
  'int64',
  ({ memory }) =>
    (array: number) =>
      memory.word(array + 4),
);

/** Shares the items of its input. */
const slice = plain(['view', 'int64', 'int64'], 'view', ({ memory, layout }) => {
  const size = new LayoutArguments(layout).next();
  return (array: number, start: WideInteger, end: WideInteger) => {
    const count = memory.open(array, size);
    const { base } = memory;
    const place = (position: WideInteger) => {
      const at = clamp(position, count);
      return at < 0 ? at + count : at;
    };
    const from = place(start);
    return memory.newHead(base + from * size, Math.max(0, place(end) - from));
  };
});

const append = plain(['view', 'view'], 'view', ({ memory, layout }) => {
  const item = itemLayout(new LayoutArguments(layout));
  return (first: number, second: number) => {
    const secondCount = memory.open(second, item.size);
    const secondBase = memory.base;
    const firstCount = memory.open(first, item.size);
    const firstBase = memory.base;
    if (secondCount === 0) return memory.newHead(firstBase, firstCount);
    if (firstCount === 0) return memory.newHead(secondBase, secondCount);
    const result = memory.newArray(firstCount + secondCount, item.size);
    const middle = copyItems(memory, result + 8, firstBase, firstCount, item);
    copyItems(memory, middle, secondBase, secondCount, item);
    return result;
  };
});

const zip = plain(['view', 'view'], 'view', ({ memory, layout, host }) => {
  const words = new LayoutArguments(layout);
  const left = itemLayout(words);
  const right = itemLayout(words);
  return (leftArray: number, rightArray: number) => {
    const leftCount = memory.open(leftArray, left.size);
    const leftBase = memory.base;
    const count = Math.min(leftCount, memory.open(rightArray, right.size));
    const rightBase = memory.base;
    const result = memory.newArray(count, left.size + right.size);
    let at = result + 8;
    for (let i = 0; i < count; i++) {
      if ((i & 1023) === 0) host.tick(1024);
      memory.copyHead(at, leftBase + i * left.size, left.size, left.pointers);
      at += left.size;
      memory.copyHead(at, rightBase + i * right.size, right.size, right.pointers);
      at += right.size;
    }
    return result;
  };
});

/** `lag`, and `lead` as its mirror image. The items that are not there have the default of the type. */
function shifted(direction: 1 | -1): Native {
  return plain(['view', 'int64'], 'view', ({ memory, layout }) => {
    const words = new LayoutArguments(layout);
    const item = itemLayout(words);
    const blob = words.blob() ?? new Uint8Array(item.size);
    const fallback = memory.alloc(blob.length);
    memory.bytes.set(blob, fallback);
    // The default may hold pointers that lists leave out: they must not be copied as distances.
    const description = words.blob();
    if (description !== undefined) addressPointers(memory, describedFormat(description), fallback);
    return (array: number, offset: WideInteger) => {
      const count = memory.open(array, item.size);
      const { base } = memory;
      const shift = clamp(offset, count) * direction;
      const result = memory.newArray(count, item.size);
      const items = result + 8;
      const kept = count - Math.abs(shift);
      copyItems(
        memory,
        items + Math.max(shift, 0) * item.size,
        base + Math.max(-shift, 0) * item.size,
        kept,
        item,
      );
      const from = shift > 0 ? 0 : kept;
      for (let i = from; i < from + Math.abs(shift); i++) {
        memory.copyHead(items + i * item.size, fallback, item.size, item.pointers);
      }
      return result;
    };
  });
}

/** Access and reshaping (specification 2 §8.1), `lag` and `lead` (§8.7). */
export const access: NativeEntries = [
  ['std::array::index', index],
  ['std::array::count', count],
  ['std::array::slice', slice],
  ['std::array::append', append],
  ['std::array::zip', zip],
  ['std::array::lag', shifted(1)],
  ['std::array::lead', shifted(-1)],
];
