import type { Diagnostic } from '../../base';
import { diagnosticAt } from '../diagnostics';
import { displayName } from '../syntax/identifier';
import type { Module } from './module-tree';
import type { Resolution } from './resolution';

/** Hints for parameters, `let`s, pattern names and imports that nothing uses; those that begin with `_` may be. */
export function unusedNames(root: Module, resolutions: readonly Resolution[]): Diagnostic[] {
  const hints: Diagnostic[] = [];
  const hint = (name: string, span: Diagnostic['span'], what: string): void => {
    if (name.startsWith('_')) return;
    hints.push(diagnosticAt('unused-name', span, `${what} \`${displayName(name)}\` is never used`));
  };
  for (const { introduced } of resolutions) {
    for (const { name, kind, span, used, again } of introduced) {
      if (!used && !again) hint(name, span, kind === 'param' ? 'parameter' : 'name');
    }
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
