import type { BranchNode, Expr } from '../tree';
import { parsePattern } from './patterns';
import type { TokenReader } from './token-reader';

/** `"match" expr "{" branch ("," branch)* ","? "}"`: at least one branch. */
export function parseMatch(reader: TokenReader): Expr {
  const { start } = reader;
  reader.advance();
  const subject = reader.expr();
  const openIndex = reader.index;
  const branches: BranchNode[] = [];
  if (reader.require('{')) {
    do branches.push(parseBranch(reader));
    while (reader.eat(',') && !reader.at('}'));
    reader.close(openIndex, '}');
  }
  const span = reader.spanFrom(start);
  return { kind: 'match', subject, branches, span, extent: span };
}

/** `branch := pattern "=>" expr` */
function parseBranch(reader: TokenReader): BranchNode {
  const { start } = reader;
  const pattern = parsePattern(reader);
  reader.require('=>');
  const value = reader.expr();
  return { pattern, value, span: reader.spanFrom(start) };
}
