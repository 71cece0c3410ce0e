/*
 * Scrolling over more rows than an element can be tall (RES-3). The element gets at most `maxHeight` px; the
 * difference to the true height is an offset that moves in steps while one scrolls, and jumps in proportion when
 * the scroll bar is dragged. All numbers are CSS px.
 */

/** Below the limit of every browser family (about 16.7 million px in the tightest). */
const maxHeight = 4_000_000;

export interface RowScroll {
  /** The element's scroll position to hold. */
  readonly scrollTop: number;
  /** How far the rows on the screen are shifted up. */
  readonly offset: number;
}

/** Height of the element for rows of `trueHeight` px in all. */
export function elementHeight(trueHeight: number): number {
  return Math.min(trueHeight, maxHeight);
}

/**
 * Where the rows stand after the element was scrolled to `scrollTop`. A move of less than a screen is taken px by
 * px; a longer one is a jump to the same share of the whole.
 */
export function scrolled(
  before: RowScroll,
  scrollTop: number,
  trueHeight: number,
  viewHeight: number,
): RowScroll {
  const height = elementHeight(trueHeight);
  if (height === trueHeight) return { scrollTop, offset: 0 };
  const rest = trueHeight - height;
  const jump = Math.abs(scrollTop - before.scrollTop) > viewHeight;
  if (jump) return { scrollTop, offset: Math.round(rest * (scrollTop / (height - viewHeight))) };
  // An end of the element is an end of the rows.
  if (scrollTop >= height - viewHeight) return { scrollTop, offset: rest };
  if (scrollTop <= 0) return { scrollTop: 0, offset: 0 };
  return at(scrollTop + before.offset, trueHeight, viewHeight, scrollTop);
}

/** Where the rows stand when `y` px of the true height lie above the screen. */
export function scrollTo(y: number, trueHeight: number, viewHeight: number): RowScroll {
  const last = Math.max(0, trueHeight - viewHeight);
  return at(Math.min(last, Math.max(0, y)), trueHeight, viewHeight);
}

function at(y: number, trueHeight: number, viewHeight: number, wish?: number): RowScroll {
  const height = elementHeight(trueHeight);
  if (height === trueHeight) return { scrollTop: y, offset: 0 };
  const room = height - viewHeight;
  const share = y / (trueHeight - viewHeight);
  const natural = share * room;
  // Stay where the finger is unless the position has drifted from its share of the bar or an end is near.
  const drifted =
    wish === undefined ||
    Math.abs(wish - natural) > viewHeight * 4 ||
    wish < viewHeight ||
    wish > room - viewHeight;
  const scrollTop = drifted ? Math.round(natural) : wish;
  return { scrollTop, offset: Math.round(y - scrollTop) };
}
