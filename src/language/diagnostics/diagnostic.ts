import type { Diagnostic, DiagnosticNote, Span } from '../../base';
import { catalogue, type DiagnosticSlug } from './catalogue';

/**
 * Makes a diagnostic of a catalogue row: code and severity come from the row, `message` is the complete text
 * shown, `additional` the secondary labels (with a span) and notes (without one) in the order they are shown.
 */
export function diagnosticAt(
  slug: DiagnosticSlug,
  span: Span,
  message: string,
  additional: readonly DiagnosticNote[] = [],
): Diagnostic {
  const { code, severity } = catalogue[slug];
  return { code, slug, severity, message, span, additional };
}
