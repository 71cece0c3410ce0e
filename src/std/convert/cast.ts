import { type NativeCode, type WideInteger, wideInteger } from '../../program';
import { INTEGERS, type IntegerName, isLarge, LARGE_RANGE, type NumberName, SMALL_RANGE } from '../scalars';

/** Keeps the low bits (specification 2 §3.3). */
function wrapSmall(to: IntegerName): (value: number) => number {
  switch (to) {
    case 'int8':
      return (v) => (v << 24) >> 24;
    case 'int16':
      return (v) => (v << 16) >> 16;
    case 'int32':
      return (v) => v | 0;
    case 'uint8':
      return (v) => v & 0xff;
    case 'uint16':
      return (v) => v & 0xffff;
    default:
      return (v) => v >>> 0;
  }
}

function wrapLarge(to: 'int64' | 'uint64'): (value: WideInteger) => WideInteger {
  if (to === 'int64') {
    return (v) => (typeof v === 'number' ? v : wideInteger(BigInt.asIntN(64, v)));
  }
  return (v) => (typeof v === 'number' && v >= 0 ? v : wideInteger(BigInt.asUintN(64, BigInt(v))));
}

/** Cuts off the fraction and stops at the limits; NaN is 0. */
function saturate(to: IntegerName): NativeCode {
  if (to === 'int64' || to === 'uint64') {
    const [least, greatest] = LARGE_RANGE[to];
    const [low, high] = [Number(least), Number(greatest)];
    return (v: number) => {
      if (Number.isNaN(v)) return 0;
      return wideInteger(v >= high ? greatest : v <= low ? least : BigInt(Math.trunc(v)));
    };
  }
  const [least, greatest] = SMALL_RANGE[to]!;
  return (v: number) =>
    Number.isNaN(v) ? 0 : v >= greatest ? greatest : v <= least ? least : Math.trunc(v) + 0;
}

function toInteger(from: NumberName, to: IntegerName): NativeCode {
  if (from === 'float32' || from === 'float64') return saturate(to);
  if (to === 'int64' || to === 'uint64') {
    return wrapLarge(to);
  }
  const wrap = wrapSmall(to);
  return (v: WideInteger) => wrap(typeof v === 'number' ? v : Number(BigInt.asUintN(32, v)));
}

/**
 * The nearest float32 of a 64-bit integer, rounded once: what doubles cannot hold is folded into a sticky bit far
 * below the last bit of the result.
 */
export function toSingle(value: bigint): number {
  if (value > -(1n << 53n) && value < 1n << 53n) return Math.fround(Number(value));
  const size = value < 0n ? -value : value;
  const rest = size & 0xfffn;
  const rounded = Math.fround(Number(size - rest + (rest === 0n ? 0n : 0x800n)));
  return value < 0n ? -rounded : rounded;
}

function toFloat(from: NumberName, to: 'float32' | 'float64'): NativeCode {
  if (isLarge(from) && to === 'float64') return (v: WideInteger) => Number(v);
  if (isLarge(from)) return (v: WideInteger) => (typeof v === 'number' ? Math.fround(v) : toSingle(v));
  return to === 'float32' ? (v: number) => Math.fround(v) : (v: number) => v;
}

/** The code of a cast between two number types. */
export function cast(from: NumberName, to: NumberName): NativeCode {
  return isInteger(to) ? toInteger(from, to) : toFloat(from, to);
}

function isInteger(name: NumberName): name is IntegerName {
  return (INTEGERS as readonly string[]).includes(name);
}
