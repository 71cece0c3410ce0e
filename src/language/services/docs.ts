import type { LanguageSnapshot } from './snapshot';

/** What is written above a definition in `##` comments. */
export function docOf(snapshot: LanguageSnapshot, path: string): string | undefined {
  return (snapshot.value(path) ?? snapshot.type(path) ?? snapshot.annotation(path))?.doc;
}

/** The first sentence of a doc comment, on one line. */
export function firstSentence(doc: string): string {
  const [paragraph = ''] = doc.split(/\n\s*\n/);
  const line = paragraph.replace(/\s+/g, ' ').trim();
  const end = /[.!?](?=\s|$)/.exec(line);
  return end ? line.slice(0, end.index + 1) : line;
}
