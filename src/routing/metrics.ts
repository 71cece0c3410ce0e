export type RunnerType = string;
export type TaskOutcome = 'success' | 'failure' | 'canceled' | 'timeout';

/** The three core calls (specification 5 §10); a throwing backend never changes a run (MET-5). */
export interface MetricsBackend {
  taskStarted(type: RunnerType): void;
  taskCompleted(type: RunnerType, outcome: TaskOutcome, milliseconds: number): void;
  runnerError(type: RunnerType, kind: string): void;
}
