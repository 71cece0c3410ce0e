import type { Span } from './span';

/** The language's own codes (specification 1 §11.1). */
export type DiagnosticCode = 'E0000' | 'E0001' | 'E0002' | 'E0003' | 'E0004' | 'E0005' | 'E0006' | 'E0007';

/**
 * A message about source text. Errors come from the language; hints are ours and never make a program
 * invalid (specification 1 §11, 7 §4.4).
 */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  /** A stable name of the catalogue row (EXP-5), for example `type-mismatch`; one explanation page each. */
  readonly slug: string;
  readonly severity: 'error' | 'hint';
  readonly message: string;
  readonly span: Span;
  /** Secondary labels (with a span) and notes (without), in order. */
  readonly additional: readonly DiagnosticNote[];
  /** Names that may have been meant, best first; not part of the message. */
  readonly suggestions?: readonly string[];
}

export interface DiagnosticNote {
  readonly message: string;
  readonly span?: Span;
}
