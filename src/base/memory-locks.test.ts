import { expect, test } from 'vitest';
import { MemoryLocks } from './memory-locks';

test('a lock has one holder; others wait in order, give up, or steal', async () => {
  const locks = new MemoryLocks();
  const first = await locks.hold('a', {});
  expect(await locks.hold('a', { ifAvailable: true })).toBeNull();
  expect(await locks.hold('b', { ifAvailable: true })).not.toBeNull();
  const order: string[] = [];
  const waiting = ['x', 'y'].map(async (name) => {
    const lock = await locks.hold('a', {});
    order.push(name);
    lock![Symbol.dispose]();
  });
  expect(order).toEqual([]);
  first![Symbol.dispose]();
  await Promise.all(waiting);
  expect(order).toEqual(['x', 'y']);
  const held = await locks.hold('a', {});
  const thief = await locks.hold('a', { steal: true });
  held![Symbol.dispose]();
  expect(await locks.hold('a', { ifAvailable: true })).toBeNull();
  thief![Symbol.dispose]();
  expect(await locks.hold('a', { ifAvailable: true })).not.toBeNull();
});
