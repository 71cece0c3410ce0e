import { type Memory, type Native, type NativeHost, type WideInteger, wideInteger } from '../../program';
import { LayoutArguments } from '../layout-arguments';
import { type NativeEntries, plain } from '../native-table';
import {
  INTEGERS,
  isSmall,
  LARGE_RANGE,
  NUMBERS,
  type NumberName,
  SCALAR_OF_SUFFIX,
  SMALL_RANGE,
} from '../scalars';

/** Items added in doubles before the sum moves to a bigint: 2^20 numbers below 2^32 stay exact. */
const CHUNK = 1 << 20;

/** The exact total of integers that lie `size` bytes apart. */
export function exactSum(
  memory: Memory,
  name: string,
  base: number,
  count: number,
  size: number,
  host: NativeHost,
): bigint {
  let total = 0n;
  for (let start = 0; start < count; start += CHUNK) {
    const end = Math.min(count, start + CHUNK);
    host.tick(end - start);
    total += isSmall(name)
      ? BigInt(smallSum(memory, name, base + start * size, end - start, size))
      : largeSum(memory, name, base + start * size, end - start, size);
  }
  return total;
}

function smallSum({ view, bytes }: Memory, name: string, base: number, count: number, size: number): number {
  let sum = 0;
  let at = base;
  const end = base + count * size;
  switch (name) {
    case 'int8':
      for (; at < end; at += size) sum += view.getInt8(at);
      break;
    case 'uint8':
      for (; at < end; at += size) sum += bytes[at]!;
      break;
    case 'int16':
      for (; at < end; at += size) sum += view.getInt16(at, true);
      break;
    case 'uint16':
      for (; at < end; at += size) sum += view.getUint16(at, true);
      break;
    case 'int32':
      for (; at < end; at += size) sum += view.getInt32(at, true);
      break;
    default:
      for (; at < end; at += size) sum += view.getUint32(at, true);
  }
  return sum;
}

/** High and low halves are added apart, as doubles. */
function largeSum({ view }: Memory, name: string, base: number, count: number, size: number): bigint {
  let low = 0;
  let high = 0;
  const end = base + count * size;
  if (name === 'uint64') {
    for (let at = base; at < end; at += size) {
      low += view.getUint32(at, true);
      high += view.getUint32(at + 4, true);
    }
  } else {
    for (let at = base; at < end; at += size) {
      low += view.getUint32(at, true);
      high += view.getInt32(at + 4, true);
    }
  }
  return (BigInt(high) << 32n) + BigInt(low);
}

/** Left to right in the type itself, beginning with the first item, so that the sign of a single zero stays. */
export function floatSum(
  memory: Memory,
  name: string,
  base: number,
  count: number,
  size: number,
  host: NativeHost,
): number {
  if (count === 0) return 0;
  const single = name === 'float32';
  let sum = single ? memory.view.getFloat32(base, true) : memory.view.getFloat64(base, true);
  for (let start = 1; start < count; start += CHUNK) {
    host.tick(Math.min(count - start, CHUNK));
    const end = base + Math.min(count, start + CHUNK) * size;
    const { view } = memory;
    if (single) {
      for (let at = base + start * size; at < end; at += size)
        sum = Math.fround(sum + view.getFloat32(at, true));
    } else {
      for (let at = base + start * size; at < end; at += size) sum += view.getFloat64(at, true);
    }
  }
  return sum;
}

export function isFloat(name: string): boolean {
  return name === 'float32' || name === 'float64';
}

/** The exact total of integers must fit the type; it is checked once (specification 2 §3.2). */
function sum(name: string): Native {
  const scalar = SCALAR_OF_SUFFIX[name]!;
  return plain(['view'], scalar, (site) => {
    const { memory, layout, host } = site;
    const size = new LayoutArguments(layout).next();
    if (isFloat(name)) {
      return (array: number) => {
        const count = memory.open(array, size);
        return floatSum(memory, name, memory.base, count, size, host);
      };
    }
    const small = isSmall(name);
    const [least, greatest] = small ? SMALL_RANGE[name]! : LARGE_RANGE[scalar as 'int64' | 'uint64'];
    return (array: number) => {
      const count = memory.open(array, size);
      const total = exactSum(memory, name, memory.base, count, size, host);
      if (total < least || total > greatest) return site.fail('integer overflow');
      return wideInteger(total);
    };
  });
}

/** The mean of `count` items, none of them giving NaN: an exact or ordered sum, one conversion, one division. */
export function meanOf(
  memory: Memory,
  name: NumberName,
  base: number,
  count: number,
  size: number,
  host: NativeHost,
): number {
  const total = isFloat(name)
    ? floatSum(memory, name, base, count, size, host)
    : Number(exactSum(memory, name, base, count, size, host));
  return total / count;
}

function mean(name: NumberName): Native {
  return plain(['view'], 'float64', ({ memory, layout, host }) => {
    const size = new LayoutArguments(layout).next();
    return (array: number) => {
      const count = memory.open(array, size);
      return meanOf(memory, name, memory.base, count, size, host);
    };
  });
}

/** Whether some item of an array of truth values is `wanted`. */
function some(memory: Memory, array: number, wanted: boolean): boolean {
  const count = memory.open(array, 1);
  const { base, bytes } = memory;
  for (let i = 0; i < count; i++) if ((bytes[base + i] !== 0) === wanted) return true;
  return false;
}

/** `start`, `start + 1` … below `end`. */
function sequence(name: string): Native {
  const scalar = SCALAR_OF_SUFFIX[name]!;
  return plain([scalar, scalar], 'view', ({ memory, host }) => {
    if (isSmall(name)) {
      const width = { 8: 1, 16: 2, 32: 4 }[name.replace(/\D+/, '')]!;
      return (start: number, end: number) => {
        const count = Math.max(0, end - start);
        const result = memory.newArray(count, width);
        for (let i = 0, at = result + 8; i < count; i++, at += width) {
          if ((i & 1023) === 0) host.tick(1024);
          memory.store(scalar, at, start + i);
        }
        return result;
      };
    }
    return (start: WideInteger, end: WideInteger) => {
      const count = end > start ? Number(BigInt(end) - BigInt(start)) : 0;
      const result = memory.newArray(count, 8);
      const { view } = memory;
      let low = Number(BigInt.asUintN(32, BigInt(start)));
      let high = Number(BigInt.asUintN(32, BigInt(start) >> 32n));
      for (let i = 0, at = result + 8; i < count; i++, at += 8) {
        if ((i & 1023) === 0) host.tick(1024);
        view.setUint32(at, low, true);
        view.setUint32(at + 4, high, true);
        if (low === 0xffffffff) {
          low = 0;
          high++;
        } else {
          low++;
        }
      }
      return result;
    };
  });
}

/** Sums, means, truth values over arrays, and sequences (specification 2 §8.1, §8.6). */
export const aggregate: NativeEntries = [
  ...[...NUMBERS, 'duration'].map((name) => [`std::array::sum_${name}`, sum(name)] as const),
  ...NUMBERS.map((name) => [`std::array::mean_${name}`, mean(name)] as const),
  ...INTEGERS.map((name) => [`std::array::sequence_${name}`, sequence(name)] as const),
  [
    'std::array::all',
    plain(
      ['view'],
      'bool',
      ({ memory }) =>
        (array: number) =>
          !some(memory, array, false),
    ),
  ],
  [
    'std::array::any',
    plain(
      ['view'],
      'bool',
      ({ memory }) =>
        (array: number) =>
          some(memory, array, true),
    ),
  ],
];
