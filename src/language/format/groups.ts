import type { Layout } from './layout';

/** A part of a list, with its place in the source. */
export interface Item {
  readonly start: number;
  readonly end: number;
  readonly print: () => boolean;
}

export interface Separators {
  readonly inline: string;
  readonly lineEnd: string;
  /** Whether the last item on a line of its own is followed by the line-end separator as well. */
  readonly afterLast: boolean;
  /** Whether comments may stand between the items. */
  readonly comments: boolean;
}

export const commas: Separators = { inline: ', ', lineEnd: ',', afterLast: true, comments: true };

/** A separated list: all items on one line, otherwise one a line (specification 1 §12.3). */
export function printList(layout: Layout, items: readonly Item[], separators: Separators): boolean {
  if (items.length === 0) return true;
  const { inline, lineEnd, afterLast, comments } = separators;
  const together = () => items.every((item, index) => (index === 0 || layout.emit(inline)) && item.print());
  if (layout.onOneLine(items.at(-1)!.end, together)) return true;
  if (layout.singleLine) return false;
  return items.every((item, index) => {
    if (index > 0) {
      if (comments) layout.trailingComment(item.start);
      else if (!layout.pass(item.start)) return false;
      layout.newLine();
      if (comments) layout.leading(item.start, true);
    }
    // Nothing else follows on the line of the first item either, whatever waits behind the list.
    layout.clearPending();
    if (!layout.reserving(lineEnd.length, item.print) || !layout.pass(item.end)) return false;
    if (afterLast || index < items.length - 1) layout.emitFree(lineEnd);
    return true;
  });
}

/** The brackets of a group and what stands between them. */
export interface Group {
  readonly open: string;
  readonly close: string;
  /** Where the content begins in the source; where the closing bracket stands, if nothing is between. */
  readonly start: number;
  /** Where the closing bracket stands in the source. */
  readonly end: number;
  readonly empty?: boolean;
  /** Whether a comma follows the content when the brackets stand on lines of their own. */
  readonly trailingComma: boolean;
  readonly content: () => boolean;
}

/** A bracketed group: everything on one line, otherwise the content on indented lines. */
export function printGroup(layout: Layout, group: Group): boolean {
  const { open, close, end, content } = group;
  const inline = () => layout.emit(open) && layout.reserving(close.length, content) && layout.emit(close);
  if (layout.onOneLine(end + 1, inline)) return true;
  return printBrokenGroup(layout, group);
}

/** A group whose content stands on lines of its own. */
export function printBrokenGroup(layout: Layout, group: Group): boolean {
  const { open, close, start, end, empty, trailingComma, content } = group;
  if (layout.singleLine || !layout.emit(open)) return false;
  const inside = layout.indented(() => {
    if (empty) {
      layout.ownLines(end);
      return true;
    }
    layout.newLine();
    layout.leading(start, true);
    if (!layout.reserving(trailingComma ? 1 : 0, content)) return false;
    if (trailingComma && !layout.endsWithComma) layout.emitFree(',');
    layout.closing(end);
    return true;
  });
  return inside && layout.newLine() && layout.emit(close) && layout.pass(end + 1);
}

/** A list in brackets, with a trailing comma when it is broken. */
export function printListGroup(
  layout: Layout,
  brackets: { open: string; close: string; end: number },
  items: readonly Item[],
  trailingComma = true,
): boolean {
  const start = items[0]?.start ?? brackets.end;
  const content = () => printList(layout, items, commas);
  return printGroup(layout, { ...brackets, start, empty: items.length === 0, trailingComma, content });
}
