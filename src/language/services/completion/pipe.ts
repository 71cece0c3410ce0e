import type { ScopeMember } from '../../names/module-scope';
import type { Expr } from '../../syntax';
import type { FunctionType, Type, TypeParameter } from '../../types/type';
import type { Caret } from '../caret';
import { type Fit, fitFirst } from '../fit';
import { nameTypes } from '../name-types';
import { printShort } from '../print-short';
import { membersInScope, moduleOf } from '../scope';
import type { LanguageSnapshot } from '../snapshot';
import { importable } from './importable';
import { type CompletionItem, type CompletionSettings, memberItem } from './item';
import { escapeSnippet } from './variants';

/** The pipe whose right side is being written at the caret. */
export function pipeAt(caret: Caret): Extract<Expr, { kind: 'pipe' }> | undefined {
  const bar = caret.before(1);
  if (bar?.kind !== '|') return undefined;
  for (const at of caret.around) {
    if (at.is !== 'expr' || at.node.kind !== 'pipe') continue;
    if (at.node.left.extent.end <= bar.start && bar.end <= at.node.right.extent.start) return at.node;
  }
  return undefined;
}

interface Candidate {
  readonly item: CompletionItem;
  readonly closeness: number;
}

/** The functions that take the value on the left, best type match first, each with its result (EDT-6, 2). */
export function pipeItems(
  caret: Caret,
  pipe: Extract<Expr, { kind: 'pipe' }>,
  settings: CompletionSettings,
): CompletionItem[] {
  const { snapshot } = caret;
  const left = snapshot.typeOf(pipe.left);
  if (!left) return [];
  const module = moduleOf(caret);
  const candidates: Candidate[] = [];
  const seen = new Set<string>();
  const consider = (name: string, member: ScopeMember, own: boolean): void => {
    if (member.kind === 'module' || member.kind === 'annotation' || seen.has(member.path)) return;
    const callee = calleeOf(caret, member.path);
    if (!callee || member.path === caret.definition) return;
    const fit = fitFirst(snapshot, callee, left, caret.definition);
    if (!fit) return;
    seen.add(member.path);
    // Own functions go before equal ones, those that need a path behind them.
    const near = own ? 0.5 : name.includes('::') ? -0.5 : 0;
    candidates.push({
      item: pipedItem(snapshot, memberItem(snapshot, member, name, settings), fit),
      closeness: fit.closeness + near,
    });
  };
  for (const [name, member] of membersInScope(caret, module))
    consider(name, member, module.members.has(name));
  for (const { name, member } of importable(caret)) consider(name, member, false);
  return candidates.sort((a, b) => b.closeness - a.closeness).map(({ item }) => item);
}

/** What is called when the path is called: a function, or the constructor of a frame. */
export function calleeOf(
  { snapshot }: Caret,
  path: string,
): { path: string; type: FunctionType; typeParams: readonly TypeParameter[] } | undefined {
  const value = snapshot.value(path);
  if (value) {
    const type: Type = value.kind === 'const' ? snapshot.expand(value.type) : value.type;
    return type.kind === 'function' ? { path, type, typeParams: value.typeParams } : undefined;
  }
  const frame = snapshot.type(path);
  if (frame?.kind !== 'frame') return undefined;
  const { label, type } = frame;
  return {
    path,
    typeParams: [],
    type: { kind: 'function', params: [{ label, type }], result: { kind: 'named', path } },
  };
}

/** With brackets and a stop for the caret when more arguments are needed. */
function pipedItem(snapshot: LanguageSnapshot, item: CompletionItem, { type }: Fit): CompletionItem {
  const shown = printShort(nameTypes(snapshot, type));
  const more = type.params.slice(1).some((param) => param.default === undefined);
  const insert = item.insert ?? item.label;
  return {
    ...item,
    kind: item.kind === 'type' ? 'type' : 'function',
    detail: shown.replace(/^func /, `func ${item.label}`),
    ...(more && { insert: `${escapeSnippet(insert)}($0)`, snippet: true }),
    result: printShort(nameTypes(snapshot, type.result)),
  };
}
