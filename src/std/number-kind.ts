import type { LeafName } from '../sql';

type Range = readonly [least: bigint, greatest: bigint];

function signed(bits: bigint): Range {
  return [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n];
}

function unsigned(bits: bigint): Range {
  return [0n, (1n << bits) - 1n];
}

/** Least and greatest value of each type held by a whole number. */
export const integerRange: Readonly<Partial<Record<LeafName, Range>>> = {
  Int8: signed(8n),
  Int16: signed(16n),
  Int32: signed(32n),
  Int64: signed(64n),
  Uint8: unsigned(8n),
  Uint16: unsigned(16n),
  Uint32: unsigned(32n),
  Uint64: unsigned(64n),
  Prim8: unsigned(8n),
  Prim16: unsigned(16n),
  Prim32: unsigned(32n),
  Prim64: unsigned(64n),
  Date: signed(32n),
  Time: unsigned(64n),
  Duration: signed(64n),
  Timestamp: signed(64n),
  Decimal: signed(64n),
};

export function isFloat(name: LeafName | undefined): boolean {
  return name === 'Float32' || name === 'Float64';
}

export function isUnsigned(name: LeafName | undefined): boolean {
  return name?.startsWith('Uint') === true || name?.startsWith('Prim') === true || name === 'Time';
}

export function isSigned(name: LeafName | undefined): boolean {
  return !isFloat(name) && !isUnsigned(name);
}
