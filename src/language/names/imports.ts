import type { Diagnostic } from '../../base';
import { diagnosticAt } from '../diagnostics';
import type { Reference, ScopeMember } from './module-scope';
import type { Import, Module } from './module-tree';
import type { PathFault, PathWalker } from './path';

const slugs = {
  'name does not exist': 'name-does-not-exist',
  'unknown name': 'unknown-name',
  'recursive reference': 'recursive-reference',
} as const satisfies Record<PathFault, string>;

/** The diagnostic for a path that leads nowhere. */
export function pathDiagnostic(fault: PathFault, span: Import['span']): Diagnostic {
  return diagnosticAt(slugs[fault], span, fault);
}

/**
 * Resolves all imports below `root`: named ones of a module, then of its submodules; then star imports
 * likewise (specification 1 §4.3, §4.6). Returns the first mistake; the others are still resolved.
 */
export function resolveImports(
  root: Module,
  walker: PathWalker,
  references?: Reference[],
): Diagnostic | undefined {
  const named = resolveNamed(root, walker, references);
  const stars = resolveStars(root, walker, references);
  return named ?? stars;
}

function resolveNamed(module: Module, walker: PathWalker, references?: Reference[]): Diagnostic | undefined {
  let error: Diagnostic | undefined;
  for (const entry of module.imports) {
    const result = walker.follow(entry);
    if (result.ok) references?.push(importReference(entry, result.member));
    else error ??= pathDiagnostic(result.fault, result.at ?? entry.span);
  }
  for (const child of module.children) {
    const inner = resolveNamed(child, walker, references);
    error ??= inner;
  }
  for (const [name, entry] of module.named) {
    if (!module.members.has(name) && entry.target) module.members.set(name, entry.target);
  }
  return error;
}

function resolveStars(module: Module, walker: PathWalker, references?: Reference[]): Diagnostic | undefined {
  let error: Diagnostic | undefined;
  for (const entry of module.stars) {
    let result = walker.resolve(module, entry.segments);
    if (!result.ok && module.parent) {
      const outer = walker.resolve(module.parent, entry.segments);
      if (outer.ok) result = outer;
    }
    if (!result.ok) {
      error ??= pathDiagnostic(result.fault, result.at ?? entry.span);
      continue;
    }
    references?.push(importReference(entry, result.member));
    if (result.member.kind !== 'module') {
      error ??= diagnosticAt('expected-module', entry.span, 'expected module');
      continue;
    }
    const target = result.member.module;
    for (const members of [target.members, target.starMembers]) {
      for (const [name, member] of members) {
        if (!module.members.has(name) && !module.starMembers.has(name)) module.starMembers.set(name, member);
      }
    }
  }
  for (const child of module.children) {
    const inner = resolveStars(child, walker, references);
    error ??= inner;
  }
  return error;
}

function importReference(entry: Import, member: ScopeMember): Reference {
  const last = entry.segments.at(-1);
  return { span: last?.span ?? entry.span, target: globalTarget(member) };
}

/** What a reference to a member of a module points at. */
export function globalTarget(member: ScopeMember): Reference['target'] {
  return member.kind === 'module' ? { kind: 'module', path: member.module.path } : member;
}
