import type { CheckpointId, Json, Millis, PlanHash, StageId } from './brand';
import type { Result } from './result';

/** What a running launch is told to do next (specification 5 §14); `go` is to carry on. */
export type Directive = 'go' | 'pause' | 'cancel' | 'shutdown';

/**
 * All that a running launch can see of its instance; instance and run id are bound inside, so a launch has no
 * way to name another (API-3). Errors are those of specification 5 §12.3: `STALE_RUN`, `INVALID_INSTANCE_STATE`,
 * `INSTANCE_NOT_FOUND`, `CHECKPOINT_SAVE_FAILED`.
 */
export interface LaunchPort {
  /** Metadata of the stored checkpoints of this instance, read at the start of the launch. */
  known(): ReadonlyMap<CheckpointId, StoredTag>;
  /** Saves `state`, or gives what was saved before under this id: the stored state always wins (CKP-2). */
  checkpoint(id: CheckpointId, state: Uint8Array, tag: CheckpointTag): Promise<Result<CheckpointReply>>;
  /** Reads without saving. Null when there is none, or none that is valid for `tag` (CKP-6). */
  getCheckpoint(id: CheckpointId, tag: CheckpointTag): Promise<Result<Uint8Array | null>>;
  /** `suspend` means: return `sleeping` now; the sleep is stored. `elapsed`: it has been slept already (SLP-8). */
  sleep(id: CheckpointId, until: Millis): Promise<Result<'elapsed' | 'suspend'>>;
  /** Read from memory; costs nothing (API-2). */
  poll(): Directive;
  /** A custom event (specification 5 §16). Never fails a run (EVT-6). */
  event(subtype: CustomSubtype, data?: Json): void;
}

/** What a checkpoint must agree with to be valid for a plan (CKP-6). */
export interface CheckpointTag {
  readonly planHash: PlanHash;
  readonly stageId: StageId;
  /** From 0. */
  readonly iteration: number;
  /** Hash of the canonical output type. */
  readonly typeHash: string;
  /** The environment epoch of the session, for stages that read or write (EFX-3). */
  readonly epoch?: string;
}

/** A tag as stored, with what tells whether the bytes are whole. */
export interface StoredTag extends CheckpointTag {
  /** Bytes of the state. */
  readonly length: number;
}

export interface CheckpointReply {
  /** Whether a state was stored before this call; then `state` is that one. */
  readonly found: boolean;
  readonly state?: Uint8Array;
  /** False when the state was too large to keep (CKP-11); the run goes on with what it has. */
  readonly saved: boolean;
  readonly directive: Directive;
}

/** Subtypes of custom events (specification 5 §16). */
export type CustomSubtype =
  | 'stage_started'
  | 'stage_completed'
  | 'retry_attempt'
  | 'checkpoint_saved'
  | 'checkpoint_replayed'
  | 'checkpoint_skipped'
  | 'checkpoint_corrupt'
  | 'checkpoint_foreign'
  | 'nondeterministic_stage'
  | 'signal_sent'
  | 'signal_acked'
  | 'recovered'
  | 'plan_changed'
  | 'quota_exceeded'
  | 'clock_skew'
  | 'woken'
  | 'iteration_completed';
