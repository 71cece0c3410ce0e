/**
 * What can be wrong between a value, its type and its bytes (specification 3 A6). Across the runner protocol
 * every one of them is a `DECODE_ERROR`.
 */
export interface FormatError {
  readonly kind: 'BadValueType' | 'InvalidData' | 'InvalidType' | 'Bug';
  /** A sentence for people, without a full stop. */
  readonly message: string;
  /** Of `BadValueType`: what the type asks for and what was given. */
  readonly expected?: string;
  readonly found?: string;
  /** Of `InvalidData`: the byte where reading failed. */
  readonly offset?: number;
}

/** Carries a {@link FormatError} out of deep loops; the functions of this room catch it and return the error. */
export class FormatFailure extends Error {
  readonly error: FormatError;
  constructor(error: FormatError) {
    super(error.message);
    this.name = 'FormatFailure';
    this.error = error;
  }
}

export function invalidData(message: string, offset?: number): FormatFailure {
  return new FormatFailure({ kind: 'InvalidData', message, offset });
}

export function invalidType(message: string): FormatFailure {
  return new FormatFailure({ kind: 'InvalidType', message });
}

/** Runs `work`, turning a {@link FormatFailure} into an error value. Anything else is a bug and passes through. */
export function catchFormat<T>(work: () => T): { ok: true; value: T } | { ok: false; error: FormatError } {
  try {
    return { ok: true, value: work() };
  } catch (thrown) {
    if (thrown instanceof FormatFailure) return { ok: false, error: thrown.error };
    throw thrown;
  }
}
