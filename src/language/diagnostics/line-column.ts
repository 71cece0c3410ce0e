/** A place as people count: both 1-based, columns in characters (Unicode scalar values). */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** The line and column of a UTF-16 offset (specification 1 §11.4). Lines end with `\n`; a tab is one column. */
export function lineColumn(text: string, offset: number): LineColumn {
  const end = Math.min(offset, text.length);
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) {
    line += 1;
    lineStart = at + 1;
  }
  // A byte order mark is no character of the text (specification 1 §1.1).
  if (lineStart === 0 && text.charCodeAt(0) === 0xfeff && end > 0) lineStart = 1;
  return { line, column: countCharacters(text, lineStart, end) + 1 };
}

/** How many characters `text[start, end)` has; a lone surrogate counts as one. */
export function countCharacters(text: string, start: number, end: number): number {
  let count = 0;
  let at = start;
  while (at < end) {
    at += text.codePointAt(at)! > 0xffff ? 2 : 1;
    count += 1;
  }
  return count;
}
