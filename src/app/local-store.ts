/*
 * What the page itself remembers between visits: small, readable before the first paint. Storage can be denied
 * or full; then nothing is kept and nothing fails (STA-14).
 */

const prefix = 'holt/';

export type LocalKey =
  | 'last'
  | 'unsaved'
  | 'place'
  | 'engines'
  | 'theme'
  | 'layout'
  | 'view'
  | 'auto-run'
  | 'settings'
  | 'recent'
  | 'numberDisplay';

/** The stored value, or null when there is none or it cannot be read. */
export function readLocal(key: LocalKey): unknown {
  try {
    const text = localStorage.getItem(prefix + key);
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** Whether the value was kept. */
export function writeLocal(key: LocalKey, value: unknown): boolean {
  try {
    localStorage.setItem(prefix + key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
