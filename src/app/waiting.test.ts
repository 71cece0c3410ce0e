import { expect, test } from 'vitest';
import { useHolt } from './store';
import { waitReason } from './waiting';

/** The page after a run of a program without parameters that took so many ms. */
function after(execute: number, first: boolean): Parameters<typeof waitReason>[0] {
  const state = useHolt.getInitialState();
  return {
    ...state,
    check: { program: { params: [] } },
    shown: { version: 1, at: 0, first, run: { times: { execute } } },
  } as unknown as Parameters<typeof waitReason>[0];
}

test('GO-2 after a run of a second or more the next one waits', () => {
  expect(waitReason(after(999, false))).toBeNull();
  expect(waitReason(after(1000, false))).toBe('slow');
});

test('GO-2 the first run of a runner, which also starts it, makes no other wait', () => {
  expect(waitReason(after(5000, true))).toBeNull();
});
