import type { Expr } from '../syntax';
import { type Item, printBrokenGroup, printList, type Separators } from './groups';
import type { Printer } from './printer';

const chainSeparators: Separators = { inline: ' ', lineEnd: '', afterLast: false, comments: false };

/**
 * A chain of binary operators and pipes, whatever their precedence, as an operand followed by `op operand`
 * items; undefined for any other expression.
 */
export function chainItems(printer: Printer, expr: Expr): Item[] | undefined {
  if (expr.kind !== 'binary' && expr.kind !== 'pipe') return undefined;
  const { layout } = printer;
  const items: Item[] = [];
  // Operators wait here for their right side; chains can be long, so there is no recursion.
  const waiting: { node: Expr; operator: string }[] = [{ node: expr, operator: '' }];
  while (waiting.length > 0) {
    const { node, operator } = waiting.pop()!;
    if (node.kind === 'binary' || node.kind === 'pipe') {
      waiting.push({ node: node.right, operator: node.kind === 'pipe' ? '|' : node.operator });
      waiting.push({ node: node.left, operator });
      continue;
    }
    const { start, end } = node.extent;
    const print = () =>
      operator === ''
        ? printer.printExpr(printer, node)
        : layout.atom(`${operator} `, start) && layout.indented(() => printer.printExpr(printer, node));
    items.push({ start, end, print });
  }
  return items;
}

/** The items of a chain inside parentheses. */
export function printChainList(printer: Printer, items: readonly Item[]): boolean {
  return printList(printer.layout, items, chainSeparators);
}

/** A chain without parentheses: on one line, otherwise in new ones. */
export function printChain(printer: Printer, expr: Expr): boolean {
  const { layout } = printer;
  const items = chainItems(printer, expr);
  if (!items) return false;
  const together = () => items.every((item, index) => (index === 0 || layout.emit(' ')) && item.print());
  if (layout.onOneLine(expr.extent.end, together)) return true;
  if (!layout.pass(expr.extent.start)) return false;
  return printInNewParentheses(printer, expr, () => printChainList(printer, items));
}

/** Parentheses that the source does not have, around `content` on lines of its own. */
export function printInNewParentheses(printer: Printer, expr: Expr, content: () => boolean): boolean {
  const { start, end } = expr.extent;
  return printBrokenGroup(printer.layout, {
    open: '(',
    close: ')',
    start,
    end: end - 1,
    trailingComma: false,
    content,
  });
}
