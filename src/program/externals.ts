import type { Diagnostic, Representation } from '../base';
import type { Program } from './ir';
import { programDiagnostic } from './problem';
import { walk } from './rewrite';

const universal: ReadonlySet<string> = new Set(
  'convert ops array option math text date timestamp'.split(' ').map((name) => `std::${name}`),
);

/** What every program for a target may use besides the externals that all targets have (specification 3 F). */
const implicit: Readonly<Record<Representation, readonly string[]>> = {
  'sql-pg': ['std::sql'],
  'sql-duckdb': ['std::sql', 'std::fs'],
  'bytecode-lt': [],
};

/** The prefixes permitted for a target: those of all targets, its own, and those its runner offers. */
export function permittedExternals(target: Representation, offered: readonly string[]): readonly string[] {
  return [...implicit[target], ...offered];
}

/** Whether every target has this external, so that no runner needs to offer it. */
export function isUniversalExternal(id: string): boolean {
  return isPermitted(id, universal);
}

/**
 * One diagnostic for every pointer of a lowered program to an external that is permitted neither for all targets
 * nor by `permitted`, in the order they are met (specification 3 F). They are reported without a place; the span,
 * where the text of the person has one, is for the editor. A prefix permits at `::` boundaries only: `std::fs`
 * does not permit `std::fsx::y`.
 */
export function missingImplementations(program: Program, permitted: readonly string[]): Diagnostic[] {
  const prefixes = new Set([...universal, ...permitted]);
  const missing: Diagnostic[] = [];
  const nowhere = { file: '', start: 0, end: 0 };
  const known = new Set<string>();
  walk(program.main, (expr) => {
    if (expr.kind !== 'external' || known.has(expr.id)) return;
    if (isPermitted(expr.id, prefixes)) {
      known.add(expr.id);
      return;
    }
    const span = expr.span ?? program.main.span ?? nowhere;
    missing.push(
      programDiagnostic('missing-implementation', span, `missing implementation for \`${expr.id}\``),
    );
  });
  return missing;
}

function isPermitted(id: string, prefixes: ReadonlySet<string>): boolean {
  if (prefixes.has(id)) return true;
  for (let end = id.lastIndexOf('::'); end > 0; end = id.lastIndexOf('::', end - 1)) {
    if (prefixes.has(id.slice(0, end))) return true;
  }
  return false;
}
