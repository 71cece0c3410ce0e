import { useEffect, useState } from 'react';
import { useHolt } from './store';

/** A run shorter than this, in ms, shows no progress at all (GO-6). */
const short = 150;

/** How long the run goes on, in ms; null while there is none or it is shorter than `quiet` ms. */
export function useElapsed(quiet = short): number | null {
  const since = useHolt((state) => state.running?.since ?? null);
  const [elapsed, setElapsed] = useState<number | null>(null);
  useEffect(() => {
    if (since === null) {
      setElapsed(null);
      return;
    }
    const timer = setInterval(() => {
      const passed = performance.now() - since;
      if (passed > quiet) setElapsed(passed);
    }, 100);
    return () => clearInterval(timer);
  }, [since, quiet]);
  return elapsed;
}
