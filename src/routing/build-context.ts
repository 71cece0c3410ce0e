import type { MetricsBackend } from './metrics';

/** What a runner is built with: immutable, no secrets (specification 5 §8.3, CTX-1 … CTX-3). */
export interface BuildContext {
  readonly env: Env;
  readonly metrics: MetricsBackend;
  withEnv(env: Env): BuildContext;
  withMetrics(metrics: MetricsBackend): BuildContext;
}

/** An ordered list of pairs; the last pair of a key wins. */
export interface Env {
  readonly entries: readonly (readonly [key: string, value: string])[];
  get(key: string): string | undefined;
  merged(other: Env): Env;
}
