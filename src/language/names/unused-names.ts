import type { Diagnostic } from '../../base';
import { diagnosticAt } from '../diagnostics';
import { displayName } from '../syntax/identifier';
import type { Module } from './module-tree';
import type { Resolver } from './resolve';

/** Hints for parameters, `let`s, pattern names and imports that nothing uses; those that begin with `_` may be. */
export function unusedNames(root: Module, resolver: Resolver): Diagnostic[] {
  const hints: Diagnostic[] = [];
  const hint = (name: string, span: Diagnostic['span'], what: string): void => {
    if (name.startsWith('_')) return;
    hints.push(diagnosticAt('unused-name', span, `${what} \`${displayName(name)}\` is never used`));
  };
  for (const binder of resolver.binders.values()) {
    if (resolver.used.has(binder) || resolver.alternatives.has(binder)) continue;
    hint(binder.name, binder.span, binder.kind === 'param' ? 'parameter' : 'name');
  }
  const visit = (module: Module): void => {
    for (const entry of module.imports) {
      if (!entry.used) hint(entry.name ?? '', entry.span, 'import');
    }
    for (const child of module.children) visit(child);
  };
  visit(root);
  return hints.sort((a, b) => a.span.start - b.span.start);
}
