import type { BranchNode, ExprOf, Pattern } from '../syntax';
import { type Item, printList } from './groups';
import { literalText } from './literals';
import { nameText, type Printer } from './printer';

/** Always broken: one branch a line. Comments between the branches have no place. */
export function printMatch(printer: Printer, expr: ExprOf<'match'>): boolean {
  const { layout } = printer;
  const { start, end } = expr.extent;
  if (layout.singleLine || !layout.atom('match ', start)) return false;
  if (!printer.printExpr(printer, expr.subject) || !layout.emit(' {')) return false;
  const branches = () => expr.branches.every((branch) => layout.newLine() && printBranch(printer, branch));
  return layout.indented(branches) && layout.pass(end) && layout.newLine() && layout.emit('}');
}

function printBranch(printer: Printer, { pattern, value, span }: BranchNode): boolean {
  const { layout } = printer;
  if (!layout.pass(span.start) || !printPattern(printer, pattern) || !layout.emit(' => ')) return false;
  if (!layout.reserving(1, () => printer.printExpr(printer, value)) || !layout.pass(span.end)) return false;
  layout.emitFree(',');
  return true;
}

function printPattern(printer: Printer, pattern: Pattern): boolean {
  const { layout } = printer;
  const { start, end } = pattern.span;
  switch (pattern.kind) {
    case 'bind':
      return layout.atom(nameText(pattern.name), start);
    case 'literal':
      return layout.atom(literalText(pattern.literal, printer.text.slice(start, end)), start);
    case 'variant':
      return (
        layout.atom(`.${nameText(pattern.name)}`, start) &&
        (!pattern.payload || (layout.emit('(') && printPattern(printer, pattern.payload) && layout.emit(')')))
      );
    case 'or': {
      const items = pattern.alternatives.map(
        (alternative): Item => ({
          start: alternative.span.start,
          end: alternative.span.end,
          print: () => printPattern(printer, alternative),
        }),
      );
      return printList(layout, items, { inline: ' | ', lineEnd: ' |', afterLast: false, comments: false });
    }
  }
}
