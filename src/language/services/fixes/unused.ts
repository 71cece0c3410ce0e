import type { Diagnostic, Span } from '../../../base';
import type { ImportPart } from '../../syntax';
import { occurrencesIn, occurrencesOf } from '../occurrences';
import type { LanguageSnapshot } from '../snapshot';
import { nodesOf, walkSyntax } from '../syntax-node';
import { fix, type QuickFix } from './quick-fix';

/** A name that nothing uses: remove it, or begin it with `_` to say that this is meant (EDT-22). */
export function unusedName(snapshot: LanguageSnapshot, { span }: Diagnostic): QuickFix[] {
  const parsed = snapshot.file(span.file);
  if (!parsed) return [];
  const { text, body } = parsed.file;
  const fixes: QuickFix[] = [];
  walkSyntax(nodesOf(body), (at) => {
    if (at.is === 'definition' && at.node.kind === 'import') {
      const gone = withoutPart(at.node.part, span);
      if (gone === at.node.span || sameSpan(gone, at.node.part.span)) {
        fixes.push(fix('Remove the import', { span: lineOf(text, at.node.span), newText: '' }));
      } else if (gone) {
        fixes.push(fix('Remove the import', { span: gone, newText: '' }));
      }
    }
    if (at.is === 'expr' && at.node.kind === 'let' && sameSpan(at.node.name.span, span)) {
      const until = at.node.body.extent.start;
      fixes.push(
        fix('Remove the `let`', { span: { ...span, start: at.node.extent.start, end: until }, newText: '' }),
      );
    }
  });
  const declaration = occurrencesIn(snapshot, span.file).find(
    (one) => one.declares && sameSpan(one.span, span),
  );
  if (declaration?.meaning.kind === 'local') {
    const edits = occurrencesOf(snapshot, declaration.meaning).map((one) => ({
      span: { ...one.span, end: one.span.start },
      newText: '_',
    }));
    if (!text.startsWith('`', span.start)) fixes.push(fix('Begin the name with `_`', ...edits));
  }
  return fixes;
}

/** What to delete so that the import at `unused` is gone: a part with its comma, or all. */
function withoutPart(part: ImportPart, unused: Span): Span | undefined {
  if (sameSpan(part.span, unused)) return part.span;
  const { parts } = part;
  if (!parts) return undefined;
  for (const [i, inner] of parts.entries()) {
    const gone = withoutPart(inner, unused);
    if (!gone) continue;
    if (!sameSpan(gone, inner.span)) return gone;
    if (parts.length === 1) return part.span;
    const next = parts[i + 1];
    const previous = parts[i - 1];
    if (next) return { ...inner.span, end: next.span.start };
    return { ...inner.span, start: previous!.span.end };
  }
  return undefined;
}

function sameSpan(a: Span | undefined, b: Span): boolean {
  return a !== undefined && a.file === b.file && a.start === b.start && a.end === b.end;
}

/** The definition with the line break behind it. */
function lineOf(text: string, span: Span): Span {
  const end = /^[ \t]*\r?\n/.exec(text.slice(span.end));
  return end ? { ...span, end: span.end + end[0].length } : span;
}
