/**
 * A range of one source file. `start` and `end` are offsets in UTF-16 units (what JavaScript strings and
 * Monaco count in), `end` exclusive. Lines and columns are worked out from the text when they are shown
 * (specification 1 §11.1).
 */
export interface Span {
  /** Path of the file inside the project; the empty string for a nameless or single source. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** The smallest span of one file that holds both. Both must lie in the same file. */
export function joinSpans(a: Span, b: Span): Span {
  return { file: a.file, start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
}

/** Whether `offset` lies inside the span, its end included (so that a caret after the last character counts). */
export function spanTouches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}
