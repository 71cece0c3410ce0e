import type { Diagnostic } from '../../base';
import { diagnosticAt } from '../diagnostics';
import { plainIdentifierEnd } from './identifier';
import { quoteRun, readQuoted, unescapeText } from './text-literal';
import { readTimeLiteral } from './time-literal';
import { controls, keywords, pairs, type Token, type TokenKind, type Trivia } from './token';

export interface LexedText {
  /** In order; the last one is `end of input`, of length zero, right after the last other token. */
  readonly tokens: readonly Token[];
  readonly trivia: readonly Trivia[];
  /** At most `maxErrors`: a binary file should not make a million messages. */
  readonly diagnostics: readonly Diagnostic[];
  /** Where a text or quoted name starts that is never closed: what follows is not to be trusted. */
  readonly unclosed?: number;
}

const maxErrors = 100;
/** After so many unclosed texts, each searched for to the end of the file, no further one is searched for. */
const maxSearches = 50;

const pairKinds = new Map<string, TokenKind>(pairs.map((pair) => [pair, pair]));
const controlKinds = new Map<string, TokenKind>(controls.map((control) => [control, control]));
const keywordKinds = new Map<string, TokenKind>(keywords.map((word) => [word, `keyword ${word}`]));
const pairStarts = new Set(pairs.map((pair) => pair[0]));

/**
 * Splits a source text into tokens and trivia (specification 1 §1). Any text is taken, in time linear in its
 * length; what cannot start a token is reported as `unexpected X` and skipped, one character at a time.
 */
export function lex(path: string, text: string): LexedText {
  return new Lexer(path, text).run();
}

class Lexer {
  private readonly tokens: Token[] = [];
  private readonly trivia: Trivia[] = [];
  private readonly diagnostics: Diagnostic[] = [];
  private unclosed: number | undefined;
  /** The fewest quotes known to have no partner in the rest of the file, so that it is not searched again. */
  private unclosedQuotes = { raw: Number.POSITIVE_INFINITY, escaped: Number.POSITIVE_INFINITY };
  /** How many texts have been found unclosed. */
  private searches = 0;
  private at = 0;

  constructor(
    private readonly path: string,
    private readonly text: string,
  ) {}

  run(): LexedText {
    const { text } = this;
    if (text.charCodeAt(0) === 0xfeff) this.at = 1;
    let lastEnd = this.at;
    while (this.at < text.length) {
      const count = this.tokens.length;
      this.next();
      if (this.tokens.length > count) lastEnd = this.at;
    }
    this.tokens.push({ kind: 'end of input', start: lastEnd, end: lastEnd, text: '' });
    const { tokens, trivia, diagnostics, unclosed } = this;
    return { tokens, trivia, diagnostics, unclosed };
  }

  /** Takes whatever stands at the current offset: blanks, a token, trivia, or a character nobody wants. */
  private next(): boolean {
    const { text, at } = this;
    const char = text[at]!;
    if (char === ' ' || char === '\t') {
      this.at += 1;
      return true;
    }
    if (isLetter(text, at) && text[at + 1] !== '"') return this.word(plainIdentifierEnd(text, at));
    const pair = pairStarts.has(char) ? pairKinds.get(text.slice(at, at + 2)) : undefined;
    if (pair) return this.push(pair, at + 2, pair);

    if (char === '"') {
      if (this.quoted('text', at)) return true;
    } else if (text[at + 1] === '"') {
      if (char === 'f' && this.quoted('interpolated string', at + 1)) return true;
      if (char === 's' && this.quoted('s-string', at + 1)) return true;
      if (char === 'r' && this.quoted('raw text', at + 1)) return true;
    }
    if (isDigit(text, at) || (char === '-' && isDigit(text, at + 1))) {
      const end = numberEnd(text, at);
      return this.push('number', end, text.slice(at, end));
    }
    if (char === '@') {
      const time = readTimeLiteral(text, at);
      if (time) return this.push(time.literal.kind as TokenKind, time.end, text.slice(at, time.end));
    }
    const control = controlKinds.get(char);
    if (control) return this.push(control, at + 1, control);
    if (char === '`') {
      const close = text.indexOf('`', at + 1);
      if (close >= 0) return this.push('identifier', close + 1, text.slice(at + 1, close));
      this.unclosed ??= at;
      return this.unexpected();
    }
    const wordEnd = plainIdentifierEnd(text, at);
    if (wordEnd > at) return this.word(wordEnd);
    if (char === '#') return this.comment();
    if (char === '\n') return this.pushTrivia('newline', at + 1, '');
    if (char === '\r' && text[at + 1] === '\n') return this.pushTrivia('newline', at + 2, '');
    return this.unexpected();
  }

