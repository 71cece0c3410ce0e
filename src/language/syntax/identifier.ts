import { keywords } from './token';

const alphabetic = /^\p{Alphabetic}$/u;
const alphanumeric = /^[\p{Alphabetic}\p{N}]$/u;
const bare = /^[A-Za-z_][A-Za-z0-9_]*$/;
const reserved: ReadonlySet<string> = new Set([...keywords, 'true', 'false']);

/**
 * The length in UTF-16 units of the identifier character at `offset`: 0 if there is none. `first` asks for a
 * character that may begin an identifier (specification 1 §1.4).
 */
export function identifierCharLength(text: string, offset: number, first: boolean): number {
  const unit = text.charCodeAt(offset);
  if (unit < 0x80) {
    const letter = (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || unit === 95;
    return letter || (!first && unit >= 48 && unit <= 57) ? 1 : 0;
  }
  const point = text.codePointAt(offset);
  if (point === undefined) return 0;
  const char = String.fromCodePoint(point);
  return (first ? alphabetic : alphanumeric).test(char) ? char.length : 0;
}

/** The offset after the plain identifier that starts at `offset`, or `offset` itself if none does. */
export function plainIdentifierEnd(text: string, offset: number): number {
  let end = offset + identifierCharLength(text, offset, true);
  if (end === offset) return offset;
  for (;;) {
    const length = identifierCharLength(text, end, false);
    if (length === 0) return end;
    end += length;
  }
}

/** A name as messages and printed values show it: bare, or in backticks if it is not plain ASCII. */
export function displayName(name: string): string {
  return bare.test(name) ? name : `\`${name}\``;
}

/** A name as it must be written in source: like `displayName`, and reserved words keep their backticks. */
export function sourceName(name: string): string {
  return reserved.has(name) ? `\`${name}\`` : displayName(name);
}
