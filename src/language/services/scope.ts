import type { Span } from '../../base';
import type { ModuleScope, ScopeMember } from '../names/module-scope';
import type { Ident, Pattern } from '../syntax';
import type { Type } from '../types/type';
import { type Caret, moduleAround } from './caret';

/** A name that only the text around the caret knows. */
export interface LocalName {
  readonly name: string;
  readonly kind: 'param' | 'let' | 'pattern' | 'type parameter';
  readonly span: Span;
  readonly type?: Type;
}

/** The local names that can be used at the caret, innermost first; hidden ones are left out. */
export function localNames(caret: Caret): LocalName[] {
  const anchor = caret.before(1)?.end ?? 0;
  const found: LocalName[] = [];
  const add = (kind: LocalName['kind'], { name, span }: Ident): void => {
    if (name === '' || span.start >= anchor) return;
    found.push({ name, kind, span, type: caret.snapshot.localAt(span)?.type });
  };
  const addPattern = (pattern: Pattern): void => {
    if (pattern.kind === 'bind') add('pattern', pattern.name);
    else if (pattern.kind === 'variant' && pattern.payload) addPattern(pattern.payload);
    else if (pattern.kind === 'or' && pattern.alternatives[0]) addPattern(pattern.alternatives[0]);
  };
  for (const at of caret.around) {
    if (at.is === 'definition' && (at.node.kind === 'func' || at.node.kind === 'external')) {
      // Type parameters are in scope before they are written down.
      for (const { name } of at.node.where) {
        found.push({ name: name.name, kind: 'type parameter', span: name.span });
      }
      if (at.node.kind === 'func' && at.node.body.extent.start <= caret.word.start) {
        for (const param of at.node.params) add('param', param.name);
      }
    } else if (at.is === 'expr' && at.node.kind === 'function') {
      if (at.node.body.extent.start <= caret.word.start)
        for (const param of at.node.params) add('param', param.name);
    } else if (at.is === 'expr' && at.node.kind === 'let') {
      if (at.node.value.extent.end < anchor) add('let', at.node.name);
    } else if (at.is === 'branch') {
      if (at.node.pattern.span.end < anchor) addPattern(at.node.pattern);
    }
  }
  const innermost = new Map<string, LocalName>();
  for (const local of found) innermost.set(local.name, local);
  return [...innermost.values()].reverse();
}

/** The module that the text at the caret belongs to. */
export function moduleOf(caret: Caret): ModuleScope {
  const { snapshot } = caret;
  return snapshot.module(moduleAround(snapshot, caret.word.file, caret.around)) ?? snapshot.tolerant.root;
}

/** Everything that a module's text can mention by one name, own members first. */
export function membersInScope(caret: Caret, module: ModuleScope): Map<string, ScopeMember> {
  const { walker } = caret.snapshot.tolerant;
  const members = new Map<string, ScopeMember>();
  for (const name of walker.memberNames(module)) {
    if (members.has(name)) continue;
    const found = walker.member(module, name);
    if (found.ok) members.set(name, found.member);
  }
  return members;
}

/** What stands behind `::` after these segments; undefined when they lead nowhere. */
export function membersOfPath(
  caret: Caret,
  segments: readonly Ident[],
): ReadonlyMap<string, ScopeMember> | undefined {
  const found = caret.snapshot.tolerant.walker.resolve(moduleOf(caret), segments);
  if (!found.ok || found.member.kind !== 'module') return undefined;
  const { module } = found.member;
  return new Map([...module.starMembers, ...module.members]);
}
