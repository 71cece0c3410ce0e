import type { Expr, FuncParam, Ident } from '../tree';
import { parseBracketed } from './lists';
import type { TokenReader } from './token-reader';
import { parseType } from './types';

/** `IDENT "->" expr`; both tokens have been seen. */
export function parseShortLambda(reader: TokenReader): Expr {
  const { start } = reader;
  const name = reader.ident();
  reader.advance();
  const body = reader.expr();
  const params = [{ const: false, name, span: name.span }];
  const span = reader.spanFrom(start);
  return { kind: 'function', params, body, short: true, span, extent: span };
}

/** `"func" "(" list(func_param) ")" (":" type)? "->" expr` */
export function parseLambda(reader: TokenReader): Expr {
  const { start } = reader;
  reader.advance();
  const params = parseBracketed(reader, '(', parseFuncParam);
  const result = reader.eat(':') ? parseType(reader) : undefined;
  reader.require('->');
  const body = reader.expr();
  const span = reader.spanFrom(start);
  return { kind: 'function', params, result, body, short: false, span, extent: span };
}

/** `func_param := "const"? (LABEL)? NAME (":" type)? ("=" expr)?`; the span leaves `const` out. */
export function parseFuncParam(reader: TokenReader): FuncParam {
  const isConst = reader.eat('keyword const');
  const { start } = reader;
  let label: Ident | undefined;
  let name = reader.ident();
  if (reader.at('identifier')) {
    label = name;
    name = reader.ident();
  }
  const type = reader.eat(':') ? parseType(reader) : undefined;
  const value = reader.eat('=') ? reader.expr() : undefined;
  return { const: isConst, label, name, type, default: value, span: reader.spanFrom(start) };
}
