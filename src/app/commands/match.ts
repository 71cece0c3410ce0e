/**
 * How well a text answers what was typed: 0 when not at all, higher is better. Each typed word has to be found in a
 * word of the text: at its start, inside, as letters in order, or with one letter wrong (two in long words) (CMD-1).
 */
export function matchScore(typed: string, text: string): number {
  const wanted = wordsOf(typed);
  if (wanted.length === 0) return 1;
  const there = wordsOf(text);
  let sum = 0;
  for (const word of wanted) {
    let best = 0;
    for (const [at, other] of there.entries()) {
      // What stands first in a title says most of what it is.
      best = Math.max(best, wordScore(word, other) * (1 - Math.min(at, 9) * 0.02));
    }
    if (best === 0) return 0;
    sum += best;
  }
  return sum / wanted.length;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+|[^\p{L}\p{N}\s]+/gu) ?? [];
}

function wordScore(typed: string, word: string): number {
  if (word === typed) return 1;
  if (word.startsWith(typed)) return 0.9;
  if (word.includes(typed)) return 0.7;
  if (typed.length >= 3 && inOrder(typed, word)) return 0.4;
  const wrong = typed.length >= 8 ? 2 : typed.length >= 4 ? 1 : 0;
  return wrong > 0 && startsNearly(typed, word, wrong) ? 0.5 : 0;
}

/** Whether the letters stand in the word in this order, beginning with its first. */
function inOrder(typed: string, word: string): boolean {
  if (typed[0] !== word[0]) return false;
  let at = 0;
  for (const letter of word) if (letter === typed[at]) at += 1;
  return at === typed.length;
}

/** Whether the word begins with the typed text, but for so many letters wrong, missing, added or swapped. */
function startsNearly(typed: string, word: string, wrong: number): boolean {
  // Four letters with one missing or added are another word.
  const longer = typed.length > 4 ? wrong : 0;
  for (let length = typed.length - longer; length <= typed.length + longer; length++) {
    if (length > 0 && length <= word.length && distance(typed, word.slice(0, length)) <= wrong) return true;
  }
  return false;
}

/** Edits from one text to the other; two neighbours swapped are one edit. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, before[j - 2]! + 1);
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[b.length]!;
}
