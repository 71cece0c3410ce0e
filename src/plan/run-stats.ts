import type { NodeId, StageId } from '../base';

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
