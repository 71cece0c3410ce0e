import type { Ident, PathNode } from '../tree';
import type { TokenReader } from './token-reader';

/** `IDENT ("::" IDENT)*` */
export function parsePath(reader: TokenReader): PathNode {
  const segments: Ident[] = [reader.ident()];
  while (reader.eat('::')) segments.push(reader.ident());
  return pathOf(reader, segments);
}

export function pathOf(reader: TokenReader, segments: readonly Ident[]): PathNode {
  return { segments, span: reader.spanOver(segments[0]!.span, segments.at(-1)!.span) };
}
