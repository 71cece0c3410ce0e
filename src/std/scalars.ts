import type { Scalar } from '../program';

/** The suffixes of specialised external ids (specification 3 G4) and how such values travel; `text` is a view. */
export const SCALAR_OF_SUFFIX: Readonly<Record<string, Scalar>> = {
  int8: 'int8',
  int16: 'int16',
  int32: 'int32',
  int64: 'int64',
  uint8: 'uint8',
  uint16: 'uint16',
  uint32: 'uint32',
  uint64: 'uint64',
  float32: 'float32',
  float64: 'float64',
  bool: 'bool',
  date: 'int32',
  time: 'uint64',
  timestamp: 'int64',
  duration: 'int64',
  decimal: 'int64',
};

export const INTEGERS = ['int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'uint32', 'uint64'] as const;
export const FLOATS = ['float32', 'float64'] as const;
export const NUMBERS = [...INTEGERS, ...FLOATS] as const;

export type IntegerName = (typeof INTEGERS)[number];
export type NumberName = (typeof NUMBERS)[number];

/** Integers of up to 32 bits, kept as numbers, with their least and greatest value. */
export const SMALL_RANGE: Readonly<Record<string, readonly [number, number]>> = {
  int8: [-0x80, 0x7f],
  int16: [-0x8000, 0x7fff],
  int32: [-0x80000000, 0x7fffffff],
  uint8: [0, 0xff],
  uint16: [0, 0xffff],
  uint32: [0, 0xffffffff],
};

/** The least and greatest value of the 64-bit integers. */
export const LARGE_RANGE = {
  int64: [-(1n << 63n), (1n << 63n) - 1n],
  uint64: [0n, (1n << 64n) - 1n],
} as const;

export function isSmall(name: string): boolean {
  return Object.hasOwn(SMALL_RANGE, name);
}

/** Whether values of a suffix are 64-bit integers. */
export function isLarge(name: string): boolean {
  const scalar = SCALAR_OF_SUFFIX[name];
  return scalar === 'int64' || scalar === 'uint64';
}
