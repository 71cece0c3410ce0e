/**
 * A 64-bit integer as a cell: a number where numbers are exact (the safe integers), a bigint beyond. Every value has
 * one form, so cells can be compared with `===` and be keys of a `Map`; zero is never negative. This is for speed
 * inside the interpreter only: most 64-bit integers are small, and bigints cost ten times as much.
 */
export type WideInteger = number | bigint;

const LARGEST = Number.MAX_SAFE_INTEGER;

export function wideInteger(value: bigint): WideInteger {
  return value >= -LARGEST && value <= LARGEST ? Number(value) : value;
}

/** Reads eight bytes as a signed integer. */
export function loadInt64(view: DataView, at: number): WideInteger {
  const high = view.getInt32(at + 4, true);
  if (high >= -0x200000 && high < 0x200000) {
    const value = high * 0x1_0000_0000 + view.getUint32(at, true);
    if (value >= -LARGEST) return value;
  }
  return view.getBigInt64(at, true);
}

/** Reads eight bytes as an unsigned integer. */
export function loadUint64(view: DataView, at: number): WideInteger {
  const high = view.getUint32(at + 4, true);
  return high < 0x200000 ? high * 0x1_0000_0000 + view.getUint32(at, true) : view.getBigUint64(at, true);
}

/** Writes the low 64 bits. */
export function storeInt64(view: DataView, at: number, value: WideInteger): void {
  if (typeof value === 'bigint') {
    view.setBigUint64(at, value, true);
  } else {
    view.setUint32(at, value, true);
    view.setInt32(at + 4, Math.floor(value / 0x1_0000_0000), true);
  }
}
