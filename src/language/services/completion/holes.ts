import type { Span } from '../../../base';
import type { Type } from '../../types/type';
import { type Caret, caretAt } from '../caret';
import { localNames, membersInScope, moduleOf } from '../scope';
import type { LanguageSnapshot } from '../snapshot';
import { fieldsOfType } from './fields';
import type { Completion, CompletionItem, CompletionSettings } from './item';
import { nameItems } from './names';

/** `{`, then names each with a dot behind it, then the word at the caret. */
const open = /(?:^|[^{])(?:\{\{)*\{((?:[\p{L}_][\p{L}\p{N}_]*\.)*)([\p{L}_]?[\p{L}\p{N}_]*)$/u;

/** Inside of the braces of an interpolated text: names in scope and, behind a dot, fields (EDT-6). */
export function completeHole(
  snapshot: LanguageSnapshot,
  file: string,
  offset: number,
  settings: CompletionSettings,
): Completion | undefined {
  const parsed = snapshot.file(file);
  const token = parsed?.tokens.find(
    ({ kind, start, end }) => kind === 'interpolated string' && start < offset && offset < end,
  );
  if (!parsed || !token) return undefined;
  const found = open.exec(parsed.file.text.slice(token.start, offset));
  const caret = found && caretAt(snapshot, file, token.start);
  if (!found || !caret) return undefined;
  const [, path = '', word = ''] = found;
  const rest = /^[\p{L}\p{N}_]*/u.exec(parsed.file.text.slice(offset))?.[0] ?? '';
  const range: Span = { file, start: offset - word.length, end: offset + rest.length };
  const [head, ...fields] = path.split('.').slice(0, -1);
  if (head === undefined) return { range, items: nameItems(caret, 'value', settings).filter(isPlainName) };
  let type = typeOfName(caret, head);
  for (const name of fields) type = type && snapshot.fieldsOf(type)?.find((one) => one.name === name)?.type;
  // Only names can be written there, no positions.
  const items = type ? fieldsOfType(caret, type).filter(({ label }) => !/^\d/.test(label)) : [];
  return { range, items };
}

function isPlainName({ kind, label }: CompletionItem): boolean {
  return (kind === 'local' || kind === 'constant') && !label.includes('::');
}

function typeOfName(caret: Caret, name: string): Type | undefined {
  const local = localNames(caret).find((one) => one.name === name);
  if (local) return local.type;
  const member = membersInScope(caret, moduleOf(caret)).get(name);
  return member && member.kind !== 'module' ? caret.snapshot.value(member.path)?.type : undefined;
}
