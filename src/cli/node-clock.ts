import { performance } from 'node:perf_hooks';
import type { Clock, Millis } from '../base';

/** The machine's own time. */
export const clock: Clock = {
  now: () => Date.now() as Millis,
  mono: () => performance.now(),
  timer(ms, f) {
    const timer = setTimeout(f, ms);
    return { [Symbol.dispose]: () => clearTimeout(timer) };
  },
};
