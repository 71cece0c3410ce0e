/**
 * Where a place of a text is after the text was laid out anew: behind as many letters and signs as before. Blanks,
 * brackets and commas do not count, since laying out adds and takes them (EDT-12).
 */
export function samePlace(before: string, after: string, offset: number): number {
  let left = 0;
  for (let i = 0; i < offset; i++) if (counts(before[i]!)) left += 1;
  // At the beginning of a word the caret belongs to what follows, otherwise to what it stands behind.
  const next = before[offset] ?? '';
  const follows = next !== '' && counts(next) && !(isWord(next) && isWord(before[offset - 1] ?? ''));
  if (left === 0 && !follows) return 0;
  let seen = 0;
  for (let i = 0; i < after.length; i++) {
    if (!counts(after[i]!)) continue;
    if (follows && seen === left) return i;
    seen += 1;
    if (!follows && seen === left) return i + 1;
  }
  return after.length;
}

function counts(char: string): boolean {
  return !/[\s(),]/.test(char);
}

function isWord(char: string): boolean {
  return /[\p{L}\p{N}_]/u.test(char);
}
