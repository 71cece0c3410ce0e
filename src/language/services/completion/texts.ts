import type { Span } from '../../../base';
import { escapeText } from '../../syntax';
import type { LanguageSnapshot } from '../snapshot';
import { nodesAt } from '../syntax-node';
import type { Completion, CompletionSettings } from './item';

/** Functions whose text argument names a table or a file. */
const named: Readonly<Record<string, 'tables' | 'files'>> = {
  'std::sql::from': 'tables',
  'std::sql::insert': 'tables',
  'std::sql::update': 'tables',
  'std::sql::delete': 'tables',
  'std::fs::read_parquet': 'files',
  'std::fs::write_parquet': 'files',
};

/** Inside of a text that names a table or file: those that there are (EDT-6, 6). */
export function completeText(
  snapshot: LanguageSnapshot,
  file: string,
  offset: number,
  settings: CompletionSettings,
): Completion | undefined {
  const parsed = snapshot.file(file);
  const token = parsed?.tokens.find(
    ({ kind, start, end }) => kind === 'text' && start < offset && offset < end,
  );
  if (!parsed || !token) return undefined;
  // Between more than one quote on each side names of tables are not written.
  if (parsed.file.text[token.start + 1] === '"' && token.end - token.start > 2) return undefined;
  const around = nodesAt(parsed.file.body, offset);
  const literal = around.at(-1);
  const call = around.findLast((at) => at.is === 'expr' && at.node.kind === 'call');
  if (literal?.is !== 'expr' || literal.node.kind !== 'literal') return undefined;
  if (call?.is !== 'expr' || call.node.kind !== 'call') return undefined;
  if (!call.node.args.some(({ value }) => value === literal.node)) return undefined;
  const target = snapshot.targetAt(call.node.callee.span);
  const wanted = target?.kind === 'value' ? named[target.path] : undefined;
  if (!wanted) return undefined;
  const range: Span = { file, start: token.start + 1, end: token.end - 1 };
  const items = (settings[wanted] ?? []).map((name) => ({
    label: name,
    kind: 'constant' as const,
    insert: escapeText(name, true),
  }));
  return { range, items };
}
