/**
 * What the protocol carries: programs, inputs and outputs as bytes (specification 3 J1). Failures reject with a
 * {@link RunnerError}. An input is neither changed nor kept by the runner; an output belongs to the caller.
 */
export interface ProgramRunner {
  /** Takes an encoded `rr::Program`; handles count up from 0 and are never used again. */
  prepare(program: Uint8Array): Promise<number>;
  execute(handle: number, input: Uint8Array): Promise<Uint8Array>;
  /** An unknown handle is no error. */
  release(handle: number): Promise<void>;
  /** Lutra source that declares what the runner offers; empty if nothing. */
  pullSchema(): Promise<string>;
  /** Module prefixes the runner implements, and one `repr:` name. */
  getExternals(): Promise<readonly string[]>;
  shutdown(): Promise<void>;
}

/** What a runner or the way to it fails with. `code` is one of specification 3 J3 or of ours (5 §8.4), or absent. */
export class RunnerError extends Error {
  readonly code: string | undefined;
  constructor(display: string, code?: string) {
    super(display);
    this.name = 'RunnerError';
    this.code = code;
  }
}

export function disconnected(): RunnerError {
  return new RunnerError('runner disconnected', 'DISCONNECTED');
}
