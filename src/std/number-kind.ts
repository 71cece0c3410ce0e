import type { LeafName } from '../sql';

/** Least and greatest value of each whole-number type. */
export const integerRange: Readonly<Partial<Record<LeafName, readonly [least: bigint, greatest: bigint]>>> = {
  Int8: [-(1n << 7n), (1n << 7n) - 1n],
  Int16: [-(1n << 15n), (1n << 15n) - 1n],
  Int32: [-(1n << 31n), (1n << 31n) - 1n],
  Int64: [-(1n << 63n), (1n << 63n) - 1n],
  Uint8: [0n, (1n << 8n) - 1n],
  Uint16: [0n, (1n << 16n) - 1n],
  Uint32: [0n, (1n << 32n) - 1n],
  Uint64: [0n, (1n << 64n) - 1n],
  Duration: [-(1n << 63n), (1n << 63n) - 1n],
  Decimal: [-(1n << 63n), (1n << 63n) - 1n],
};

export function isFloat(name: LeafName | undefined): boolean {
  return name === 'Float32' || name === 'Float64';
}

export function isUnsigned(name: LeafName | undefined): boolean {
  return name?.startsWith('Uint') === true || name?.startsWith('Prim') === true;
}

export function isSigned(name: LeafName | undefined): boolean {
  return !isFloat(name) && !isUnsigned(name);
}
