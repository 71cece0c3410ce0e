import { Icon } from '../shell/icons';
import { useHolt } from '../store';
import { words } from '../words';
import { undoNow } from './undo';

/** What was just deleted, and the way back, for half a minute (PRJ-3). */
export default function UndoBar() {
  const undo = useHolt((state) => state.undo);
  if (undo === null) return null;
  return (
    <div className="undo-bar" role="status">
      <span>{undo.text}</span>
      <button type="button" className="button" onClick={undoNow}>
        {words.projects.undo}
      </button>
      <button
        type="button"
        className="button icon"
        aria-label={words.projects.keepDeleted}
        onClick={() => useHolt.setState({ undo: null })}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
