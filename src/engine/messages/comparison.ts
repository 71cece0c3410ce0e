import type { RunnerName } from './run-view';

/** One runner's part of a comparison (CMP-1). */
export interface ComparedRun {
  readonly runner: RunnerName;
  /** Absent: it did not run, or failed; `failure` says why. */
  readonly digest?: string;
  readonly failure?: string;
  readonly rows: number | null;
  readonly bytes: number | null;
  readonly loadMs: number | null;
  readonly executeMs: number | null;
}

export interface ValueDifference {
  readonly path: string;
  readonly left: string;
  readonly right: string;
}

/** The same program with the same input on every runner that takes it (CMP-1 … CMP-3). */
export interface Comparison {
  readonly runs: readonly ComparedRun[];
  /** Against the first runner that gave a value, of each whose digest differs. At most 100 in all. */
  readonly differences: readonly {
    readonly runners: readonly [RunnerName, RunnerName];
    readonly at: readonly ValueDifference[];
  }[];
}
