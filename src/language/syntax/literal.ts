import { quoteRun } from './text-literal';
import { readTimeLiteral } from './time-literal';
import type { LiteralKind, Token, TokenKind } from './token';
import type { Literal } from './tree';

const literalKinds: ReadonlySet<string> = new Set<LiteralKind>([
  'number',
  'text',
  'raw text',
  'boolean',
  'date',
  'duration',
  'timestamp',
]);

/** Whether a token is one of the grammar's LIT (specification 1 §2). */
export function isLiteral(kind: TokenKind): kind is LiteralKind {
  return literalKinds.has(kind);
}

/** What a literal token of `source` says. */
export function literalOf(kind: LiteralKind, token: Token, source: string): Literal {
  switch (kind) {
    case 'number':
      return { kind: 'number', text: token.text };
    case 'boolean':
      return { kind: 'boolean', value: token.text === 'true' };
    case 'text':
      return { kind: 'text', value: token.text, raw: false, quotes: quoteRun(source, token.start) };
    case 'raw text':
      return { kind: 'text', value: token.text, raw: true, quotes: quoteRun(source, token.start + 1) };
    case 'date':
    case 'duration':
    case 'timestamp':
      return readTimeLiteral(source, token.start)!.literal;
  }
}
