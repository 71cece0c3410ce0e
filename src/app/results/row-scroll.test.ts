import { describe, expect, test } from 'vitest';
import { elementHeight, type RowScroll, scrolled, scrollTo } from './row-scroll';

const rowHeight = 26;
const view = 600;

describe('RES-3 rows beyond the element height limit', () => {
  test('few rows scroll as they are', () => {
    expect(elementHeight(1000 * rowHeight)).toBe(26_000);
    expect(scrolled({ scrollTop: 0, offset: 0 }, 500, 26_000, view)).toEqual({ scrollTop: 500, offset: 0 });
  });

  test('the element of 5,000,000 rows stays below 16.7 million px', () => {
    expect(elementHeight(5_000_000 * rowHeight)).toBeLessThan(16_700_000);
  });

  test('the first and the last row are reachable by a jump', () => {
    const all = 5_000_000 * rowHeight;
    const end = scrolled({ scrollTop: 0, offset: 0 }, elementHeight(all) - view, all, view);
    expect(end.scrollTop + end.offset).toBe(all - view);
    const start = scrolled(end, 0, all, view);
    expect(start.scrollTop + start.offset).toBe(0);
  });

  test('a small move shows exactly the next rows, none is skipped', () => {
    const all = 5_000_000 * rowHeight;
    let state: RowScroll = scrollTo(1_000_000 * rowHeight, all, view);
    for (let turn = 0; turn < 2000; turn++) {
      const before = state.scrollTop + state.offset;
      state = scrolled(state, state.scrollTop + 100, all, view);
      expect(Math.abs(state.scrollTop + state.offset - before - 100)).toBeLessThanOrEqual(1);
    }
  });

  test('scrolling by small moves reaches both ends', () => {
    const all = 1_000_000 * rowHeight;
    let state: RowScroll = scrollTo(all - view - 5000, all, view);
    for (let turn = 0; turn < 60; turn++) {
      state = scrolled(state, Math.min(state.scrollTop + 100, elementHeight(all) - view), all, view);
    }
    expect(state.scrollTop + state.offset).toBe(all - view);
    state = scrollTo(5000, all, view);
    for (let turn = 0; turn < 60; turn++)
      state = scrolled(state, Math.max(0, state.scrollTop - 100), all, view);
    expect(state.scrollTop + state.offset).toBe(0);
  });

  test('any row can be gone to', () => {
    const all = 5_000_000 * rowHeight;
    const { scrollTop, offset } = scrollTo(4_999_000 * rowHeight, all, view);
    expect(scrollTop + offset).toBe(4_999_000 * rowHeight);
    expect(scrollTop).toBeLessThan(elementHeight(all));
  });
});
