import { useHolt } from '../store';
import { clockInWords, words } from '../words';
import { followOther, takeOver, workOnCopy } from './keeper';

/** Another tab holds the project: what that means, and the three ways on (PRJ-6, STA-15). */
export function ElsewhereNote() {
  const elsewhere = useHolt((state) => state.elsewhere);
  if (elsewhere === null) return null;
  const { since, following } = elsewhere;
  return (
    <div className="dangling-note" role="alert">
      <span>
        {following
          ? words.projects.following
          : words.projects.elsewhere(since === null ? null : clockInWords(since))}
      </span>
      <span className="fill" />
      {following ? null : (
        <button type="button" className="button main" onClick={() => void followOther()}>
          {words.projects.follow}
        </button>
      )}
      <button type="button" className="button framed" onClick={takeOver}>
        {words.projects.takeOver}
      </button>
      <button type="button" className="button framed" onClick={workOnCopy}>
        {words.projects.copy}
      </button>
    </div>
  );
}
