/** The reserved words (specification 1 §1.5). `internal` is not one. */
export const keywords = [
  'anno',
  'as',
  'const',
  'do',
  'else',
  'enum',
  'external',
  'for',
  'func',
  'if',
  'import',
  'in',
  'let',
  'match',
  'module',
  'then',
  'type',
  'submodule',
  'where',
] as const;
export type Keyword = (typeof keywords)[number];

/** Two-character operators, in the order in which they are tried (specification 1 §1.2). */
export const pairs = [
  '->',
  '=>',
  '==',
  '!=',
  '>=',
  '<=',
  '~=',
  '&&',
  '||',
  '??',
  '//',
  '**',
  '::',
  '..',
] as const;
export const controls = [
  '>',
  '<',
  '/',
  '%',
  '=',
  '+',
  '-',
  '*',
  '[',
  ']',
  '(',
  ')',
  '.',
  ',',
  ':',
  '|',
  '!',
  '{',
  '}',
  ';',
  '@',
  '?',
] as const;
export type SymbolKind = (typeof pairs)[number] | (typeof controls)[number];

export type LiteralKind = 'number' | 'text' | 'raw text' | 'boolean' | 'date' | 'duration' | 'timestamp';

/** A kind is also its name in error messages (specification 1 §2.4). */
export type TokenKind =
  | SymbolKind
  | `keyword ${Keyword}`
  | 'identifier'
  | LiteralKind
  | 'interpolated string'
  /** `s"..."`: no rule of the grammar takes it. */
  | 's-string'
  | 'doc comment'
  | 'self doc comment'
  | 'end of input';

/**
 * A significant token. `start` and `end` are UTF-16 offsets. `text` is what the token means: an identifier's
 * name without backticks, a text's value with escapes replaced, a doc comment's text without its marker; for
 * the other literals their source, for symbols and keywords their kind.
 */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What the grammar does not see. `text` of a comment is without the marker and its one space. */
export interface Trivia {
  readonly kind: 'comment' | 'newline';
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
