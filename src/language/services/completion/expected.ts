import type { Expr } from '../../syntax';
import { isUnknownType, type Type } from '../../types/type';
import type { Caret } from '../caret';

/**
 * The type that the place of an expression asks for, whatever is written there (EDT-6). Undefined when nothing
 * is asked.
 */
export function expectedType(caret: Caret, expr: Expr): Type | undefined {
  const type = caret.snapshot.tolerant.typeAt(expr.extent, caret.definition);
  return type && !isUnknownType(type) ? type : undefined;
}

/** The expression that the word at the caret is or will be: a path of one segment, or nothing yet. */
export function expressionAt(caret: Caret): Expr | undefined {
  const { word } = caret;
  const place = word.end > word.start ? word.start : (caret.before(1)?.end ?? 0);
  const { file } = caret.file;
  const around = word.end > word.start ? caret.wordNodes : caret.around;
  for (const at of [...around].reverse()) {
    if (at.is !== 'expr' || at.node.extent.file !== file.path) continue;
    if (at.node.kind === 'missing' && at.node.extent.start === place) return at.node;
    if (at.node.kind === 'path' && at.node.extent.start === word.start) return at.node;
  }
  return undefined;
}
