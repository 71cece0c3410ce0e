import type { Diagnostic, Span } from '../../base';
import { diagnosticAt } from '../diagnostics';
import { plainIdentifierEnd } from './identifier';
import { contentParts, quoteRun } from './text-literal';
import type { FStringPiece, HoleField, Ident } from './tree';

export interface Interpolation {
  readonly pieces: readonly FStringPiece[];
  readonly quotes: number;
  /** At the first braces that hold no name; what follows them may be no text at all. */
  readonly error?: Diagnostic;
}

/**
 * Splits an interpolated text, `source[start, end)` with its `f` and quotes, into pieces (specification 1
 * §1.8). Escapes are replaced before braces are looked for, so `\x7b` opens a hole; spans still point into
 * the source. Stretches of text between holes are one piece each and never empty.
 */
export function readInterpolation(
  source: string,
  start: number,
  end: number,
  span: (start: number, end: number) => Span,
): Interpolation {
  const quotes = quoteRun(source, start + 1);
  const closing = quotes % 2 === 0 ? 0 : quotes;
  const { value, offsets } = unescapeWithOffsets(source, start + 1 + quotes, end - closing);
  const spanOf: SpanOf = (from, to) => span(offsets(from), offsets(to));

  const pieces: FStringPiece[] = [];
  let error: Diagnostic | undefined;
  let text = '';
  let textStart = 0;
  const endText = (at: number) => {
    if (text !== '') pieces.push({ kind: 'text', value: text, span: spanOf(textStart, at) });
    text = '';
  };

  let at = 0;
  while (at < value.length) {
    const brace = nextBrace(value, at);
    if (text === '') textStart = at;
    text += value.slice(at, brace);
    at = brace;
    if (at >= value.length) break;
    const hole = value[at] === '{' ? readHole(value, at, spanOf) : undefined;
    if (hole) {
      endText(at);
      pieces.push(hole.piece);
      at = hole.end;
    } else if (value[at + 1] === value[at]) {
      text += value[at];
      at += 2;
    } else {
      const close = value[at] === '{' ? value.indexOf('}', at) : at;
      const holeEnd = close < 0 ? value.length : close + 1;
      error ??= diagnosticAt('invalid-interpolation', spanOf(at, holeEnd), 'invalid interpolated string');
      endText(at);
      at = holeEnd;
    }
  }
  endText(value.length);
  return { pieces, quotes, error };
}

function nextBrace(value: string, from: number): number {
  for (let at = from; at < value.length; at += 1) {
    const unit = value.charCodeAt(at);
    if (unit === 123 || unit === 125) return at;
  }
  return value.length;
}

type SpanOf = (from: number, to: number) => Span;

/** Reads `{name.field:format}` at `offset`, where a `{` stands. */
function readHole(
  value: string,
  offset: number,
  spanOf: SpanOf,
): { piece: FStringPiece; end: number } | undefined {
  const head = readName(value, offset + 1, spanOf);
  if (!head) return undefined;
  let { end } = head;
  const fields: HoleField[] = [];
  while (value[end] === '.') {
    const name = readName(value, end + 1, spanOf);
    if (!name) return undefined;
    fields.push({ name: name.ident, span: spanOf(end, name.end), extent: spanOf(offset + 1, name.end) });
    end = name.end;
  }
  let format: string | undefined;
  // A path is no format, though `[^}]*` would take `:c` of `{m::c}`.
  if (value[end] === ':' && value[end + 1] !== ':') {
    const close = value.indexOf('}', end);
    if (close < 0) return undefined;
    format = value.slice(end + 1, close);
    end = close;
  }
  if (value[end] !== '}') return undefined;
  const span = spanOf(offset, end + 1);
  return { piece: { kind: 'hole', head: head.ident, fields, format, span }, end: end + 1 };
}

function readName(value: string, offset: number, spanOf: SpanOf): { ident: Ident; end: number } | undefined {
  if (value[offset] === '`') {
    const close = value.indexOf('`', offset + 1);
    if (close < 0) return undefined;
    const name = value.slice(offset + 1, close);
    return { ident: { name, span: spanOf(offset, close + 1) }, end: close + 1 };
  }
  const end = plainIdentifierEnd(value, offset);
  if (end === offset) return undefined;
  return { ident: { name: value.slice(offset, end), span: spanOf(offset, end) }, end };
}

/** The content with escapes replaced, and for each offset in it the offset in the source it came from. */
function unescapeWithOffsets(source: string, start: number, end: number) {
  let value = '';
  const breaks: { at: number; source: number; escape: boolean }[] = [];
  for (const part of contentParts(source, start, end)) {
    breaks.push({ at: value.length, source: part.start, escape: part.escape });
    value += part.value;
  }
  breaks.push({ at: value.length, source: end, escape: false });
  let last = 0;
  const offsets = (at: number): number => {
    if (breaks[last]!.at > at) last = 0;
    while (last + 1 < breaks.length && breaks[last + 1]!.at <= at) last += 1;
    const part = breaks[last]!;
    return part.escape ? part.source : part.source + (at - part.at);
  };
  return { value, offsets };
}
