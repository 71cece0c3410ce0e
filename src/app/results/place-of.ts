/** A line of a text around a stretch of it; a stretch over several lines is cut at the end of its first. */
export interface Place {
  /** Counted from 1. */
  readonly line: number;
  readonly before: string;
  readonly failed: string;
  readonly after: string;
}

/** Where a stretch of a text stands, its line without the space in front; undefined when it is none of the text. */
export function placeOf(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): Place | undefined {
  if (start >= end || end > text.length) return undefined;
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', start);
  const to = next < 0 ? text.length : next;
  const cut = Math.min(end, to);
  return {
    line: text.slice(0, from).split('\n').length,
    before: text.slice(from, start).trimStart(),
    failed: text.slice(start, cut),
    after: text.slice(cut, to).trimEnd(),
  };
}
