import type { InstanceId, Millis, Result, RunId } from '../base';

/** One attempt to drive an instance (specification 5 §9): what is asked for before it starts. */
export interface NewLaunch {
  readonly instance: InstanceId;
  /** The registered name of the runner. */
  readonly runner: string;
  /** The lane; see `Slot`. */
  readonly slot: string;
  readonly at: Millis;
}

/** A launch as stored. */
export interface LaunchRecord {
  readonly runId: string;
  readonly startedAt: Millis;
}

/**
 * The launches of instances. Their numbers count up over all tabs and reloads of one origin and are never used again
 * (RID-3); the newest launch of an instance is the one that may speak for it (RID-4).
 */
export interface LaunchLog {
  /**
   * Takes the next number and records the launch, both in one transaction. Errors: `INVALID_SPEC` for a malformed
   * runner or slot, which takes no number, and `STORAGE_ERROR`.
   */
  record(launch: NewLaunch): Promise<Result<RunId>>;
  /** In the order they were recorded. */
  launches(instance: InstanceId): Promise<readonly LaunchRecord[]>;
  /** Whether this is the newest launch of the instance; an older one has to stop (REC-5). */
  isCurrent(instance: InstanceId, run: RunId): Promise<boolean>;
  close(): void;
}
