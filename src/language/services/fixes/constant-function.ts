import type { Diagnostic, Span } from '../../../base';
import type { Edit } from '../../format';
import { sourceName } from '../../syntax';
import { definitionAround } from '../caret';
import { occurrencesOf } from '../occurrences';
import type { LanguageSnapshot } from '../snapshot';
import { nodesOf, walkSyntax } from '../syntax-node';
import { fix, insertAt, type QuickFix } from './quick-fix';

/** A function without parameters whose value is constant becomes a `const` (EDT-22), and its calls mentions. */
export function functionToConst(snapshot: LanguageSnapshot, at: Span): QuickFix[] {
  const path = definitionAround(snapshot, at.file, at.start);
  const syntax = snapshot.syntaxOf(path);
  if (syntax?.kind !== 'func' || syntax.params.length > 0 || syntax.where.length > 0 || path === 'main')
    return [];
  const { name, body } = syntax;
  if (at.start < name.span.start || at.end > name.span.end) return [];
  const { text } = snapshot.file(at.file)!.file;
  const open = text.indexOf('(', name.span.end);
  const arrow = text.lastIndexOf('->', body.extent.start);
  const edits: Edit[] = [
    { span: wordBefore(text, 'func', name.span), newText: 'const' },
    { span: { ...name.span, start: open, end: text.indexOf(')', open) + 1 }, newText: '' },
    { span: { ...name.span, start: arrow, end: arrow + 2 }, newText: '=' },
    ...callsOf(snapshot, path),
  ];
  return [{ title: `Turn \`${name.name}\` into a constant`, kind: 'refactor', edits }];
}

/** A constant whose value is not constant becomes a function, and its mentions calls. */
export function constToFunction(snapshot: LanguageSnapshot, { span }: Diagnostic): QuickFix[] {
  const path = definitionAround(snapshot, span.file, span.start);
  const syntax = snapshot.syntaxOf(path);
  if (syntax?.kind !== 'const') return [];
  const { name, value, type } = syntax;
  const { text } = snapshot.file(span.file)!.file;
  const equals = text.indexOf('=', type?.extent.end ?? name.span.end);
  if (equals < 0 || equals > value.extent.start) return [];
  const mentions = occurrencesOf(snapshot, { kind: 'value', path })
    .filter(({ declares }) => !declares)
    .flatMap((one): Edit[] => [
      ...(one.lends ? [insertAt(one.lends.file, one.lends.start, `${sourceName(one.name)} = `)] : []),
      insertAt(one.span.file, one.span.end, '()'),
    ]);
  return [
    fix(
      `Turn \`${name.name}\` into a function`,
      { span: wordBefore(text, 'const', name.span), newText: 'func' },
      insertAt(span.file, name.span.end, '()'),
      { span: { ...span, start: equals, end: equals + 1 }, newText: '->' },
      ...mentions,
    ),
  ];
}

function wordBefore(text: string, word: string, { file, start }: Span): Span {
  const at = text.lastIndexOf(word, start);
  return { file, start: at, end: at + word.length };
}

/** The brackets of all calls of the function, to be deleted. */
function callsOf(snapshot: LanguageSnapshot, path: string): Edit[] {
  const uses = new Set(
    occurrencesOf(snapshot, { kind: 'value', path }).map(({ span }) => `${span.end}:${span.file}`),
  );
  return snapshot.sources.flatMap((source) => {
    const edits: Edit[] = [];
    const body = snapshot.file(source.path)?.file.body;
    walkSyntax(body ? nodesOf(body) : [], (at) => {
      if (at.is !== 'expr' || at.node.kind !== 'call') return;
      const { callee, extent } = at.node;
      if (!uses.has(`${callee.span.end}:${callee.span.file}`)) return;
      edits.push({ span: { ...extent, start: callee.span.end }, newText: '' });
    });
    return edits;
  });
}
