import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type NativeSite, wideInteger } from '../../program';
import { INTEGERS, type IntegerName, isLarge, LARGE_RANGE, SMALL_RANGE } from '../scalars';
import { arithmetic } from './arithmetic';

const natives = new Map(arithmetic);
const site = {
  fail: (text: string) => {
    throw new Error(text);
  },
} as unknown as NativeSite;

function outcome(id: string, ...args: readonly (number | bigint)[]): bigint | string {
  const { code } = natives.get(`std::ops::${id}`)!.build(site);
  try {
    const result = (code as unknown as (...args: readonly unknown[]) => number | bigint)(...args);
    if (Object.is(result, -0)) return 'negative zero';
    if (result !== wideInteger(BigInt(result))) return 'a second form of the same integer';
    return BigInt(result);
  } catch (thrown) {
    return (thrown as Error).message;
  }
}

const limits = (name: IntegerName): readonly [bigint, bigint] => {
  if (name === 'int64' || name === 'uint64') return LARGE_RANGE[name];
  const [least, greatest] = SMALL_RANGE[name]!;
  return [BigInt(least), BigInt(greatest)];
};

/** Exact results by bigints, which divide toward zero and give remainders the sign of the dividend. */
const exact: Readonly<Record<string, (a: bigint, b: bigint) => bigint | string>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => (b === 0n ? 'division by zero' : a / b),
  mod: (a, b) => (b === 0n ? 'division by zero' : a % b),
};

describe('integer arithmetic is exact or fails', () => {
  test.each(INTEGERS.flatMap((name) => Object.keys(exact).map((operation) => [operation, name] as const)))(
    '%s of %s',
    (operation, name) => {
      const [least, greatest] = limits(name);
      const edge = fc.constantFrom(least, least + 1n, greatest, greatest - 1n, 0n, 1n, least < 0n ? -1n : 2n);
      const value = fc.oneof(edge, fc.bigInt(least, greatest), fc.bigInt(least / 1000n, greatest / 1000n));
      fc.assert(
        fc.property(value, value, (a, b) => {
          const result = exact[operation]!(a, b);
          const expected =
            typeof result === 'bigint' && (result < least || result > greatest) ? 'integer overflow' : result;
          const cell = (v: bigint) => (isLarge(name) ? wideInteger(v) : Number(v));
          expect(outcome(`${operation}_${name}`, cell(a), cell(b))).toBe(expected);
        }),
      );
    },
  );
});
