import { isLiteral, literalOf } from '../literal';
import type { Pattern } from '../tree';
import type { TokenReader } from './token-reader';

/** `pattern := pat_term ("|" pat_term)*` (specification 1 §2.3) */
export function parsePattern(reader: TokenReader): Pattern {
  const { start } = reader;
  const outer = reader.enter();
  if (outer === undefined) return missingPattern(reader);
  const alternatives = [parsePatternTerm(reader)];
  while (reader.eat('|')) alternatives.push(parsePatternTerm(reader));
  reader.leave(outer);
  if (alternatives.length === 1) return alternatives[0]!;
  return { kind: 'or', alternatives, span: reader.spanFrom(start) };
}

function parsePatternTerm(reader: TokenReader): Pattern {
  const { start, kind } = reader;
  if (kind === '.') {
    reader.advance();
    const name = reader.ident();
    const openIndex = reader.index;
    if (!reader.eat('(')) return { kind: 'variant', name, span: reader.spanFrom(start) };
    const payload = parsePattern(reader);
    reader.close(openIndex, ')');
    return { kind: 'variant', name, payload, span: reader.spanFrom(start) };
  }
  if (kind === 'identifier') {
    const name = reader.ident();
    return { kind: 'bind', name, span: name.span };
  }
  if (kind && isLiteral(kind)) {
    const token = reader.advance();
    return { kind: 'literal', literal: literalOf(kind, token, reader.text), span: reader.spanOf(token) };
  }
  reader.expect('pattern');
  reader.fail();
  return missingPattern(reader);
}

function missingPattern(reader: TokenReader): Pattern {
  const span = reader.spanHere();
  return { kind: 'bind', name: { name: '', span }, span };
}
