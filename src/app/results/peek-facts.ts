import type { ValueView } from '../../engine';
import { mostPeeked } from '../session';
import { words } from '../words';

/** How much of a step's value is shown. */
export function factsOfPeek({ rows, columns, type }: ValueView): string {
  if (rows === null) return type;
  if (rows >= mostPeeked()) return words.view.firstRows(rows);
  return words.view.rowsByColumns(rows, Math.max(1, columns.length));
}
