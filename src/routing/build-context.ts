import { type MetricsBackend, noMetrics } from './metrics';

/** What a runner is built with: immutable, no secrets (specification 5 §8.3, CTX-1 … CTX-3). */
export interface BuildContext {
  readonly env: Env;
  readonly metrics: MetricsBackend;
  withEnv(env: Env): BuildContext;
  withMetrics(metrics: MetricsBackend): BuildContext;
}

/**
 * An ordered list of pairs; the last pair of a key wins. Known keys: `duckdb.memory_limit`, `pglite.data_dir`,
 * `seed.name`, `seed.hash`. All of it is written to traces and may be shown.
 */
export interface Env {
  readonly entries: readonly (readonly [key: string, value: string])[];
  get(key: string): string | undefined;
  /** Both lists in a row, so that `other` wins. */
  merged(other: Env): Env;
}

export function makeEnv(entries: Env['entries']): Env {
  const own = Object.freeze(entries.map(([key, value]) => Object.freeze([key, value] as const)));
  return Object.freeze({
    entries: own,
    get: (key: string) => own.findLast(([name]) => name === key)?.[1],
    merged: (other: Env) => makeEnv([...own, ...other.entries]),
  });
}

export const emptyEnv: Env = makeEnv([]);

/** An empty env and metrics that do nothing, unless given (CTX-1). */
export function makeBuildContext(env: Env = emptyEnv, metrics: MetricsBackend = noMetrics): BuildContext {
  return Object.freeze({
    env,
    metrics,
    withEnv: (other: Env) => makeBuildContext(other, metrics),
    withMetrics: (other: MetricsBackend) => makeBuildContext(env, other),
  });
}
