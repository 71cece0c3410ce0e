import type { Diagnostic } from '../../../base';
import { diagnosticAt } from '../../diagnostics';
import type { Definition, ModuleBody } from '../tree';

/**
 * Names that one module body of a file defines twice (specification 1 §2.1): two diagnostics for each, first
 * at the later definition, then at the earlier one. Imports do not count.
 */
export function duplicateNames(body: ModuleBody): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  addDuplicateNames(body, diagnostics);
  return diagnostics;
}

function addDuplicateNames(body: ModuleBody, diagnostics: Diagnostic[]): void {
  const earlier = new Map<string, Definition>();
  for (const definition of body.definitions) {
    if (definition.kind === 'import') continue;
    if (definition.kind === 'module') addDuplicateNames(definition.body, diagnostics);
    const { name } = definition.name;
    const first = earlier.get(name);
    if (first) {
      diagnostics.push(diagnosticAt('duplicate-name-in-file', definition.span, 'duplicate name'));
      diagnostics.push(diagnosticAt('duplicate-name-in-file', first.span, 'duplicate name'));
    }
    earlier.set(name, definition);
  }
}
