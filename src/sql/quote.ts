import type { Dialect } from './dialect-name';
import { Refusal } from './refusal';
import { reservedWords } from './reserved-words';

/** An identifier as it must be written (specification 4 §7): bare when plain and free, else in quotes. */
export function quoteName(name: string, dialect: Dialect): string {
  if (name.includes('\0')) throw new Refusal('BAD_NAME', 'a name must not contain U+0000');
  if (/^[a-z_][a-z0-9_]*$/.test(name) && !reservedWords[dialect].has(name)) return name;
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text literal: quotes doubled, nothing else. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
