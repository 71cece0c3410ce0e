import type { Diagnostic } from '../../../base';
import { lex } from '../lexer';
import type { Token, Trivia } from '../token';
import type { Expr, FileTree } from '../tree';
import { parseFileBody } from './definitions';
import { duplicateNames } from './duplicate-names';
import { parseExpr } from './expressions';
import { EarlierPieces, type Piece, type PieceSource } from './piece';
import { TokenReader } from './token-reader';

export { maxHeight, maxNesting } from './token-reader';

export interface ParsedFile {
  /** What can be used again when the text changes elsewhere. */
  readonly pieces: readonly Piece[];
  /** Complete if there are no diagnostics; with errors it holds what could be understood. */
  readonly file: FileTree;
  readonly tokens: readonly Token[];
  readonly trivia: readonly Trivia[];
  /** All errors of lexing and parsing (E0003): first those of the lexer, then those of the parser. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Parses one file (specification 1 §1, §2). Never fails: any text gives a tree and diagnostics.
 *
 * `earlier` is the same file before an edit. Definitions that stand unchanged are taken from it, the same objects
 * with their places moved in them: it is used up.
 */
export function parseFile(path: string, text: string, earlier?: ParsedFile): ParsedFile {
  const { tokens, trivia, diagnostics: lexical, unclosed } = lex(path, text);
  const clean = lexical.length === 0 && unclosed === undefined;
  const pieces =
    earlier && clean ? new EarlierPieces(earlier.pieces, sourceOf(earlier), { text, tokens }) : undefined;
  const reader = new TokenReader(path, text, tokens, parseExpr, pieces);
  const submodule = reader.kind === 'keyword submodule';
  if (submodule) reader.advance();
  const body = parseFileBody(reader);
  const grammatical = trusted(reader.diagnostics, unclosed);
  const broken = lexical.length + grammatical.length > 0;
  const diagnostics = [...lexical, ...grammatical, ...(broken ? [] : duplicateNames(body))];
  return {
    pieces: clean ? reader.pieces : [],
    file: { path, text, submodule, body },
    tokens,
    trivia,
    diagnostics,
  };
}

function sourceOf({ file, tokens }: ParsedFile): PieceSource {
  return { text: file.text, tokens };
}

export interface ParsedExpression {
  readonly expr: Expr;
  readonly tokens: readonly Token[];
  readonly trivia: readonly Trivia[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Parses a program text: one expression that must take all of it (specification 1 §10.1). */
export function parseExpression(path: string, text: string): ParsedExpression {
  const { tokens, trivia, diagnostics: lexical, unclosed } = lex(path, text);
  const reader = new TokenReader(path, text, tokens, parseExpr);
  const expr = parseExpr(reader);
  if (!reader.at('end of input')) reader.fail();
  return { expr, tokens, trivia, diagnostics: [...lexical, ...trusted(reader.diagnostics, unclosed)] };
}

/** Behind a text that is never closed everything is read as code by mistake; errors there mean nothing. */
function trusted(diagnostics: readonly Diagnostic[], unclosed: number | undefined): readonly Diagnostic[] {
  return unclosed === undefined ? diagnostics : diagnostics.filter(({ span }) => span.start < unclosed);
}
