import type { Span } from '../../../base';
import type { Token, TokenKind } from '../token';
import type { Definition } from '../tree';

/** A definition of a file that was read without a mistake, with all it takes to use it again after an edit elsewhere. */
export interface Piece {
  readonly definition: Definition;
  /** Every place in the definition and of its parts. */
  readonly spans: readonly Span[];
  /** How many tokens it is made of. */
  readonly tokenCount: number;
  /** Where the first one starts. */
  start: number;
  readonly length: number;
  /** The two tokens behind it, which the parser has looked at to see that it ends there. */
  readonly next: readonly (Token | undefined)[];
}

const definitionStarts: ReadonlySet<TokenKind | undefined> = new Set<TokenKind>([
  'keyword anno',
  'keyword const',
  'keyword external',
  'keyword func',
  'keyword import',
  'keyword module',
  'keyword type',
  'doc comment',
  '@',
  'end of input',
]);

/** The definition that was read without a mistake from the tokens `first` to `end`; nothing where none may follow. */
export function pieceOf(
  definition: Definition,
  tokens: readonly Token[],
  first: number,
  end: number,
  spans: readonly Span[],
): Piece | undefined {
  const next = [tokens[end], tokens[end + 1]];
  if (!definitionStarts.has(next[0]?.kind)) return undefined;
  const { start } = tokens[first]!;
  return { definition, spans, tokenCount: end - first, start, length: tokens[end - 1]!.end - start, next };
}

/** The pieces of a file as it was before an edit. Each can be taken once: its places then move to the new text. */
export class EarlierPieces {
  private readonly byStart = new Map<number, Piece>();

  constructor(
    pieces: readonly Piece[],
    private readonly before: string,
    private readonly after: string,
  ) {
    for (const piece of pieces) this.byStart.set(piece.start, piece);
  }

  /** The piece that stands unchanged at the token `index`. Texts and tokens must be without lexical mistakes. */
  take(tokens: readonly Token[], index: number): Piece | undefined {
    const { start } = tokens[index]!;
    return (
      this.takeFrom(start, tokens, index) ??
      this.takeFrom(this.before.length - this.after.length + start, tokens, index)
    );
  }

  private takeFrom(earlierStart: number, tokens: readonly Token[], index: number): Piece | undefined {
    const piece = this.byStart.get(earlierStart);
    if (!piece) return undefined;
    const { start } = tokens[index]!;
    const { length, tokenCount, next } = piece;
    const end = index + tokenCount;
    const unchanged =
      tokens[end - 1]?.end === start + length &&
      next.every(
        (token, i) => tokens[end + i]?.kind === token?.kind && tokens[end + i]?.text === token?.text,
      ) &&
      this.before.slice(earlierStart, earlierStart + length) === this.after.slice(start, start + length);
    if (!unchanged) return undefined;
    this.byStart.delete(earlierStart);
    move(piece, start - earlierStart);
    return piece;
  }
}

function move(piece: Piece, by: number): void {
  if (by === 0) return;
  piece.start += by;
  for (const span of piece.spans as { -readonly [K in keyof Span]: Span[K] }[]) {
    span.start += by;
    span.end += by;
  }
}
