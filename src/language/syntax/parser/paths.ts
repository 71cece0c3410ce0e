import { joinSpans } from '../../../base';
import type { Ident, PathNode } from '../tree';
import type { TokenReader } from './token-reader';

/** `IDENT ("::" IDENT)*` */
export function parsePath(reader: TokenReader): PathNode {
  const segments: Ident[] = [reader.ident()];
  while (reader.eat('::')) segments.push(reader.ident());
  return pathOf(segments);
}

export function pathOf(segments: readonly Ident[]): PathNode {
  return { segments, span: joinSpans(segments[0]!.span, segments.at(-1)!.span) };
}
