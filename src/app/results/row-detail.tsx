import type { ValueView } from '../../engine';
import { Icon } from '../shell/icons';
import { words } from '../words';
import { TreeChildren } from './tree';

/** One row with everything inside it, under the table (RES-5). */
export function RowDetail(props: {
  readonly value: ValueView;
  readonly row: number;
  readonly onClose: () => void;
}) {
  const { value, row, onClose } = props;
  return (
    <section className="row-detail" aria-label={words.view.rowDetail(row)}>
      <div className="head">
        <h2>{words.view.rowDetail(row)}</h2>
        <span className="fill" />
        <button
          type="button"
          className="button icon"
          aria-label={words.view.closeDetail}
          title={words.view.closeDetail}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </div>
      <div className="value-tree">
        <TreeChildren value={value.id} path={[row]} openDepth={1} />
      </div>
    </section>
  );
}
