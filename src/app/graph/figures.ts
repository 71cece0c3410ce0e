import type { NodeFigures } from '../../engine';
import { timeInWords, words } from '../words';

/** Rows that left a step, and its time where it had one of its own; what was not measured is not said. */
export function figuresInWords(figures: NodeFigures | undefined): string {
  if (figures === undefined || figures.rowsOut === null) return '';
  const rows = words.side.rows(figures.rowsOut);
  return figures.ms === null ? rows : `${rows} · ${timeInWords(figures.ms)}`;
}
