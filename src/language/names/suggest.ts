/**
 * The names that `wanted` may be a slip of, best first, at most three: small edit distance for its length, or the
 * same but for case.
 */
export function closeNames(wanted: string, known: Iterable<string>): string[] {
  const allowed = Math.min(3, Math.ceil(wanted.length / 3));
  const close = new Map<string, number>();
  for (const name of known) {
    if (name === wanted || close.has(name) || Math.abs(name.length - wanted.length) > allowed) continue;
    const distance = name.toLowerCase() === wanted.toLowerCase() ? 0 : editDistance(wanted, name);
    if (distance <= allowed) close.set(name, distance);
  }
  return [...close]
    .sort((a, b) => a[1] - b[1])
    .slice(0, 3)
    .map(([name]) => name);
}

/** Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(change, last[j]! + 1, row[j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, before[j - 2]! + 1);
      }
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}
