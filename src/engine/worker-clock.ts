import type { Clock, Millis } from '../base';

/** The clock of a worker. */
export const workerClock: Clock = {
  now: () => Date.now() as Millis,
  mono: () => performance.now(),
  timer(ms, f) {
    const timer = setTimeout(f, ms);
    return { [Symbol.dispose]: () => clearTimeout(timer) };
  },
};
