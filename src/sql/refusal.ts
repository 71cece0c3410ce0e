import type { AppError, Span } from '../base';

/**
 * Why a program has no SQL (specification 4 §13). Thrown inside the compiler only; `compileSql` turns it into
 * an error value.
 */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly span?: Span,
  ) {
    super(message);
    this.name = 'Refusal';
  }

  toAppError(): AppError {
    const error: AppError = { kind: 'plan', code: this.code, message: this.message };
    return this.span === undefined ? error : { ...error, span: this.span };
  }
}
