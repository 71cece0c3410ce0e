import type { Memory, Scalar } from '../../program';

/** `-1`, `0`, `1` for less, equal, greater. */
export type Compare<T> = (a: T, b: T) => number;

/** Floats in the total order of specification 2 §5.1: -0.0 before 0.0, NaN last and equal to itself. */
export function compareFloats(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return a !== 0 ? 0 : sign(1 / a - 1 / b);
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
}

function sign(difference: number): number {
  return difference < 0 ? -1 : difference > 0 ? 1 : 0;
}

export function compareNumbers(a: number | bigint | boolean, b: number | bigint | boolean): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** How scalars of a kind compare by `cmp`. */
export function compareOf(kind: Scalar): Compare<number | bigint | boolean> {
  return kind === 'float32' || kind === 'float64'
    ? (compareFloats as Compare<number | bigint | boolean>)
    : compareNumbers;
}

/** Texts by their bytes, which is the order of Unicode scalar values; a prefix is less. */
export function compareTexts(memory: Memory, a: number, b: number): number {
  const aCount = memory.open(a, 1);
  const aBase = memory.base;
  const bCount = memory.open(b, 1);
  const bBase = memory.base;
  const { bytes } = memory;
  const shared = aCount < bCount ? aCount : bCount;
  for (let i = 0; i < shared; i++) {
    const difference = bytes[aBase + i]! - bytes[bBase + i]!;
    if (difference !== 0) return difference < 0 ? -1 : 1;
  }
  return aCount < bCount ? -1 : aCount > bCount ? 1 : 0;
}

export function equalTexts(memory: Memory, a: number, b: number): boolean {
  const count = memory.open(a, 1);
  const aBase = memory.base;
  if (memory.open(b, 1) !== count) return false;
  const bBase = memory.base;
  const { bytes } = memory;
  for (let i = 0; i < count; i++) if (bytes[aBase + i] !== bytes[bBase + i]) return false;
  return true;
}
