import type { NativeHost } from '../../program';

/** Compares what stands at two positions: negative, zero or positive. */
export type Order = (i: number, j: number) => number;

/** Positions 0 … count-1 in ascending order, equal ones as they were: a merge sort from the bottom up. */
export function stableOrder(count: number, compare: Order, host: NativeHost): Uint32Array {
  let from = new Uint32Array(count);
  for (let i = 0; i < count; i++) from[i] = i;
  insertionSortRuns(from, compare, host);
  let to = new Uint32Array(count);
  for (let width = RUN; width < count; width *= 2) {
    for (let start = 0; start < count; start += width * 2) {
      host.tick(1);
      merge(
        from,
        to,
        start,
        Math.min(start + width, count),
        Math.min(start + width * 2, count),
        compare,
        host,
      );
    }
    [from, to] = [to, from];
  }
  return from;
}

const RUN = 16;

function insertionSortRuns(positions: Uint32Array, compare: Order, host: NativeHost): void {
  for (let start = 0; start < positions.length; start += RUN) {
    if ((start & 1023) === 0) host.tick(1024);
    const end = Math.min(start + RUN, positions.length);
    for (let i = start + 1; i < end; i++) {
      const position = positions[i]!;
      let j = i - 1;
      for (; j >= start && compare(positions[j]!, position) > 0; j--) positions[j + 1] = positions[j]!;
      positions[j + 1] = position;
    }
  }
}

function merge(
  from: Uint32Array,
  to: Uint32Array,
  start: number,
  middle: number,
  end: number,
  compare: Order,
  host: NativeHost,
): void {
  if (middle >= end || compare(from[middle - 1]!, from[middle]!) <= 0) {
    to.set(from.subarray(start, end), start);
    return;
  }
  let left = start;
  let right = middle;
  for (let at = start; at < end; at++) {
    if ((at & 1023) === 0) host.tick(1024);
    to[at] =
      left < middle && (right >= end || compare(from[left]!, from[right]!) <= 0)
        ? from[left++]!
        : from[right++]!;
  }
}
