import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stableOrder } from './stable-order';

const host = { tick: () => {} };

test('orders like the sort of the platform, which is stable', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 400 }), (keys) => {
      const order = [...stableOrder(keys.length, (i, j) => keys[i]! - keys[j]!, host)];
      const expected = keys.map((_, i) => i).sort((i, j) => keys[i]! - keys[j]!);
      expect(order).toEqual(expected);
    }),
  );
});
