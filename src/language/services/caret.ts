import type { Span } from '../../base';
import type { ParsedFile, Token } from '../syntax';
import { type LanguageSnapshot, tokenIndexAt } from './snapshot';
import { nodesAt, type SyntaxNode } from './syntax-node';

/** A place in a file between two characters, and what stands around it. */
export interface Caret {
  readonly snapshot: LanguageSnapshot;
  readonly file: ParsedFile;
  readonly offset: number;
  /** The word that is being written: an identifier or keyword that touches the caret; may be empty. */
  readonly word: Span;
  /** The tokens before the word, nearest first. */
  readonly before: (distance: number) => Token | undefined;
  /** The first token behind the word. */
  readonly after: Token | undefined;
  /** The nodes around the end of the token before the word, outermost first: what the word is written into. */
  readonly around: readonly SyntaxNode[];
  /** The nodes that the word itself is part of, outermost first. */
  readonly wordNodes: readonly SyntaxNode[];
  /** The absolute path of the definition around; empty outside of all. */
  readonly definition: string;
}

/** Undefined for an unknown file, and inside of comments and literals, where nothing of the language stands. */
export function caretAt(snapshot: LanguageSnapshot, path: string, offset: number): Caret | undefined {
  const file = snapshot.file(path);
  if (!file || isQuiet(file, offset)) return undefined;
  const { tokens } = file;
  const at = tokenIndexAt(tokens, offset);
  // The word may end at the caret, begin at it, or hold it.
  const index = [at - 1, at].find((i) => isWord(tokens[i]) && touches(tokens[i]!, offset));
  const token = index === undefined ? undefined : tokens[index]!;
  const start = token?.start ?? offset;
  const first = index ?? at;
  const anchor = tokens[first - 1]?.end ?? 0;
  const around = nodesAt(file.file.body, anchor);
  return {
    snapshot,
    file,
    offset,
    word: { file: path, start, end: token?.end ?? offset },
    before: (distance) => tokens[first - distance],
    after: tokens[index === undefined ? at : index + 1],
    around,
    wordNodes: nodesAt(file.file.body, start),
    definition: definitionAround(snapshot, path, anchor),
  };
}

function isWord(token: Token | undefined): boolean {
  return token !== undefined && (token.kind === 'identifier' || token.kind.startsWith('keyword '));
}

function touches(token: Token, offset: number): boolean {
  return token.start <= offset && offset <= token.end;
}

const texts: ReadonlySet<string> = new Set(['text', 'raw text', 'interpolated string', 's-string']);
const otherLiterals: ReadonlySet<string> = new Set([
  'number',
  'date',
  'duration',
  'timestamp',
  'doc comment',
  'self doc comment',
]);

/** Behind a closing quote one is outside of a text, but behind the last digit still in the number. */
function isQuiet({ tokens, trivia }: ParsedFile, offset: number): boolean {
  if (trivia.some(({ kind, start, end }) => kind === 'comment' && start < offset && offset <= end))
    return true;
  const token = tokens[tokenIndexAt(tokens, offset - 1)];
  if (!token || token.start >= offset) return false;
  return texts.has(token.kind) ? offset < token.end : otherLiterals.has(token.kind) && offset <= token.end;
}

/** The path of the definition whose text holds the offset. */
export function definitionAround(snapshot: LanguageSnapshot, file: string, offset: number): string {
  for (const [path, { node }] of snapshot.tolerant.owners) {
    const { span } = node.syntax;
    if (span.file === file && span.start <= offset && offset <= span.end) return path;
  }
  return '';
}

/** The module whose text holds the offset. */
export function moduleAround(
  snapshot: LanguageSnapshot,
  file: string,
  around: readonly SyntaxNode[],
): string {
  const base = snapshot.modulePathOf(file);
  const names = around.flatMap((at) =>
    at.is === 'definition' && at.node.kind === 'module' ? [at.node.name.name] : [],
  );
  return [...base, ...names].join('::');
}
