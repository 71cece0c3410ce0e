import { type NativeCode, type NativeSite, type WideInteger, wideInteger } from '../../program';
import { type NativeEntries, plain } from '../native-table';
import { FLOATS, INTEGERS, isSmall, LARGE_RANGE, SCALAR_OF_SUFFIX, SMALL_RANGE } from '../scalars';

const OVERFLOW = 'integer overflow';
const BY_ZERO = 'division by zero';

type Operation = 'add' | 'sub' | 'mul' | 'div' | 'mod';
type Numbers = (a: number, b: number) => number;
type WideIntegers = (a: WideInteger, b: WideInteger) => WideInteger;

/**
 * Integers of up to 32 bits (specification 2 §3.1, §3.2): computed on doubles, which hold every result that is in
 * range exactly; one that is not is out of range before and after rounding.
 */
function small(operation: Operation, name: string, site: NativeSite): Numbers {
  const [least, greatest] = SMALL_RANGE[name]!;
  const check = (r: number) => (r < least || r > greatest ? site.fail(OVERFLOW) : r);
  switch (operation) {
    case 'add':
      return (a, b) => check(a + b);
    case 'sub':
      return (a, b) => check(a - b);
    case 'mul':
      return (a, b) => check(a * b) + 0;
    case 'div':
      return (a, b) => check(b === 0 ? site.fail(BY_ZERO) : Math.trunc(a / b)) + 0;
    case 'mod':
      return (a, b) => (b === 0 ? site.fail(BY_ZERO) : remainder(a, b)) + 0;
  }
}

/**
 * 64-bit integers: on numbers while operands and result are safe integers, on bigints otherwise. A sum or product
 * of safe integers that comes out as one is exact.
 */
function large(operation: Operation, scalar: 'int64' | 'uint64', site: NativeSite): WideIntegers {
  const exactly = onBigints(operation, scalar, site);
  // The results of unsigned subtraction below zero go the long way, where they fail.
  const least = scalar === 'uint64' ? 0 : -Number.MAX_SAFE_INTEGER;
  const onNumbers = NUMBERS_EXACTLY[operation];
  return (a, b) => {
    if (typeof a === 'number' && typeof b === 'number') {
      const result = onNumbers(a, b);
      if (result >= least && result <= Number.MAX_SAFE_INTEGER) return result;
    }
    return exactly(a, b);
  };
}

/** On safe integers; NaN or a result that is not a safe integer means that it takes bigints to tell. */
const NUMBERS_EXACTLY: Readonly<Record<Operation, Numbers>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b + 0,
  div: (a, b) => (a - remainder(a, b)) / b + 0,
  mod: (a, b) => remainder(a, b) + 0,
};

/** The remainder of safe integers. That of 32-bit integers is one machine instruction, of others a library call. */
function remainder(a: number, b: number): number {
  return a === (a | 0) && b === (b | 0) && b !== 0 ? (a | 0) % (b | 0) : a % b;
}

function onBigints(operation: Operation, scalar: 'int64' | 'uint64', site: NativeSite): WideIntegers {
  const [least, greatest] = LARGE_RANGE[scalar];
  const compute = BIGINTS[operation];
  const divides = operation === 'div' || operation === 'mod';
  return (a, b) => {
    if (divides && b === 0) return site.fail(BY_ZERO);
    const result = compute(BigInt(a), BigInt(b));
    return result < least || result > greatest ? site.fail(OVERFLOW) : wideInteger(result);
  };
}

const BIGINTS: Readonly<Record<Operation, (a: bigint, b: bigint) => bigint>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  mod: (a, b) => a % b,
};

const DOUBLES: Readonly<Record<Operation, Numbers>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  mod: (a, b) => a % b,
};

/** `Float32` rounds after every operation; rounding the double result gives the right single one. */
const SINGLES: Readonly<Record<Operation, Numbers>> = {
  add: (a, b) => Math.fround(a + b),
  sub: (a, b) => Math.fround(a - b),
  mul: (a, b) => Math.fround(a * b),
  div: (a, b) => Math.fround(a / b),
  mod: (a, b) => Math.fround(a % b),
};

function binary(operation: Operation, name: string, site: NativeSite): NativeCode {
  if (name === 'float32') return SINGLES[operation];
  if (name === 'float64') return DOUBLES[operation];
  if (isSmall(name)) return small(operation, name, site);
  return large(operation, SCALAR_OF_SUFFIX[name] as 'int64' | 'uint64', site);
}

function negative(name: string, site: NativeSite): NativeCode {
  if (name === 'float32' || name === 'float64') return (a: number) => -a;
  const subtract = binary('sub', name, site);
  return (a: never) => (subtract as WideIntegers)(0, a);
}

const OPERANDS: Readonly<Record<Operation, readonly string[]>> = {
  add: [...INTEGERS, ...FLOATS, 'duration', 'decimal'],
  sub: [...INTEGERS, ...FLOATS, 'duration', 'decimal'],
  mul: [...INTEGERS, ...FLOATS],
  div: [...INTEGERS, ...FLOATS],
  mod: [...INTEGERS, ...FLOATS],
};

const NEGATED = ['int8', 'int16', 'int32', 'int64', 'float32', 'float64', 'duration'];

/** `std::ops::add` … `neg`, one for each type they take. */
export const arithmetic: NativeEntries = [
  ...(Object.keys(OPERANDS) as Operation[]).flatMap((operation) =>
    OPERANDS[operation].map((name) => {
      const scalar = SCALAR_OF_SUFFIX[name]!;
      const native = plain([scalar, scalar], scalar, (site) => binary(operation, name, site));
      return [`std::ops::${operation}_${name}`, native] as const;
    }),
  ),
  ...NEGATED.map((name) => {
    const scalar = SCALAR_OF_SUFFIX[name]!;
    return [`std::ops::neg_${name}`, plain([scalar], scalar, (site) => negative(name, site))] as const;
  }),
];
