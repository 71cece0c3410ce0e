import { readLocal, writeLocal } from '../local-store';

/** How many chosen entries are remembered. */
const kept = 30;

/** What was chosen in the palette, newest first (CMD-1). */
export function recentEntries(): readonly string[] {
  const stored = readLocal('recent');
  return Array.isArray(stored) ? stored.filter((id): id is string => typeof id === 'string') : [];
}

export function rememberEntry(id: string): void {
  writeLocal('recent', [id, ...recentEntries().filter((other) => other !== id)].slice(0, kept));
}
