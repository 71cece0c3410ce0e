import type { Diagnostic, DiagnosticNote, Span } from '../../base';
import { type DiagnosticSlug, diagnosticAt } from '../diagnostics';
import { closeNames } from '../names/suggest';
import type { EnumType } from './type';

/** A mistake whose place may still have to be found: comparisons leave it to those who know the expression. */
export interface Problem {
  readonly slug: DiagnosticSlug;
  readonly message: string;
  readonly notes: readonly DiagnosticNote[];
  readonly span?: Span;
  /** Names that may have been meant. */
  readonly suggestions?: readonly string[];
}

export function problem(
  slug: DiagnosticSlug,
  message: string,
  span?: Span,
  notes: readonly string[] = [],
): Problem {
  return { slug, message, span, notes: notes.map((note) => ({ message: note })) };
}

export function missingVariant(type: EnumType, name: string): Problem {
  const suggestions = closeNames(
    name,
    type.variants.map((variant) => variant.name),
  );
  return { ...problem('variant-does-not-exist', 'variant does not exist'), suggestions };
}

/** The diagnostic, at `fallback` unless the problem has a place of its own. */
export function problemAt(problem: Problem, fallback: Span): Diagnostic {
  const { slug, message, notes, span, suggestions } = problem;
  const diagnostic = diagnosticAt(slug, span ?? fallback, message, notes);
  return suggestions && suggestions.length > 0 ? { ...diagnostic, suggestions } : diagnostic;
}
