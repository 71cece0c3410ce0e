import type { Diagnostic } from '../../base';
import { diagnosticAt } from '../diagnostics';
import { displayName } from '../syntax/identifier';
import type { Definitions } from './definitions';
import type { TypedOf, TypedPattern } from './typed-tree';

/**
 * Hints about a match: variants that no branch names, and branches that nothing can reach. The language itself
 * checks neither (specification 1 §8.2, 7 §4.4).
 */
export function matchHints(match: TypedOf<'match'>, definitions: Definitions): Diagnostic[] {
  const hints: Diagnostic[] = [];
  const type = definitions.expand(match.subject.type);
  const variants = type.kind === 'enum' ? type.variants.map((variant) => variant.name) : [];
  /** Variants that an earlier branch takes whatever their payload. */
  const covered = new Set<string>();
  const named = new Set<string>();
  let everything = false;
  for (const { pattern, span } of match.branches) {
    const names = namedVariants(pattern);
    const taken = everything || names?.every((name) => covered.has(name)) === true;
    const exhausted = variants.length > 0 && variants.every((name) => covered.has(name));
    if (taken || exhausted) {
      hints.push(
        diagnosticAt(
          'unreachable-branch',
          span,
          'this branch is never reached: earlier ones take everything',
        ),
      );
    }
    if (!names) everything ||= takesAll(pattern);
    for (const name of names ?? []) named.add(name);
    for (const name of coveredVariants(pattern)) covered.add(name);
  }
  const missing = variants.filter((name) => !named.has(name));
  if (!everything && missing.length > 0) {
    const list = missing.map((name) => `\`.${displayName(name)}\``).join(', ');
    const message = `no branch names ${list}; the last branch takes ${missing.length > 1 ? 'them' : 'it'}`;
    hints.push(diagnosticAt('missing-arms', match.span, message));
  }
  return hints;
}

/** The variants that a pattern mentions at its top; undefined when it is no variant pattern. */
function namedVariants(pattern: TypedPattern): string[] | undefined {
  if (pattern.kind === 'variant') return [pattern.name];
  if (pattern.kind !== 'or') return undefined;
  const names = pattern.alternatives.map(namedVariants);
  return names.every((list) => list !== undefined) ? names.flat() : undefined;
}

/** The variants that a pattern takes with any payload. */
function coveredVariants(pattern: TypedPattern): string[] {
  if (pattern.kind === 'or') return pattern.alternatives.flatMap(coveredVariants);
  if (pattern.kind !== 'variant') return [];
  return !pattern.payload || takesAll(pattern.payload) ? [pattern.name] : [];
}

function takesAll(pattern: TypedPattern): boolean {
  return pattern.kind === 'bind' || (pattern.kind === 'or' && pattern.alternatives.some(takesAll));
}
