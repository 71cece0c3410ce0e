import type { Span } from '../../base';

export interface SearchQuery {
  readonly text: string;
  readonly regex: boolean;
  readonly matchCase: boolean;
  /** What each match becomes; `$1` is a group of a regular expression. */
  readonly replacement: string;
}

export interface SearchMatch {
  readonly span: Span;
  /** What the replacement writes there. */
  readonly newText: string;
}

export interface SearchOutcome {
  readonly matches: readonly SearchMatch[];
  /** Why the regular expression is none, as a sentence. */
  readonly error?: string;
}

/** More matches than these are not listed. */
const most = 1000;

/** Where a text or a regular expression stands in the files of a project, in their order (EDT-13). */
export function searchFiles(
  files: readonly { readonly path: string; readonly text: string }[],
  { text, regex, matchCase, replacement }: SearchQuery,
): SearchOutcome {
  if (text === '') return { matches: [] };
  let pattern: RegExp;
  try {
    pattern = new RegExp(
      regex ? text : text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
      matchCase ? 'gmu' : 'gimu',
    );
  } catch {
    return { matches: [], error: 'This is no regular expression.' };
  }
  const once = new RegExp(pattern.source, pattern.flags.replace('g', ''));
  const matches: SearchMatch[] = [];
  for (const { path, text: source } of files) {
    for (const { 0: found, index } of source.matchAll(pattern)) {
      if (found === '') continue;
      if (matches.length === most) return { matches };
      const newText = regex ? found.replace(once, replacement) : replacement;
      matches.push({ span: { file: path, start: index, end: index + found.length }, newText });
    }
  }
  return { matches };
}
