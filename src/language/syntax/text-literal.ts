/** Where a quoted text stands in the source: the quotes counted, the content between them. */
export interface QuotedText {
  /** An even count is the empty text; then the content is empty and the text ends right after the quotes. */
  readonly quotes: number;
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly end: number;
}

/** The number of double quotes that stand at `offset`. */
export function quoteRun(text: string, offset: number): number {
  let end = offset;
  while (text.charCodeAt(end) === 34) end += 1;
  return end - offset;
}

/**
 * Finds the end of the text whose opening quotes (`quotes` of them) stand at `offset`; with `escapes` a
 * backslash hides the character after it (specification 1 §1.7). Undefined if it is not closed.
 */
export function readQuoted(
  text: string,
  offset: number,
  quotes: number,
  escapes: boolean,
): QuotedText | undefined {
  const contentStart = offset + quotes;
  if (quotes % 2 === 0) return { quotes, contentStart, contentEnd: contentStart, end: contentStart };
  let at = contentStart;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit === 92 && escapes) {
      at += 2;
    } else if (unit === 34) {
      const run = quoteRun(text, at);
      if (run >= quotes) return { quotes, contentStart, contentEnd: at, end: at + quotes };
      at += run;
    } else {
      at += 1;
    }
  }
  return undefined;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  '\\': '\\',
  '/': '/',
  '"': '"',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** One stretch of a text's content: either as written, or an escape with the text it stands for. */
export interface ContentPart {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly escape: boolean;
}

/**
 * Splits the content of a text, `source[start, end)`, into plain stretches and escapes, in order. Escapes
 * the language does not know are plain: they keep their backslash.
 */
export function* contentParts(source: string, start: number, end: number): Generator<ContentPart> {
  let plainStart = start;
  let at = backslash(source, start, end);
  while (at < end) {
    const found = readEscape(source, at, end);
    if (found) {
      if (plainStart < at)
        yield { value: source.slice(plainStart, at), start: plainStart, end: at, escape: false };
      yield { value: found.value, start: at, end: found.end, escape: true };
      plainStart = found.end;
    }
    at = backslash(source, found ? found.end : at + 2, end);
  }
  if (plainStart < end) yield { value: source.slice(plainStart, end), start: plainStart, end, escape: false };
}

/** The offset of the first backslash in `source[from, end)`, or `end`. */
function backslash(source: string, from: number, end: number): number {
  let at = from;
  while (at < end && source.charCodeAt(at) !== 92) at += 1;
  return at;
}

/** The value of a text's content with all escapes replaced. */
export function unescapeText(source: string, start: number, end: number): string {
  let value = '';
  for (const part of contentParts(source, start, end)) value += part.value;
  return value;
}

function readEscape(source: string, at: number, end: number): { value: string; end: number } | undefined {
  if (at + 1 >= end) return undefined;
  const letter = source[at + 1]!;
  const simple = Object.hasOwn(simpleEscapes, letter) ? simpleEscapes[letter] : undefined;
  if (simple !== undefined) return { value: simple, end: at + 2 };
  if (letter === 'x') {
    const digitsEnd = hexEnd(source, at + 2, Math.min(end, at + 4));
    return { value: codePoint(source.slice(at + 2, digitsEnd)), end: digitsEnd };
  }
  if (letter === 'u' && at + 2 < end && source[at + 2] === '{') {
    const digitsEnd = hexEnd(source, at + 3, end);
    const closed = digitsEnd < end && source[digitsEnd] === '}';
    return { value: codePoint(source.slice(at + 3, digitsEnd)), end: closed ? digitsEnd + 1 : digitsEnd };
  }
  return undefined;
}

function hexEnd(source: string, offset: number, limit: number): number {
  let end = offset;
  while (end < limit && /[0-9a-fA-F]/.test(source[end]!)) end += 1;
  return end;
}

function codePoint(hex: string): string {
  const point = hex === '' ? Number.NaN : Number.parseInt(hex, 16);
  const valid = point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
  return valid ? String.fromCodePoint(point) : '\ufffd';
}

/** The longest run of double quotes inside `value`. */
function longestQuoteRun(value: string): number {
  let longest = 0;
  for (let at = value.indexOf('"'); at >= 0; at = value.indexOf('"', at)) {
    const run = quoteRun(value, at);
    longest = Math.max(longest, run);
    at += run;
  }
  return longest;
}

const sourceEscapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/**
 * A text value as a literal of the language (specification 1 §12.3): one quote if the value has none, else
 * the smallest odd number of quotes greater than any run inside. A value that begins or ends with a quote
 * would not read back that way; it gets one pair and `\"`.
 */
export function writeText(value: string): string {
  const edge = value.startsWith('"') || value.endsWith('"');
  const run = edge ? 0 : longestQuoteRun(value);
  const quotes = '"'.repeat(run === 0 ? 1 : run + (run % 2 === 0 ? 1 : 2));
  return `${quotes}${escapeText(value, edge)}${quotes}`;
}

/** The content of a text literal for `value`; with `quotes` double quotes are escaped as well. */
export function escapeText(value: string, quotes: boolean): string {
  const escaped = value.replace(/[\\\n\r\t]/g, (char) => sourceEscapes[char]!);
  return quotes ? escaped.replaceAll('"', '\\"') : escaped;
}
