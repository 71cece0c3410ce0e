import type { Diagnostic, Span } from '../base';

/** The mistakes that only planning can find; each has an explanation page (EXP-5). */
export type PlanSlug = 'config-invalid' | 'write-not-allowed' | 'no-sql' | 'superseded';

/** A diagnostic of this room, always an error with code E0000. */
export function planDiagnostic(slug: PlanSlug, message: string, span: Span = nowhere): Diagnostic {
  return { code: 'E0000', slug, severity: 'error', message, span, additional: [] };
}

const nowhere: Span = { file: '', start: 0, end: 0 };
