/*
 * Counts, sizes and times in words.
 */

// Made when they are first wanted: that takes a browser longer than all else that is done before the first paint.
let numbers: Intl.NumberFormat | undefined;
let clock: Intl.DateTimeFormat | undefined;
let calendar: Intl.DateTimeFormat | undefined;

/** A count with its noun: `1 row`, `1,204 rows`. */
export function plural(n: number, one: string, many: string): string {
  return `${wholeNumber(n)} ${n === 1 ? one : many}`;
}

/** A whole number with its thousands apart. */
export function wholeNumber(n: number): string {
  numbers ??= new Intl.NumberFormat('en-US');
  return numbers.format(n);
}

/** A size in bytes as people read it: `812 B`, `34.5 KB`, `7.8 MB`. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} KB`;
  if (bytes < 1e9) return `${(bytes / 1e6).toFixed(1)} MB`;
  return `${(bytes / 1e9).toFixed(2)} GB`;
}

/** A time span in milliseconds; `–` when it was not measured (GO-12). */
export function timeInWords(ms: number | null): string {
  if (ms === null) return '–';
  if (ms < 1) return '< 1 ms';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return `${(ms / 1000).toFixed(2)} s`;
}

/** A moment of today as a clock shows it. */
export function clockInWords(at: number): string {
  clock ??= new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
  return clock.format(at);
}

/** A moment of the past: `just now`, `5 minutes ago`, `14 Nov 2026, 09:30`. */
export function agoInWords(at: number, now: number): string {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${plural(minutes, 'minute', 'minutes')} ago`;
  if (minutes < 24 * 60) return `${plural(Math.floor(minutes / 60), 'hour', 'hours')} ago`;
  calendar ??= new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
  return calendar.format(at);
}
