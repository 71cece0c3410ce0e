import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadInt64, loadUint64, storeInt64, wideInteger } from './wide-integer';

const view = new DataView(new ArrayBuffer(16));
const edges = [
  0n,
  -1n,
  1n,
  2n ** 53n,
  2n ** 53n - 1n,
  -(2n ** 53n),
  1n - 2n ** 53n,
  2n ** 32n,
  -(2n ** 32n),
  2n ** 63n - 1n,
  -(2n ** 63n),
];
const signed = fc.oneof(
  fc.constantFrom(...edges),
  fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n),
  fc.maxSafeInteger().map(BigInt),
);

test('every 64-bit integer has one form, the same when computed and when read', () => {
  fc.assert(
    fc.property(signed, (value) => {
      storeInt64(view, 3, wideInteger(value));
      expect(view.getBigInt64(3, true)).toBe(value);
      expect(loadInt64(view, 3)).toBe(wideInteger(value));
      expect(loadUint64(view, 3)).toBe(wideInteger(BigInt.asUintN(64, value)));
      expect(typeof wideInteger(value)).toBe(
        Number.isSafeInteger(Number(value)) && BigInt(Number(value)) === value ? 'number' : 'bigint',
      );
    }),
    { numRuns: 2000 },
  );
});
