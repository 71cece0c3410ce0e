import type { Value } from '../../value';
import type { Scalar } from './shape';

/** Bits and sign of each integer-like scalar as databases see it (specification 4 §2.3). */
const integers: Partial<Record<Scalar, { readonly bits: number; readonly signed: boolean }>> = {
  8: { bits: 8, signed: false },
  16: { bits: 16, signed: false },
  32: { bits: 32, signed: false },
  64: { bits: 64, signed: false },
  Int8: { bits: 8, signed: true },
  Int16: { bits: 16, signed: true },
  Int32: { bits: 32, signed: true },
  Int64: { bits: 64, signed: true },
  Uint8: { bits: 8, signed: false },
  Uint16: { bits: 16, signed: false },
  Uint32: { bits: 32, signed: false },
  Uint64: { bits: 64, signed: false },
  Date: { bits: 32, signed: true },
  Time: { bits: 64, signed: false },
  Duration: { bits: 64, signed: true },
  Timestamp: { bits: 64, signed: true },
  Decimal: { bits: 64, signed: true },
};

const bits = new DataView(new ArrayBuffer(8));

/** A value that the database's wider column holds but the Lutra type does not (specification 2 §3.2). */
export class IntegerOverflow extends Error {}

export function isInteger(scalar: Scalar): boolean {
  return integers[scalar] !== undefined;
}

/** Bits of an integer scalar. */
export function integerWidth(scalar: Scalar): number {
  return integers[scalar]!.bits;
}

export function isSigned(scalar: Scalar): boolean {
  return integers[scalar]!.signed;
}

/** The raw value of an integer the database gave; throws {@link IntegerOverflow} when the type cannot hold it. */
export function integerValue(scalar: Scalar, found: number | bigint): Value {
  const { bits: width, signed } = integers[scalar]!;
  if (width === 64) {
    const wide = BigInt(found);
    const raw = BigInt.asUintN(64, wide);
    if ((signed ? BigInt.asIntN(64, raw) : raw) !== wide) throw new IntegerOverflow();
    return raw;
  }
  const narrow = Number(found);
  const least = signed ? -(2 ** (width - 1)) : 0;
  if (narrow < least || narrow >= least + 2 ** width) throw new IntegerOverflow();
  return narrow < 0 ? narrow + 2 ** width : narrow;
}

/** The number that raw bits stand for. */
export function integerOf(scalar: Scalar, value: Value): bigint {
  const { bits: width, signed } = integers[scalar]!;
  const raw = BigInt(value as number | bigint);
  return signed ? BigInt.asIntN(width, raw) : raw;
}

/** Raw bits of a float; every NaN becomes the one quiet NaN. */
export function floatValue(scalar: 'Float32' | 'Float64', found: number): Value {
  const number = Number.isNaN(found) ? Number.NaN : found;
  if (scalar === 'Float32') {
    bits.setFloat32(0, number);
    return Number.isNaN(number) ? 0x7fc00000 : bits.getUint32(0);
  }
  bits.setFloat64(0, number);
  return Number.isNaN(number) ? 0x7ff8000000000000n : bits.getBigUint64(0);
}

export function floatOf(scalar: 'Float32' | 'Float64', value: Value): number {
  if (scalar === 'Float32') {
    bits.setUint32(0, value as number);
    return bits.getFloat32(0);
  }
  bits.setBigUint64(0, value as bigint);
  return bits.getFloat64(0);
}
