import { sourceName } from '../../syntax';
import { isUnknownType, type Type } from '../../types/type';
import type { Caret } from '../caret';
import { fitValue } from '../fit';
import { printReadable } from '../print-short';
import { type LocalName, localNames, membersInScope, moduleOf } from '../scope';
import { isLibrary } from '../snapshot';
import { importable } from './importable';
import { type CompletionItem, type CompletionSettings, memberItem } from './item';
import { calleeOf } from './pipe';

/** Which names can stand at a place. */
export type NameKind = 'value' | 'type' | 'annotation';

/**
 * The names in scope, local ones first, then those of the module, then the rest; names whose values are of the
 * wanted type go before the others. Behind them what can be reached by a path (EDT-6, 5).
 */
export function nameItems(
  caret: Caret,
  kind: NameKind,
  settings: CompletionSettings,
  wanted?: Type,
): CompletionItem[] {
  const { snapshot } = caret;
  const module = moduleOf(caret);
  const ranked: { item: CompletionItem; rank: number }[] = [];
  const locals = localNames(caret);
  for (const local of locals) {
    if ((local.kind === 'type parameter') !== (kind === 'type')) continue;
    const fits = wanted !== undefined && local.type !== undefined && suits(caret, local.type, wanted);
    ranked.push({ item: localItem(local), rank: fits ? 0 : 2 });
  }
  const hidden = new Set(locals.map(({ name }) => name));
  const seen = new Set<string>();
  for (const [name, member] of membersInScope(caret, module)) {
    if (name === '' || hidden.has(name)) continue;
    if (!isOf(caret, member, kind)) continue;
    if (member.kind !== 'module') {
      if (member.path === caret.definition && kind === 'value') continue;
      seen.add(member.path);
    }
    const own = module.members.has(name);
    // Constructors of numbers and texts are hardly ever meant.
    if (kind === 'value' && member.kind === 'type' && isLibrary(member.path)) {
      ranked.push({ item: memberItem(snapshot, member, name, settings), rank: 7 });
      continue;
    }
    const fits = wanted !== undefined && member.kind !== 'module' && gives(caret, member.path, wanted);
    ranked.push({
      item: memberItem(snapshot, member, name, settings),
      rank: fits ? (own ? 1 : 3) : own ? 4 : 5,
    });
  }
  for (const { name, member } of importable(caret)) {
    if (member.kind === 'module' || seen.has(member.path) || !isOf(caret, member, kind)) continue;
    ranked.push({ item: memberItem(snapshot, member, name, settings), rank: 6 });
  }
  return ranked.sort((a, b) => a.rank - b.rank).map(({ item }) => item);
}

/** Whether a member can stand where this kind of name is wanted; modules lead on to everything. */
export function isOf(
  { snapshot }: Caret,
  member: { readonly kind: string; readonly path?: string },
  kind: NameKind,
): boolean {
  if (member.kind === 'module') return true;
  if (kind !== 'value') return member.kind === kind;
  // The constructor of a frame is a function.
  return (
    member.kind === 'value' || (member.kind === 'type' && snapshot.type(member.path ?? '')?.kind === 'frame')
  );
}

function localItem({ name, type }: LocalName): CompletionItem {
  const insert = sourceName(name);
  const known = type && !isUnknownType(type);
  return {
    label: name,
    kind: 'local',
    ...(known && { detail: printReadable(type) }),
    ...(insert !== name && { insert }),
  };
}

function suits(caret: Caret, type: Type, wanted: Type): boolean {
  if (isUnknownType(type)) return false;
  return fitValue(caret.snapshot, { path: '', type, typeParams: [] }, wanted, caret.definition) !== undefined;
}

/** Whether the definition, or what it returns, is of the wanted type. */
function gives(caret: Caret, path: string, wanted: Type): boolean {
  const { snapshot, definition } = caret;
  const callee = calleeOf(caret, path);
  const value = snapshot.value(path);
  const type =
    snapshot.expand(wanted).kind === 'function' ? value?.type : (callee?.type.result ?? value?.type);
  if (!type || type.kind === 'parameter') return false;
  const typeParams = value?.typeParams ?? [];
  return fitValue(snapshot, { path, type, typeParams }, wanted, definition) !== undefined;
}
