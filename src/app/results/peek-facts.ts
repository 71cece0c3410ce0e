import type { ValueView } from '../../engine';
import { words } from '../words';

/** Rows that a look at a step gives at most. */
const peekRows = 1000;

/** How much of a step's value is shown. */
export function factsOfPeek({ rows, columns, type }: ValueView): string {
  if (rows === null) return type;
  if (rows >= peekRows) return words.view.firstRows(rows);
  return words.view.rowsByColumns(rows, Math.max(1, columns.length));
}
