import type { Diagnostic, DiagnosticNote, Span } from '../../base';
import { type DiagnosticSlug, diagnosticAt } from '../diagnostics';

/** A mistake whose place may still have to be found: comparisons leave it to those who know the expression. */
export interface Problem {
  readonly slug: DiagnosticSlug;
  readonly message: string;
  readonly notes: readonly DiagnosticNote[];
  readonly span?: Span;
}

export function problem(
  slug: DiagnosticSlug,
  message: string,
  span?: Span,
  notes: readonly string[] = [],
): Problem {
  return { slug, message, span, notes: notes.map((note) => ({ message: note })) };
}

/** The diagnostic, at `fallback` unless the problem has a place of its own. */
export function problemAt({ slug, message, notes, span }: Problem, fallback: Span): Diagnostic {
  return diagnosticAt(slug, span ?? fallback, message, notes);
}
