import { useEffect, useState } from 'react';
import { words } from '../words';

/** How long ago something was, in words that are true for the next half minute (RES-15). */
export function useAge(at: number): string {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  const minutes = Math.floor(Math.max(0, now - at) / 60_000);
  if (minutes < 1) return words.view.justNow;
  return minutes < 60 ? words.view.minutesAgo(minutes) : words.view.hoursAgo(Math.floor(minutes / 60));
}
