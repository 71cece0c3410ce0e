import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wideInteger } from '../../program';
import { INTEGERS, type IntegerName, LARGE_RANGE, type NumberName, SMALL_RANGE } from '../scalars';
import { cast, toSingle } from './cast';

const apply = (from: NumberName, to: NumberName, value: number | bigint) =>
  (cast(from, to) as (value: number | bigint) => number | bigint)(value);

const rangeOf = (name: IntegerName): readonly [bigint, bigint] => {
  if (name === 'int64' || name === 'uint64') return LARGE_RANGE[name];
  const [least, greatest] = SMALL_RANGE[name]!;
  return [BigInt(least), BigInt(greatest)];
};

const anyOf = (name: IntegerName) => {
  const [least, greatest] = rangeOf(name);
  const isLarge = name === 'int64' || name === 'uint64';
  return fc.bigInt(least, greatest).map((value) => (isLarge ? wideInteger(value) : Number(value)));
};

describe('casts', () => {
  test.each(INTEGERS.flatMap((from) => INTEGERS.map((to) => [from, to] as const)))(
    '%s to %s keeps the low bits',
    (from, to) => {
      const bits = Number(to.replace(/\D+/, ''));
      fc.assert(
        fc.property(anyOf(from), (value) => {
          const wrapped = to.startsWith('u')
            ? BigInt.asUintN(bits, BigInt(value))
            : BigInt.asIntN(bits, BigInt(value));
          const result = apply(from, to, value);
          expect(BigInt(result)).toBe(wrapped);
          expect(result).toBe(wideInteger(wrapped));
        }),
        { numRuns: 50 },
      );
    },
  );

  test.each(INTEGERS)('float64 to %s cuts off and stops at the limits', (to) => {
    const [least, greatest] = rangeOf(to);
    fc.assert(
      fc.property(fc.double(), (value) => {
        const whole = Number.isNaN(value)
          ? 0n
          : value === Infinity
            ? greatest
            : value === -Infinity
              ? least
              : BigInt(Math.trunc(value));
        const expected = whole > greatest ? greatest : whole < least ? least : whole;
        const result = apply('float64', to, value);
        expect(BigInt(result)).toBe(expected);
        expect(Object.is(result, -0)).toBe(false);
      }),
    );
  });

  test('64-bit integers round to float32 once', () => {
    fc.assert(
      fc.property(fc.bigInt(-(2n ** 63n), 2n ** 64n - 1n), (value) => {
        const result = toSingle(value);
        const exact = (single: number) => BigInt(single);
        const bits = new Float32Array([result]);
        const neighbours = [-1, 1].map((step) => {
          const words = new Int32Array(bits.slice().buffer);
          words[0]! += step;
          return new Float32Array(words.buffer)[0]!;
        });
        const away = (single: number) =>
          exact(single) > value ? exact(single) - value : value - exact(single);
        for (const other of neighbours) {
          if (!Number.isFinite(other) || !Number.isInteger(other)) continue;
          expect(away(result) <= away(other)).toBe(true);
          if (away(result) === away(other)) expect(new Int32Array(bits.buffer)[0]! & 1).toBe(0);
        }
      }),
    );
  });

  // Half way between two singles plus one: rounding to a double first would lose the one and go down to even.
  test.each([
    [(1n << 60n) + (1n << 36n) + 1n, 2 ** 60 + 2 ** 37],
    [-(1n << 60n) - (1n << 36n) - 1n, -(2 ** 60) - 2 ** 37],
    [(1n << 60n) + (1n << 36n), 2 ** 60],
    [(1n << 64n) - 1n, 2 ** 64],
  ])('%s to float32', (value, expected) => {
    expect(toSingle(value)).toBe(expected);
  });
});
