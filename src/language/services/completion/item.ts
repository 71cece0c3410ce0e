import type { Span } from '../../../base';
import type { ScopeMember } from '../../names/module-scope';
import { sourceName } from '../../syntax';
import type { Type } from '../../types/type';
import { docOf } from '../docs';
import { printReadable } from '../print-short';
import type { LanguageSnapshot } from '../snapshot';

export type CompletionKind =
  | 'field'
  | 'variant'
  | 'function'
  | 'constant'
  | 'type'
  | 'module'
  | 'local'
  | 'keyword'
  | 'snippet';

/** One thing that could be written at the caret. */
export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** The type or signature as it would be at this place. */
  readonly detail?: string;
  /** Of a function that takes the piped value: the type of what comes out. */
  readonly result?: string;
  /** All that is written about it. */
  readonly doc?: string;
  /** What to write when it is not the label; with `snippet`, `$1`, `$2` … and `$0` are stops of the caret. */
  readonly insert?: string;
  readonly snippet?: boolean;
  /** Why the chosen runner cannot run it; such entries come last and may still be chosen (EDT-8). */
  readonly refusal?: string;
  /** Marked `@hidden`: comes last of all. */
  readonly hidden?: boolean;
}

/** What the caller knows besides the text. */
export interface CompletionSettings {
  /** Why the chosen runner does not offer the function with this absolute path; undefined when it does. */
  readonly refusal?: (path: string) => string | undefined;
  /** Names of tables and of files that there are, for the texts that name them. */
  readonly tables?: readonly string[];
  readonly files?: readonly string[];
}

export interface Completion {
  /** What the chosen entry replaces. */
  readonly range: Span;
  /** Best first. */
  readonly items: readonly CompletionItem[];
}

/** An entry for something that has a path; `name` is how it is written here. */
export function memberItem(
  snapshot: LanguageSnapshot,
  member: ScopeMember,
  name: string,
  settings: CompletionSettings,
): CompletionItem {
  const insert = name.split('::').map(sourceName).join('::');
  const base = { label: name, ...(insert !== name && { insert }) };
  if (member.kind === 'module') {
    return { ...base, kind: 'module', detail: `module ${name}`, doc: member.module.doc };
  }
  const { path } = member;
  const value = snapshot.value(path);
  const hidden = (value ?? snapshot.type(path))?.annotations.some((one) => one.path === 'std::hidden');
  return {
    ...base,
    kind: member.kind === 'type' ? 'type' : value?.kind === 'const' ? 'constant' : 'function',
    detail: snapshot.signature(path),
    doc: docOf(snapshot, path),
    refusal: value?.kind === 'external' ? settings.refusal?.(path) : undefined,
    ...(hidden && { hidden }),
  };
}

export function fieldItem(name: string, type: Type, doc?: string): CompletionItem {
  const insert = sourceName(name);
  return { label: name, kind: 'field', detail: printReadable(type), doc, ...(insert !== name && { insert }) };
}
