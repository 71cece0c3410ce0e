import { readInterpolation } from '../interpolation';
import { isLiteral, literalOf } from '../literal';
import type { TokenKind } from '../token';
import type { ArgNode, Expr, LookupField, TupleFieldNode, TypeNode, UnaryOperator } from '../tree';
import { parseLambda, parseShortLambda } from './lambdas';
import { parseBracketed } from './lists';
import { parseMatch } from './matches';
import { parseBinary } from './operators';
import { parsePath } from './paths';
import type { TokenReader } from './token-reader';
import { parseType } from './types';

/** What an operand can begin with; more than a message lists. */
const operandStarts: readonly TokenKind[] = [
  'identifier',
  'number',
  'text',
  'raw text',
  'boolean',
  'date',
  'duration',
  'timestamp',
  'interpolated string',
  '{',
  '(',
  '[',
  '.',
  '-',
  '+',
  '!',
  'keyword func',
  'keyword match',
  'keyword if',
];
const operandStartSet: ReadonlySet<TokenKind> = new Set(operandStarts);

/** `expr := range ("|" range)*` (specification 1 §2.3) */
export function parseExpr(reader: TokenReader): Expr {
  const outer = reader.enter();
  if (outer === undefined) return reader.missingExpr();
  let left = parseRange(reader);
  while (reader.eat('|')) {
    const right = parseRange(reader);
    left = {
      kind: 'pipe',
      left,
      right,
      span: right.span,
      extent: reader.spanOver(left.extent, right.extent),
    };
    reader.grow();
  }
  reader.leave(outer);
  return left;
}

/** `range := ".." binary | binary ( ".." binary? )?` */
function parseRange(reader: TokenReader): Expr {
  const { start } = reader;
  if (reader.kind === '..') {
    reader.advance();
    const to = parseBinary(reader, parseOperand);
    const span = reader.spanFrom(start);
    return { kind: 'range', to, span, extent: span };
  }
  const from = parseBinary(reader, parseOperand);
  if (!reader.eat('..')) return from;
  const to = startsOperand(reader) ? parseBinary(reader, parseOperand) : undefined;
  const span = reader.spanFrom(start);
  return { kind: 'range', from, to, span, extent: span };
}

/** Whether an operand follows; a `func` with a name behind it is the next definition. */
function startsOperand(reader: TokenReader): boolean {
  const { kind } = reader;
  if (kind && operandStartSet.has(kind) && !(kind === 'keyword func' && reader.nextKind === 'identifier'))
    return true;
  reader.expect(operandStarts);
  return false;
}

/** Prefix operators, a term, what follows it, and an ascription: levels 1 to 3 of the precedence table. */
function parseOperand(reader: TokenReader): Expr {
  const prefixes: { operator: UnaryOperator; start: number }[] = [];
  while (reader.kind === '-' || reader.kind === '+' || reader.kind === '!') {
    prefixes.push({ operator: reader.kind, start: reader.advance().start });
  }
  let operand = parsePostfix(reader, parseTerm(reader));
  if (reader.eat(':')) {
    const type = parseType(reader);
    operand = ascription(operand, type, reader.spanFrom(operand.extent.start));
  }
  for (let index = prefixes.length - 1; index >= 0; index -= 1) {
    const { operator, start } = prefixes[index]!;
    const span = reader.spanFrom(start);
    operand = { kind: 'unary', operator, operand, span, extent: span };
    reader.grow();
  }
  return operand;
}

/** The type of an ascription takes the span of the whole (specification 1 §11.6). */
function ascription(value: Expr, type: TypeNode, span: Expr['span']): Expr {
  return { kind: 'ascription', value, type: { ...type, span }, span, extent: span };
}

/** `( "." (IDENT | POSITION) | "[" expr "]" )*` */
function parsePostfix(reader: TokenReader, term: Expr): Expr {
  let base = term;
  for (;;) {
    const { start, index: openIndex } = reader;
    if (reader.eat('.')) {
      const field = parseLookupField(reader);
      const span = reader.spanFrom(start);
      base = { kind: 'lookup', base, field, span, extent: reader.spanOver(base.extent, span) };
    } else if (reader.eat('[')) {
      const index = parseExpr(reader);
      reader.close(openIndex, ']');
      const span = reader.spanFrom(base.extent.start);
      base = { kind: 'index', base, index, span, extent: span };
    } else {
      return base;
    }
    reader.grow();
  }
}

const maxPosition = 0xffff_ffff;

function parseLookupField(reader: TokenReader): LookupField {
  if (reader.kind === 'number') {
    const { text } = reader.current;
    if (/^[0-9]+$/.test(text) && Number(text) <= maxPosition) {
      const token = reader.advance();
      return { kind: 'position', position: Number(text), span: reader.spanOf(token) };
    }
  }
  reader.expect('number');
  return { kind: 'name', name: reader.ident() };
}

