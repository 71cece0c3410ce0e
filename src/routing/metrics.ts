import type { SeriesName } from './series';

/** One of the product's own runners, or the registered name of another (MET-1). */
export type RunnerType = 'interpreter' | 'duckdb' | 'pglite' | (string & {});
export type TaskOutcome = 'success' | 'failure' | 'canceled' | 'timeout';
/** Kinds of runner errors, and the set-up faults that appear in metrics alone (specification 5 §8.5). */
export type RunnerErrorKind =
  | 'noRunner'
  | 'unsupportedKind'
  | 'invalidSpec'
  | 'missingField'
  | 'io'
  | 'internal'
  | 'worker_spawn_failed'
  | 'module_load_failed'
  | 'backend_config_failed'
  | 'seed_failed';

/** The three core calls (specification 5 §10); a throwing backend never changes a run (MET-5). */
export interface MetricsBackend {
  /** Session built and first stage about to run, once per launch. */
  taskStarted(type: RunnerType): void;
  /** A launch ended by itself, after so many milliseconds of its own work. */
  taskCompleted(type: RunnerType, outcome: TaskOutcome, milliseconds: number): void;
  /** A fault of setting up or tearing down, apart from failing pipelines. */
  runnerError(type: RunnerType, kind: RunnerErrorKind): void;
}

/** Further series, for backends that keep them (the table of specification 5 §10). */
export interface DurableMetrics {
  counter(name: SeriesName, labels: MetricLabels, count: number): void;
  observe(name: SeriesName, labels: MetricLabels, value: number): void;
}

export type MetricLabels = Readonly<Record<string, string>>;

const nothing = () => {};

/** Does nothing and allocates nothing (MET-7). */
export const noMetrics: MetricsBackend & DurableMetrics = Object.freeze({
  taskStarted: nothing,
  taskCompleted: nothing,
  runnerError: nothing,
  counter: nothing,
  observe: nothing,
});

/** The same backend, with its exceptions swallowed and the further series optional (MET-5). */
export function guardedMetrics(
  backend: MetricsBackend & Partial<DurableMetrics>,
): MetricsBackend & DurableMetrics {
  const attempt = (call: () => void) => {
    try {
      call();
    } catch {
      // A run's outcome does not hang on its bookkeeping.
    }
  };
  return {
    taskStarted: (type) => attempt(() => backend.taskStarted(type)),
    taskCompleted: (type, outcome, ms) => attempt(() => backend.taskCompleted(type, outcome, ms)),
    runnerError: (type, kind) => attempt(() => backend.runnerError(type, kind)),
    counter: (name, labels, count) => attempt(() => backend.counter?.(name, labels, count)),
    observe: (name, labels, value) => attempt(() => backend.observe?.(name, labels, value)),
  };
}
