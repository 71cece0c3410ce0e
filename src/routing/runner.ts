import type { AppError, CheckpointId, Requirements, Result, RunnerProfile } from '../base';
import type { BuildContext } from './build-context';
import type { SelectorJson } from './selector';

export type { Effect, Labels, Representation, Requirements, RunnerLimits, RunnerProfile } from '../base';

/** What a launch asks of a runner (specification 5 §8.1). */
export interface RunSpec {
  readonly slot: string;
  readonly requirements: Requirements;
  /** The text form, or the JSON form (specification 5 §8.2). */
  readonly selector?: string | SelectorJson;
  /** Milliseconds; 0 means none. */
  readonly timeoutMs: number;
}

/** A prepared program's handle: counts up from 0 in a session and is never used again. */
export type ProgramId = number;

/** Asked between batches; `true` means stop now (SES-6). */
export type Probe = () => boolean;

/**
 * An opened runner (specification 5 §8.4, 3 part J): bytes in, bytes out. `program` is an encoded `rr::Program`,
 * `outputType` an encoded `rr::ProgramType` for STG-12. Failures reject with a {@link SessionError}.
 */
export interface RunnerSession {
  readonly environmentEpoch: string;
  /** `counted` are positions of bytecode expressions that give arrays: their items are counted, where the runner can. */
  prepare(program: Uint8Array, outputType: Uint8Array, counted?: readonly number[]): Promise<ProgramId>;
  /** One at a time, in order of arrival (SES-1). The output is canonical (STG-12) and belongs to the caller. */
  execute(id: ProgramId, input: Uint8Array, probe?: Probe): Promise<Uint8Array>;
  /**
   * How many items each counted expression gave in the last execution, in the order of `prepare`; null for one that
   * was not evaluated exactly once. Runners without counters lack this (NODE-13).
   */
  counts?(id: ProgramId): Promise<readonly (number | null)[]>;
  /** An unknown id is no error. */
  release(id: ProgramId): Promise<void>;
  pullSchema(): Promise<string>;
  getExternals(): Promise<readonly string[]>;
  shutdown(): Promise<void>;
  /** Asks the current `execute` to stop; false where that is not possible. */
  interrupt(): Promise<boolean>;
  terminate(): void;
  /** Write markers (EFX-1, EFX-2), of SQL runners only. */
  readonly effects?: EffectLog;
}

/** Remembers finished writes inside the database they changed, so that a crash does not repeat one. */
export interface EffectLog {
  /** The result of the write that was committed under this key, or null. */
  marker(key: EffectKey): Promise<Uint8Array | null>;
  /** Runs like `execute`, in one transaction that also stores the marker. */
  execute(id: ProgramId, input: Uint8Array, key: EffectKey, probe?: Probe): Promise<Uint8Array>;
}

export interface EffectKey {
  /** The instance, as text. */
  readonly instance: string;
  readonly checkpoint: CheckpointId;
}

export type SessionErrorCode =
  | 'DECODE_ERROR'
  | 'PROGRAM_NOT_FOUND'
  | 'PREPARE_ERROR'
  | 'EXECUTION_ERROR'
  | 'INTERRUPTED'
  | 'DISCONNECTED'
  | 'OUT_OF_MEMORY'
  | 'SCHEMA_DRIFT'
  | 'STAGE_TOO_LARGE';

/** What a session rejects with; `appError` is plain data for crossing workers (RPC-3). */
export class SessionError extends Error {
  readonly appError: AppError;
  constructor(code: SessionErrorCode, message: string, more: Partial<AppError> = {}) {
    super(message);
    this.name = 'SessionError';
    this.appError = { kind: 'session', ...more, code, message };
  }
}

/** Whether the engine ended with this error: the next session has a new one, and a program may be tried again on it. */
export function endedEngine({ data }: AppError): boolean {
  return typeof data === 'object' && data !== null && 'ended' in data;
}

/** A runner that can be registered with the router. */
export interface Runner {
  readonly profile: RunnerProfile;
  readonly name: string;
  /** Synchronous, pure, never throws (ROUT-2). */
  supports(spec: RunSpec): boolean | { readonly no: string };
  build(spec: RunSpec, context: BuildContext): Promise<Result<RunnerSession>>;
}
