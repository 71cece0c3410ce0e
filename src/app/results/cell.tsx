import type { CellView } from '../../engine';

const marks = 6;

/** One value on one line. Nothing is told by colour alone: `none` is a word, a variant has its name (RES-6). */
export function Cell({ cell }: { readonly cell: CellView }) {
  if (cell.variant !== undefined) {
    return (
      <span className="cell-variant" data-mark={cell.variant % marks}>
        {cell.text}
      </span>
    );
  }
  if (cell.opens) return <span className="cell-token">{cell.text}</span>;
  return <span className={`cell-${cell.kind}`}>{cell.text}</span>;
}
