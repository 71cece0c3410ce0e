import type { ValuePath, ValueView } from '../../engine';
import { Icon } from '../shell/icons';
import { words } from '../words';
import { TreeChildren } from './tree';

/** One row with everything inside it, a level of it open, under the row itself (RES-5). */
export function RowDetail(props: {
  readonly value: ValueView;
  readonly row: number;
  readonly onClose: () => void;
  readonly onPart: (path: ValuePath, label: string) => void;
}) {
  const { value, row, onClose, onPart } = props;
  return (
    <section className="row-detail" aria-label={words.view.rowDetail(row)}>
      <button
        type="button"
        className="button icon row-detail-close"
        aria-label={words.view.closeDetail}
        title={words.view.closeDetail}
        onClick={onClose}
      >
        <Icon name="close" />
      </button>
      <div className="value-tree">
        <TreeChildren value={value.id} path={[row]} at={`[${row}]`} openDepth={2} onPart={onPart} />
      </div>
    </section>
  );
}
