import { expect, it } from 'vitest';
import { readMutations } from './mutation.test-data';

it('ten thousand broken values are read or refused (property P.3; a million by scripts/fuzz-decoder.mjs)', () => {
  const { read, refused, fault } = readMutations(10_000, 20_260);
  expect(fault).toBeUndefined();
  expect(read + refused).toBe(10_000);
  expect(read).toBeGreaterThan(500);
  expect(refused).toBeGreaterThan(2000);
});
