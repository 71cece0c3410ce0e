import type { CellView } from '../../engine';
import { useHolt } from '../store';
import { displayed } from './number-display';

const marks = 6;

/**
 * One value on one line. Nothing is told by colour alone: `none` is a word, a variant has its name (RES-6). Numbers of
 * a column get room for the digits they lack, so that their points stand under each other (RES-7).
 */
export function Cell({ cell, fraction = 0 }: { readonly cell: CellView; readonly fraction?: number }) {
  const display = useHolt((state) => state.numberDisplay);
  if (cell.variant !== undefined) {
    return (
      <span className="cell-variant" data-mark={cell.variant % marks}>
        {cell.text}
      </span>
    );
  }
  if (cell.opens) return <span className="cell-token">{cell.text}</span>;
  const text = displayed(cell, display);
  if (cell.kind !== 'number' || fraction === 0) return <span className={`cell-${cell.kind}`}>{text}</span>;
  const point = cell.text.indexOf('.');
  const lacking = point < 0 ? fraction + 1 : fraction - (cell.text.length - point - 1);
  return (
    <span className="cell-number" style={lacking > 0 ? { paddingRight: `${lacking}ch` } : undefined}>
      {text}
    </span>
  );
}
