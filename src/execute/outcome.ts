import type { AppError, Directive, NodeId, StageId } from '../base';

/** How a launch ended (EXE-5). Failures of the pipeline are values; an instance's status is not changed here. */
export type LaunchOutcome = { readonly stats: RunStats } & (
  | { readonly kind: 'completed'; readonly output: Uint8Array }
  | { readonly kind: 'paused'; readonly reason: 'paused' | 'breakpoint'; readonly stage: StageId | null }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'shutdown' }
  | { readonly kind: 'sleeping' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'failed'; readonly error: AppError }
);

/** Figures of a launch. What was not measured is null, never zero (NODE-12). */
export interface RunStats {
  readonly nodes: Readonly<Record<NodeId, NodeStats>>;
  readonly stages: Readonly<Record<StageId, StageStats>>;
  /** Most bytes of stage results held at one time (STG-9). */
  readonly peakRetainedBytes: number;
}

export interface NodeStats {
  readonly rowsIn: number | null;
  readonly rowsOut: number | null;
  readonly bytesOut: number | null;
  /** Of its own work; null where it shares its stage with others (NODE-13). Milliseconds. */
  readonly selfMs: number | null;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly attempt: number;
  readonly fromCheckpoint: boolean;
}

export interface StageStats {
  readonly rows: number | null;
  readonly bytes: number | null;
  readonly ms: number | null;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly attempt: number;
  readonly fromCheckpoint: boolean;
}

/** The outcome that a directive asks for. */
export function outcomeOf(
  directive: Exclude<Directive, 'go'>,
  stage: StageId | null,
  stats: RunStats,
): LaunchOutcome {
  switch (directive) {
    case 'pause':
      return { kind: 'paused', reason: 'paused', stage, stats };
    case 'cancel':
      return { kind: 'cancelled', stats };
    case 'shutdown':
      return { kind: 'shutdown', stats };
  }
}
