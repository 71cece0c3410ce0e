import type { Diagnostic } from '../../../base';
import { displayName, sourceName } from '../../syntax';
import { occurrencesIn } from '../occurrences';
import type { LanguageSnapshot } from '../snapshot';
import { nodesOf, walkSyntax } from '../syntax-node';
import { fix, type QuickFix } from './quick-fix';

/**
 * Names that were perhaps meant (EDT-22): nearest by spelling first, and of those that are equally near the ones
 * whose type fits.
 */
export function didYouMean(snapshot: LanguageSnapshot, problem: Diagnostic): QuickFix[] {
  const { suggestions, span } = problem;
  if (!suggestions) return [];
  const word = wrongWord(snapshot, problem);
  if (!word) return [];
  return suggestions.map((name) =>
    fix(`Change to \`${displayName(name)}\``, {
      span: { file: span.file, ...word },
      newText: sourceName(name),
    }),
  );
}

/** Which identifier of the span is the wrong one: of a path the first that leads nowhere. */
function wrongWord(
  snapshot: LanguageSnapshot,
  { span }: Diagnostic,
): { start: number; end: number } | undefined {
  const { tokens } = snapshot.file(span.file) ?? { tokens: [] };
  const known = new Set(
    occurrencesIn(snapshot, span.file).flatMap((one) => (hasPlace(one.meaning) ? [one.span.start] : [])),
  );
  const found = tokens.find(
    (token) =>
      token.kind === 'identifier' &&
      span.start <= token.start &&
      token.end <= span.end &&
      !known.has(token.start),
  );
  // A name inside of an interpolated text is no token of its own.
  return found ?? (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(snapshot.textAt(span)) ? span : undefined);
}

function hasPlace(meaning: { readonly kind: string; readonly type?: unknown }): boolean {
  return (meaning.kind !== 'field' && meaning.kind !== 'variant') || meaning.type !== undefined;
}

/** Lower-case type names of older programs: `int64`, `text`, `bool` (EDT-22). */
export function currentTypeName(snapshot: LanguageSnapshot, { span }: Diagnostic): QuickFix[] {
  const body = snapshot.file(span.file)?.file.body;
  const found: QuickFix[] = [];
  const types = [...snapshot.std.types.keys()].map((path) => path.replace(/^std::/, ''));
  walkSyntax(body ? nodesOf(body) : [], (at) => {
    if (at.is !== 'type' || at.node.kind !== 'path') return;
    const { segments } = at.node.path;
    const [only] = segments;
    if (segments.length !== 1 || !only || only.span.start < span.start || only.span.end > span.end) return;
    const current = types.find((name) => name.toLowerCase() === only.name.toLowerCase());
    if (current && current !== only.name)
      found.push(fix(`Change to \`${current}\``, { span: only.span, newText: current }));
  });
  return found.slice(0, 1);
}
