import type { Span } from './span';

export type ErrorCategory = 'transient' | 'permanent' | 'unknown';
export type ErrorSeverity = 'info' | 'warning' | 'error' | 'critical';

/**
 * The one shape of an error outside the compiler (specification 5 §20). `message` is written for people,
 * `code` for programs; a code never changes its meaning. Plain data: it crosses workers as it is.
 */
export interface AppError {
  readonly kind: 'plan' | 'routing' | 'session' | 'durable' | 'data' | 'share' | 'usage';
  readonly code: string;
  readonly message: string;
  readonly category?: ErrorCategory;
  readonly severity?: ErrorSeverity;
  /** What the person can do about it, one sentence. */
  readonly hint?: string;
  readonly span?: Span;
  readonly stageId?: string;
  readonly runner?: string;
  /** The engine's own words, kept as a detail. */
  readonly detail?: string;
  readonly cause?: AppError;
  readonly data?: unknown;
}
