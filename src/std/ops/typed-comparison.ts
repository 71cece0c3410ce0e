import type { Memory, Native } from '../../program';
import type { Format, PrimFormat } from '../../value';
import { LayoutArguments } from '../layout-arguments';
import { type NativeEntries, plain } from '../native-table';
import { describedFormat } from '../type-descriptor';
import { compareFloats, compareNumbers, compareTexts } from './comparison';

/** What is still to be compared: two values at addresses, or (`counts`) the lengths of two arrays. */
type Pending = (Format | 'counts' | number)[];

/**
 * How two values of a type compare (specification 2 §5.1), for types of any shape, recursive ones included.
 * Walks with a stack of its own, so values may be nested to any depth.
 */
export function compareTyped(memory: Memory, format: Format, a: number, b: number): number {
  const pending: Pending = [format, a, b];
  while (pending.length > 0) {
    const right = pending.pop() as number;
    const left = pending.pop() as number;
    const what = pending.pop() as Format | 'counts';
    const order =
      what === 'counts' ? compareNumbers(left, right) : compareHeads(memory, what, left, right, pending);
    if (order !== 0) return order;
  }
  return 0;
}

/** Compares what can be compared at once; the rest goes on the stack, what comes first on top. */
function compareHeads(memory: Memory, format: Format, a: number, b: number, pending: Pending): number {
  switch (format.kind) {
    case 'prim':
      return comparePrims(memory, format, a, b);
    case 'text':
      return compareTexts(memory, a, b);
    case 'tuple':
      for (let i = format.fields.length - 1; i >= 0; i--) {
        const field = format.fields[i]!;
        pending.push(field.format, a + field.offset, b + field.offset);
      }
      return 0;
    case 'array':
      return compareArrays(memory, format.item, a, b, pending);
    case 'enum': {
      const tag = tagAt(memory, a, format.tagBytes);
      const order = compareNumbers(tag, tagAt(memory, b, format.tagBytes));
      const variant = format.variants[tag];
      if (order !== 0 || variant === undefined || variant.isUnit) return order;
      const left = a + format.tagBytes;
      const right = b + format.tagBytes;
      if (format.hasPointer) pending.push(variant.format, memory.deref(left), memory.deref(right));
      else pending.push(variant.format, left, right);
      return 0;
    }
  }
}

function compareArrays(memory: Memory, item: Format, a: number, b: number, pending: Pending): number {
  const leftCount = memory.open(a, item.head);
  const leftBase = memory.base;
  const rightCount = memory.open(b, item.head);
  const rightBase = memory.base;
  const shared = Math.min(leftCount, rightCount);
  if (item.kind === 'prim' || item.kind === 'text') {
    for (let i = 0; i < shared; i++) {
      const left = leftBase + i * item.head;
      const right = rightBase + i * item.head;
      const order =
        item.kind === 'prim' ? comparePrims(memory, item, left, right) : compareTexts(memory, left, right);
      if (order !== 0) return order;
    }
    return compareNumbers(leftCount, rightCount);
  }
  pending.push('counts', leftCount, rightCount);
  if (item.head > 0) {
    for (let i = shared - 1; i >= 0; i--) {
      pending.push(item, leftBase + i * item.head, rightBase + i * item.head);
    }
  }
  return 0;
}

function comparePrims(memory: Memory, format: PrimFormat, a: number, b: number): number {
  switch (format.scalar) {
    case 'Bool':
      return compareNumbers(memory.load('bool', a), memory.load('bool', b));
    case 'Int8':
      return compareNumbers(memory.load('int8', a), memory.load('int8', b));
    case 'Int16':
      return compareNumbers(memory.load('int16', a), memory.load('int16', b));
    case 'Int32':
    case 'Date':
      return compareNumbers(memory.load('int32', a), memory.load('int32', b));
    case 'Int64':
    case 'Timestamp':
    case 'Duration':
    case 'Decimal':
      return compareNumbers(memory.load('int64', a), memory.load('int64', b));
    case 'Float32':
      return compareFloats(memory.load('float32', a) as number, memory.load('float32', b) as number);
    case 'Float64':
      return compareFloats(memory.load('float64', a) as number, memory.load('float64', b) as number);
    default: {
      const kind =
        format.head === 1 ? 'uint8' : format.head === 2 ? 'uint16' : format.head === 4 ? 'uint32' : 'uint64';
      return compareNumbers(memory.load(kind, a), memory.load(kind, b));
    }
  }
}

/** The tag of an enum's head; a tagless enum has the tag 0. */
export function tagAt(memory: Memory, at: number, tagBytes: number): number {
  let tag = 0;
  for (let i = tagBytes - 1; i >= 0; i--) tag = tag * 256 + (memory.bytes[at + i] ?? 0);
  return tag;
}

const cmpTyped: Native = plain(['view', 'view'], 'uint8', ({ memory, layout }) => {
  const format = describedFormat(new LayoutArguments(layout).blob());
  return (a: number, b: number) => compareTyped(memory, format, a, b) + 1;
});

/** `std::ops::cmp_typed`, our external for types whose comparison cannot be expanded. */
export const typedComparison: NativeEntries = [['std::ops::cmp_typed', cmpTyped]];
