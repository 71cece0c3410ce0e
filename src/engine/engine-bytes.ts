import type { RunnerName } from './messages';

/** What comes over the network before the first run of each engine, in bytes (specification 7 §19). */
export const engineBytes: Readonly<Record<RunnerName, number>> = {
  interpreter: 0,
  duckdb: 7_900_000,
  pglite: 5_500_000,
};