  /** Takes a token up to `end`. This and its like answer true, so that whoever chooses can be done with it. */
  private push(kind: TokenKind, end: number, text: string): boolean {
    this.tokens.push({ kind, start: this.at, end, text });
    this.at = end;
    return true;
  }

  private pushTrivia(kind: Trivia['kind'], end: number, text: string): boolean {
    this.trivia.push({ kind, start: this.at, end, text });
    this.at = end;
    return true;
  }

  private word(end: number): boolean {
    const word = this.text.slice(this.at, end);
    if (word === 'true' || word === 'false') return this.push('boolean', end, word);
    const keyword = keywordKinds.get(word);
    return this.push(keyword ?? 'identifier', end, keyword ?? word);
  }

  /** Takes a text of the given kind whose quotes stand at `offset`; false if it is never closed. */
  private quoted(kind: TokenKind, offset: number): boolean {
    const { text } = this;
    const quotes = quoteRun(text, offset);
    const raw = kind === 'raw text';
    const family = raw ? 'raw' : 'escaped';
    const hopeless = quotes >= this.unclosedQuotes[family] || this.searches >= maxSearches;
    const found = quotes % 2 === 1 && hopeless ? undefined : readQuoted(text, offset, quotes, !raw);
    if (!found) {
      this.searches += 1;
      this.unclosedQuotes[family] = Math.min(this.unclosedQuotes[family], quotes);
      this.unclosed ??= offset;
      return false;
    }
    const { contentStart, contentEnd, end } = found;
    const plain = raw || kind === 'interpolated string';
    return this.push(
      kind,
      end,
      plain ? text.slice(contentStart, contentEnd) : unescapeText(text, contentStart, contentEnd),
    );
  }

  private comment(): boolean {
    const { text, at } = this;
    const marker = text[at + 1];
    const doc = marker === '#' || marker === '!';
    const end = lineEnd(text, at);
    const afterMarker = doc ? at + 2 : at + 1;
    const content = text.slice(text[afterMarker] === ' ' ? afterMarker + 1 : afterMarker, end);
    if (!doc) return this.pushTrivia('comment', end, content);
    return this.push(marker === '#' ? 'doc comment' : 'self doc comment', end, content);
  }

  private unexpected(): boolean {
    const { text, at } = this;
    const char = String.fromCodePoint(text.codePointAt(at)!);
    this.at += char.length;
    const tooMany = this.diagnostics.length >= maxErrors;
    const untrusted = this.unclosed !== undefined && this.unclosed < at;
    if (tooMany || untrusted) return true;
    const span = { file: this.path, start: at, end: this.at };
    this.diagnostics.push(diagnosticAt('syntax', span, `unexpected ${char}`));
    return true;
  }
}

function isDigit(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset);
  return unit >= 48 && unit <= 57;
}

function isLetter(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset) | 32;
  return unit >= 97 && unit <= 122;
}

function lineEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length) {
    const unit = text.charCodeAt(end);
    if (unit === 10 || unit === 13) break;
    end += 1;
  }
  return end;
}

// Numbers (specification 1 §1.6) ---------------------------------------------------------------------

const radixDigits = {
  x: { pattern: /[0-9a-fA-F_]/, limit: 16 },
  o: { pattern: /[0-7_]/, limit: 22 },
  b: { pattern: /[01_]/, limit: 64 },
};

/** The end of the number at `offset`, where a digit stands, or a minus and a digit. */
function numberEnd(text: string, offset: number): number {
  const prefix = text[offset + 1];
  if (text[offset] === '0' && (prefix === 'x' || prefix === 'o' || prefix === 'b')) {
    const { pattern, limit } = radixDigits[prefix];
    let end = offset + 2;
    while (end < text.length && end - offset - 2 < limit && pattern.test(text[end]!)) end += 1;
    if (end > offset + 2) return end;
  }
  let end = text[offset] === '-' ? offset + 1 : offset;
  end = text[end] === '0' ? end + 1 : digitsEnd(text, end);
  if (text[end] === '.' && isDigit(text, end + 1)) end = digitsEnd(text, end + 1);
  if (text[end] === 'e' || text[end] === 'E') {
    const sign = text[end + 1] === '+' || text[end + 1] === '-';
    let exponentEnd = end + (sign ? 2 : 1);
    if (isDigit(text, exponentEnd)) {
      while (isDigit(text, exponentEnd)) exponentEnd += 1;
      end = exponentEnd;
    }
  }
  return end;
}

/** The end of a run of digits and underscores. */
function digitsEnd(text: string, offset: number): number {
  let end = offset;
  while (isDigit(text, end) || text[end] === '_') end += 1;
  return end;
}