function parseTerm(reader: TokenReader): Expr {
  const { start, kind } = reader;
  if (kind === undefined) return reader.missingExpr();
  if (isLiteral(kind)) {
    const token = reader.advance();
    const span = reader.spanFrom(start);
    return { kind: 'literal', literal: literalOf(kind, token, reader.text), span, extent: span };
  }
  switch (kind) {
    case 'identifier':
      return reader.nextKind === '->' ? parseShortLambda(reader) : parsePathOrCall(reader);
    case '{': {
      const fields = parseBracketed(reader, '{', parseTupleField);
      const span = reader.spanFrom(start);
      return { kind: 'tuple', fields, span, extent: span };
    }
    case '[': {
      const items = parseBracketed(reader, '[', parseExpr);
      const span = reader.spanFrom(start);
      return { kind: 'array', items, span, extent: span };
    }
    case '(':
      return parseParentheses(reader);
    case 'keyword func':
      return parseLambda(reader);
    case 'keyword match':
      return parseMatch(reader);
    case 'keyword if':
      return parseIf(reader);
    case 'interpolated string': {
      const token = reader.advance();
      const { pieces, quotes, error } = readInterpolation(reader.text, token.start, token.end, (from, to) =>
        reader.span(from, to),
      );
      if (error) reader.diagnostics.push(error);
      const span = reader.spanFrom(start);
      return { kind: 'fstring', pieces, quotes, span, extent: span };
    }
    case '.':
      return parseVariantExpr(reader);
    default:
      reader.expect(operandStarts);
      reader.fail();
      return reader.missingExpr();
  }
}

function parsePathOrCall(reader: TokenReader): Expr {
  const { start } = reader;
  const path = parsePath(reader);
  if (path.segments.length === 1) reader.expect('->');
  if (!reader.at('(')) return { kind: 'path', path, span: path.span, extent: path.span };
  const args = parseBracketed(reader, '(', parseArg);
  const span = reader.spanFrom(start);
  return { kind: 'call', callee: path, args, span, extent: span };
}

/** `arg := (IDENT "=")? expr` */
function parseArg(reader: TokenReader): ArgNode {
  const { start } = reader;
  const label = parseNameBeforeEquals(reader);
  const value = parseExpr(reader);
  return { label, value, span: reader.spanFrom(start) };
}

/** `tuple_field := ".." expr | (IDENT "=")? expr` */
function parseTupleField(reader: TokenReader): TupleFieldNode {
  const { start } = reader;
  const spread = reader.eat('..');
  const name = spread ? undefined : parseNameBeforeEquals(reader);
  const value = parseExpr(reader);
  return { name, spread, value, span: reader.spanFrom(start) };
}

function parseNameBeforeEquals(reader: TokenReader) {
  if (reader.kind !== 'identifier' || reader.nextKind !== '=') return undefined;
  const name = reader.ident();
  reader.advance();
  return name;
}

/** `"(" ( "let" IDENT "=" expr ";" )* expr ")"` */
function parseParentheses(reader: TokenReader): Expr {
  const { start, index: openIndex } = reader;
  reader.advance();
  const bindings: { start: number; name: ReturnType<TokenReader['ident']>; value: Expr }[] = [];
  while (reader.kind === 'keyword let') {
    const letStart = reader.advance().start;
    const name = reader.ident();
    reader.require('=');
    const value = parseExpr(reader);
    reader.require(';');
    bindings.push({ start: letStart, name, value });
  }
  reader.expect('keyword let');
  let inner = parseExpr(reader);
  for (let index = bindings.length - 1; index >= 0; index -= 1) {
    const { start: letStart, name, value } = bindings[index]!;
    const span = reader.spanFrom(letStart);
    inner = { kind: 'let', name, value, body: inner, span, extent: span };
    reader.grow();
  }
  reader.close(openIndex, ')');
  const extent = reader.spanFrom(start);
  return { kind: 'paren', inner, span: inner.span, extent };
}

/** `"if" expr "then" expr "else" expr` */
function parseIf(reader: TokenReader): Expr {
  const { start } = reader;
  reader.advance();
  const condition = parseExpr(reader);
  reader.require('keyword then');
  const consequent = parseExpr(reader);
  reader.require('keyword else');
  const alternative = parseExpr(reader);
  const span = reader.spanFrom(start);
  return { kind: 'if', condition, consequent, alternative, span, extent: span };
}

/** `"." IDENT ( "(" expr ")" )?` */
function parseVariantExpr(reader: TokenReader): Expr {
  const { start } = reader;
  reader.advance();
  const name = reader.ident();
  const openIndex = reader.index;
  if (!reader.eat('(')) {
    const span = reader.spanFrom(start);
    return { kind: 'variant', name, span, extent: span };
  }
  const payload = parseExpr(reader);
  reader.close(openIndex, ')');
  const span = reader.spanFrom(start);
  return { kind: 'variant', name, payload, span, extent: span };
}
