import { expect, test } from 'vitest';
import type { ColumnPlan } from '../data';
import { decode } from '../value';
import { RowsInMemory } from './rows-in-memory';

const plans: readonly ColumnPlan[] = [
  { name: 'id', original: 'id', index: 0, type: { scalar: 'Int64', optional: false } },
  { name: 'town', original: 'town', index: 1, type: { scalar: 'Text', optional: true } },
];

function rows(most?: number): RowsInMemory {
  const made = RowsInMemory.of(plans, 'towns.csv', most);
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

const some = (town: string) => ({ tag: 1, payload: town });

test('DAT-8 rows that come in portions are one table', () => {
  const all = rows();
  expect(all.add([[1n, some('Bled')]])).toBe(true);
  expect(
    all.add([
      [2n, { tag: 0, payload: [] }],
      [3n, some('Žiri')],
    ]),
  ).toBe(true);
  const held = all.finish();
  expect(held.ok && held.value.rows).toBe(3);
  expect(held.ok && decode(held.value.bytes, held.value.format)).toMatchObject({
    value: [
      [1n, some('Bled')],
      [2n, { tag: 0, payload: [] }],
      [3n, some('Žiri')],
    ],
  });
  const none = rows().finish();
  expect(none.ok && none.value.rows).toBe(0);
});

test('DAT-8 STA-21 what a device should not hold is refused with its reason, before it is held', () => {
  const few = rows(1 << 20);
  let portions = 0;
  while (few.add([[1n, some('x'.repeat(100_000))]])) portions++;
  expect(portions).toBe(10);
  expect(few.finish()).toEqual({
    ok: false,
    error: {
      kind: 'data',
      code: 'TOO_LARGE',
      message: 'The rows of towns.csv take more than the 1 MB that this device should hold.',
      hint: 'Keep fewer columns, or take a part of the file.',
    },
  });
});
