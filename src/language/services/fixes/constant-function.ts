import type { Span } from '../../../base';
import type { Edit } from '../../format';
import { occurrencesOf } from '../occurrences';
import type { LanguageSnapshot } from '../snapshot';
import { nodesOf, walkSyntax } from '../syntax-node';
import type { QuickFix } from './quick-fix';

/** A function without parameters whose value is constant becomes a `const` (EDT-22), and its calls mentions. */
export function functionToConst(snapshot: LanguageSnapshot, at: Span): QuickFix[] {
  const { text } = snapshot.file(at.file)!.file;
  for (const [path, { node }] of snapshot.tolerant.owners) {
    const { syntax } = node;
    if (syntax.kind !== 'func' || syntax.params.length > 0 || syntax.where.length > 0 || path === 'main')
      continue;
    const { name, body, span } = syntax;
    if (span.file !== at.file || at.start < name.span.start || at.end > name.span.end) continue;
    const head = text.lastIndexOf('func', name.span.start);
    const open = text.indexOf('(', name.span.end);
    const close = text.indexOf(')', open);
    const arrow = text.lastIndexOf('->', body.extent.start);
    const edits: Edit[] = [
      { span: { ...span, start: head, end: head + 4 }, newText: 'const' },
      { span: { ...span, start: open, end: close + 1 }, newText: '' },
      { span: { ...span, start: arrow, end: arrow + 2 }, newText: '=' },
      ...callsOf(snapshot, path),
    ];
    return [{ title: `Turn \`${name.name}\` into a constant`, kind: 'refactor', edits }];
  }
  return [];
}

/** The brackets of all calls of the function, to be deleted. */
function callsOf(snapshot: LanguageSnapshot, path: string): Edit[] {
  const uses = new Set(
    occurrencesOf(snapshot, { kind: 'value', path }).map(({ span }) => `${span.end}:${span.file}`),
  );
  return snapshot.sources.flatMap((source) => {
    const edits: Edit[] = [];
    walkSyntax(nodesOf(snapshot.file(source.path)!.file.body), (at) => {
      if (at.is !== 'expr' || at.node.kind !== 'call') return;
      const { callee, extent } = at.node;
      if (!uses.has(`${callee.span.end}:${callee.span.file}`)) return;
      edits.push({ span: { ...extent, start: callee.span.end }, newText: '' });
    });
    return edits;
  });
}
