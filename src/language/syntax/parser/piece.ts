import type { Span } from '../../../base';
import type { Token, TokenKind } from '../token';
import type { Definition } from '../tree';

/** A definition of a file that was read without a mistake, with all it takes to use it again after an edit elsewhere. */
export interface Piece {
  readonly definition: Definition;
  /** Every place in the definition and of its parts. */
  readonly spans: readonly Span[];
  /** Its tokens are those of the file from here to `end`. */
  readonly first: number;
  readonly end: number;
}

const definitionStarts: ReadonlySet<TokenKind> = new Set<TokenKind>([
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

/** Whether a definition may end before a token of this kind without anyone complaining about the token. */
export function mayFollow(kind: TokenKind): boolean {
  return definitionStarts.has(kind);
}

/** A file as the pieces know it. */
export interface PieceSource {
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** How many tokens behind a definition the parser has looked at to see that it ends there. */
const lookahead = 2;

/** The pieces of a file as it was before an edit. Each can be taken once: its places then move to the new text. */
export class EarlierPieces {
  private readonly byStart = new Map<number, Piece>();

  /** Both texts are without lexical mistakes: what a token is then depends on nothing before it. */
  constructor(
    pieces: readonly Piece[],
    private readonly before: PieceSource,
    private readonly after: PieceSource,
  ) {
    for (const piece of pieces) this.byStart.set(before.tokens[piece.first]!.start, piece);
  }

  /** The piece that stands unchanged at the token `index`. */
  take(index: number): Piece | undefined {
    const { start } = this.after.tokens[index]!;
    const grown = this.after.text.length - this.before.text.length;
    return this.takeFrom(start, index) ?? this.takeFrom(start - grown, index);
  }

  private takeFrom(earlierStart: number, index: number): Piece | undefined {
    const piece = this.byStart.get(earlierStart);
    if (!piece || !this.isUnchanged(piece, index)) return undefined;
    this.byStart.delete(earlierStart);
    const { definition, spans, first, end } = piece;
    move(spans, this.after.tokens[index]!.start - earlierStart);
    return { definition, spans, first: index, end: index + end - first };
  }

  private isUnchanged({ first, end }: Piece, index: number): boolean {
    const { before, after } = this;
    const newEnd = index + end - first;
    const from = before.tokens[first]!.start;
    const to = before.tokens[end - 1]!.end;
    const newFrom = after.tokens[index]!.start;
    const newTo = newFrom + to - from;
    if (after.tokens[newEnd - 1]?.end !== newTo) return false;
    for (let i = 0; i < lookahead; i++) {
      const was = before.tokens[end + i];
      const is = after.tokens[newEnd + i];
      if (was?.kind !== is?.kind || was?.text !== is?.text) return false;
    }
    return before.text.slice(from, to) === after.text.slice(newFrom, newTo);
  }
}

function move(spans: readonly Span[], by: number): void {
  if (by === 0) return;
  for (const span of spans as { -readonly [K in keyof Span]: Span[K] }[]) {
    span.start += by;
    span.end += by;
  }
}
