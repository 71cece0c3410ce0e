import type { CompletionView, Diagnostic } from '../../engine';
import { matchScore } from '../commands/match';

/** A stretch of the text, with the problem it has, if any. */
export interface TextPart {
  readonly start: number;
  readonly text: string;
  readonly problem?: Diagnostic;
}

/** The text cut where problems begin and end; a place with several problems has the first one. */
export function problemParts(text: string, problems: readonly Diagnostic[]): readonly TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const problem of [...problems].sort((a, b) => a.span.start - b.span.start)) {
    const { start } = problem.span;
    const end = Math.max(problem.span.end, start + 1);
    if (start < at || start >= text.length) continue;
    if (start > at) parts.push({ start: at, text: text.slice(at, start) });
    parts.push({ start, text: text.slice(start, end), problem });
    at = end;
  }
  if (at < text.length) parts.push({ start: at, text: text.slice(at) });
  return parts;
}

/** What an entry writes, with the places of a snippet taken out, and where the caret then is. */
export function plainInsert(item: CompletionView): { readonly text: string; readonly caret: number } {
  const insert = item.insert ?? item.label;
  if (item.snippet !== true) return { text: insert, caret: insert.length };
  let text = '';
  let caret: number | null = null;
  let at = 0;
  for (const place of insert.matchAll(/\$\{\d+:([^}]*)\}|\$\d+|\\([\\$}])/g)) {
    text += insert.slice(at, place.index);
    at = place.index + place[0].length;
    if (place[2] !== undefined) text += place[2];
    else {
      caret ??= text.length;
      text += place[1] ?? '';
    }
  }
  text += insert.slice(at);
  return { text, caret: caret ?? text.length };
}

/** The entries that what was typed so far leaves, best first. */
export function matching(items: readonly CompletionView[], typed: string): readonly CompletionView[] {
  if (typed === '') return items;
  return items
    .map((item) => ({ item, score: matchScore(typed, item.label) }))
    .filter(({ score }) => score > 0.3)
    .sort((a, b) => b.score - a.score || a.item.rank - b.item.rank)
    .map(({ item }) => item);
}
