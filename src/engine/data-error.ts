import type { AppError } from '../base';

/** An error about a data file; message and hint are sentences. */
export function dataError(code: string, message: string, hint?: string): AppError {
  return { kind: 'data', code, message, ...(hint === undefined ? {} : { hint }) };
}
