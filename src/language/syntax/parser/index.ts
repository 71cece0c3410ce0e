import type { Diagnostic } from '../../../base';
import { lex } from '../lexer';
import type { Token, Trivia } from '../token';
import type { Expr, FileTree } from '../tree';
import { parseFileBody } from './definitions';
import { duplicateNames } from './duplicate-names';
import { parseExpr } from './expressions';
import { TokenReader } from './token-reader';

export { maxHeight, maxNesting } from './token-reader';

export interface ParsedFile {
  /** Complete if there are no diagnostics; with errors it holds what could be understood. */
  readonly file: FileTree;
  readonly tokens: readonly Token[];
  readonly trivia: readonly Trivia[];
  /** All errors of lexing and parsing (E0003): first those of the lexer, then those of the parser. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Parses one file (specification 1 §1, §2). Never fails: any text gives a tree and diagnostics. */
export function parseFile(path: string, text: string): ParsedFile {
  const { tokens, trivia, diagnostics: lexical, unclosed } = lex(path, text);
  const reader = new TokenReader(path, text, tokens, parseExpr);
  const submodule = reader.kind === 'keyword submodule';
  if (submodule) reader.advance();
  const body = parseFileBody(reader);
  const grammatical = trusted(reader.diagnostics, unclosed);
  const broken = lexical.length + grammatical.length > 0;
  const diagnostics = [...lexical, ...grammatical, ...(broken ? [] : duplicateNames(body))];
  return { file: { path, text, submodule, body }, tokens, trivia, diagnostics };
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
