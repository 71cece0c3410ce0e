import type { Millis } from './brand';

/** Time as a port (MOD-4), so that tests can turn it by hand. */
export interface Clock {
  /** Wall clock. It may jump in both directions. */
  now(): Millis;
  /** Milliseconds from an arbitrary start, never going back; for durations. */
  mono(): number;
  /** Calls `f` once after `ms` milliseconds unless disposed of before. */
  timer(ms: number, f: () => void): Disposable;
}
