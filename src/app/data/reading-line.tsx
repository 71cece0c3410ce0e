import { cancelReading } from '../actions';
import { useHolt } from '../store';
import { sizeInWords, words } from '../words';

/** How far a file is read, in bytes and rows, and the way to stop it (DAT-8). */
export default function ReadingLine() {
  const reading = useHolt((state) => state.reading);
  if (reading === null) return null;
  const { file, done, total, rows } = reading;
  return (
    <div className="reading" role="status">
      <span>{words.data.reading(file)}</span>
      <progress value={done} max={Math.max(1, total)} aria-label={words.data.reading(file)} />
      <small>
        {words.data.readSoFar(sizeInWords(done), sizeInWords(total))}
        {rows === 0 ? null : ` · ${words.side.rows(rows)}`}
      </small>
      <button type="button" className="button" onClick={cancelReading}>
        {words.data.cancelReading}
      </button>
    </div>
  );
}
