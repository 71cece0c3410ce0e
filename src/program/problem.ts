import type { Diagnostic, Span } from '../base';

/** The mistakes that show only when a program is lowered or inlined. */
export type ProblemSlug =
  | 'invalid-date'
  | 'cyclic-reference'
  | 'entry-not-data'
  | 'no-default'
  | 'not-comparable'
  | 'function-in-data'
  | 'program-too-large'
  | 'missing-implementation';

/** A diagnostic of this room, always an error with code E0000. */
export function programDiagnostic(slug: ProblemSlug, span: Span, message: string): Diagnostic {
  return { code: 'E0000', slug, severity: 'error', message, span, additional: [] };
}
