import { Icon } from '../shell/icons';
import { useHolt } from '../store';
import { words } from '../words';

/** Storage is full or denied: what will not be kept, and the way to keep it (STA-14). */
export function NotKeptNote() {
  const what = useHolt((state) => state.notKept);
  if (what === null) return null;
  return (
    <div className="dangling-note" role="alert">
      <span>{words.projects.notKept[what]}</span>
      <span className="fill" />
      <button
        type="button"
        className="button main"
        onClick={() => void import('./project-transfer').then(({ exportProject }) => exportProject())}
      >
        {words.projects.exportNow}
      </button>
      <button
        type="button"
        className="button icon"
        aria-label={words.projects.closeNotKept}
        onClick={() => useHolt.setState({ notKept: null })}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
