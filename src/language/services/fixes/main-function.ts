import type { Span } from '../../../base';
import { sourceName } from '../../syntax';
import { printType } from '../../types/print-type';
import { definitionAround } from '../caret';
import type { LanguageSnapshot } from '../snapshot';
import { fix, insertAt, type QuickFix } from './quick-fix';

/** Where there is no `main`: one that runs the function or constant at the caret, or the last one (EDT-22). */
export function makeMain(snapshot: LanguageSnapshot, { file, start }: Span): QuickFix[] {
  if (snapshot.value('main') || snapshot.type('main')) return [];
  const around = definitionAround(snapshot, file, start);
  const last = [...snapshot.tolerant.owners.keys()].findLast((path) => runnable(snapshot, path));
  const path = runnable(snapshot, around) ? around : last;
  const value = path === undefined ? undefined : snapshot.value(path);
  const root = snapshot.sources.find((source) => snapshot.modulePathOf(source.path).length === 0);
  if (path === undefined || !value || !root) return [];
  const shown = path.split('::').map(sourceName).join('::');
  const text = `${root.text.endsWith('\n') || root.text === '' ? '' : '\n'}\nfunc main(`;
  if (value.kind === 'const')
    return [
      fix(`Make \`${shown}\` the program`, insertAt(root.path, root.text.length, `${text}) -> ${shown}\n`)),
    ];
  if (value.kind !== 'func') return [];
  const params = value.params
    .map((param) => `${sourceName(param.name)}: ${printType(param.type)}`)
    .join(', ');
  const args = value.params
    .map(({ name, label }) =>
      label === undefined ? sourceName(name) : `${sourceName(label)} = ${sourceName(name)}`,
    )
    .join(', ');
  return [
    fix(
      `Make \`${shown}\` the program`,
      insertAt(root.path, root.text.length, `${text}${params}) -> ${shown}(${args})\n`),
    ),
  ];
}

/** Constants, and functions without type parameters whose parameters all have different names. */
function runnable(snapshot: LanguageSnapshot, path: string): boolean {
  if (!snapshot.tolerant.owners.has(path)) return false;
  const value = snapshot.value(path);
  if (value?.kind === 'const') return true;
  if (value?.kind !== 'func' || value.typeParams.length > 0) return false;
  return new Set(value.params.map(({ name }) => name)).size === value.params.length;
}
