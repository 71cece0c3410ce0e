import type { LanguageSnapshot } from './snapshot';
import { extentOf, nodesOf, type SyntaxNode, walkSyntax } from './syntax-node';

/** A stretch of whole lines that can be folded into its first (EDT-5); UTF-16 offsets. */
export interface Fold {
  readonly start: number;
  readonly end: number;
  readonly kind: 'code' | 'comment' | 'imports';
}

/** Modules, functions, types, values, matches, pipelines and doc comments that take more than a line. */
export function foldsIn(snapshot: LanguageSnapshot, file: string): readonly Fold[] {
  const parsed = snapshot.file(file);
  if (!parsed) return [];
  const { text, body } = parsed.file;
  const folds = new Map<number, Fold>();
  const add = (start: number, end: number, kind: Fold['kind']): void => {
    if (!text.slice(start, end).includes('\n')) return;
    const line = text.lastIndexOf('\n', start - 1) + 1;
    const there = folds.get(line);
    if (!there || there.end < end) folds.set(line, { start, end, kind });
  };
  walkSyntax(nodesOf(body), (at) => {
    if (at.is === 'definition') {
      const { doc, span } = at.node;
      if (doc) add(doc.span.start, doc.span.end, 'comment');
      if (at.node.kind !== 'import') add(Math.max(span.start, keywordStart(at)), span.end, 'code');
    } else if (isFolding(at)) {
      const { start, end } = extentOf(at);
      add(start, end, 'code');
    }
  });
  const imports = body.definitions.filter(({ kind }) => kind === 'import');
  if (imports.length > 1) add(imports[0]!.span.start, imports.at(-1)!.span.end, 'imports');
  return [...folds.values()].sort((a, b) => a.start - b.start);
}

/** Where a definition begins behind its doc comment. */
function keywordStart(at: Extract<SyntaxNode, { is: 'definition' }>): number {
  const { node } = at;
  if (node.kind === 'import') return node.span.start;
  return node.doc ? node.name.span.start : node.span.start;
}

function isFolding(at: SyntaxNode): boolean {
  if (at.is !== 'expr') return false;
  const { kind } = at.node;
  return kind === 'match' || kind === 'pipe' || kind === 'tuple' || kind === 'array' || kind === 'call';
}
