import { useElapsed } from '../elapsed';
import { cancelRun } from '../session';
import { useHolt } from '../store';
import { sizeInWords, timeInWords, words } from '../words';

/** A run is long after so many ms (STA-10). */
const long = 3000;

/** What a long run has come to, and the way out (STA-10). */
export function LongRun() {
  const running = useHolt((state) => state.running);
  const elapsed = useElapsed(long);
  if (running === null || elapsed === null || running.cancelling) return null;
  const { progress } = running;
  const known = progress?.kind === 'stage' && progress.rows !== null;
  return (
    <section className="long-run" aria-label={words.view.stillRunning}>
      <b>{words.view.stillRunning}</b>
      <span>
        {progress?.kind === 'stage'
          ? words.strip.stage(progress.stage, progress.of, progress.name, timeInWords(elapsed))
          : words.strip.running(timeInWords(elapsed))}
      </span>
      {known ? (
        <span>{words.strip.soFar(words.side.rows(progress.rows ?? 0), sizeInWords(progress.bytes))}</span>
      ) : null}
      <span className="fill" />
      <button type="button" className="button framed" onClick={() => void cancelRun()}>
        {words.bar.cancel}
      </button>
    </section>
  );
}
