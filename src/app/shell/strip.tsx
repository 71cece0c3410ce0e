import { useElapsed } from '../elapsed';
import { cancelRun, isChecked } from '../session';
import { type ActiveRun, useHolt } from '../store';
import { sizeInWords, timeInWords, words } from '../words';
import { Icon } from './icons';
import { soon } from './soon';
import './strip.css';

const NewerVersion = soon(() => import('../offline/newer-version'));
const ProblemList = soon(() => import('./problem-list'));

/** The bottom line: problems, what ran and how long, and that nothing leaves the device. */
export function Strip() {
  const problems = useHolt((state) => state.check?.problems.length);
  const checked = useHolt(isChecked);
  const shown = useHolt((state) => state.problemsShown);
  const run = useHolt((state) => state.shown?.run);
  const spoken = useHolt((state) => state.spoken);
  const notice = useHolt((state) => state.notice);
  const trouble = useHolt((state) => state.trouble);
  const languageLost = useHolt((state) => state.languageLost);
  const engineLost = useHolt((state) => state.engineLost);
  const chosen = useHolt((state) => state.chosen);
  const running = useHolt((state) => state.running);
  const elapsed = useElapsed();
  return (
    <section className="strip" aria-label={words.regions.strip}>
      {shown ? <ProblemList /> : null}
      <button
        type="button"
        className="strip-item"
        aria-expanded={shown}
        aria-busy={!checked}
        onClick={() => useHolt.setState({ problemsShown: !shown })}
      >
        <Icon name={problems === undefined || problems === 0 ? 'check' : 'error'} />
        {problems === undefined || problems === 0 ? words.problems.none : words.problems.count(problems)}
      </button>
      <span className="strip-text">
        {elapsed !== null && running !== null
          ? stateInWords(running, elapsed)
          : run === undefined
            ? words.strip.notRun
            : words.strip.ran(
                run.value.rows === null ? words.strip.oneValue : words.side.rows(run.value.rows),
                timeInWords(run.times.execute),
              )}
      </span>
      {elapsed === null || running === null ? null : (
        <>
          {soFar(running.progress) === null ? null : (
            <span className="strip-text">{soFar(running.progress)}</span>
          )}
          {running.cancelling ? null : (
            <button type="button" className="strip-item" onClick={() => void cancelRun()}>
              {words.strip.cancel}
            </button>
          )}
        </>
      )}
      {run === undefined || elapsed !== null ? null : (
        <span className="strip-text">
          {words.runner[run.runner]} · {sizeInWords(run.value.bytes)}
        </span>
      )}
      {chosen?.facts === null || chosen?.facts === undefined ? null : (
        <span className="strip-text strip-chosen" role="status">
          {words.strip.chosen(chosen.facts)}
        </span>
      )}
      <span className="fill" />
      <span className="strip-notice" role="status" data-trouble={trouble ? '' : undefined}>
        {languageLost ? words.strip.languageDown : engineLost ? words.strip.engineDown : notice}
      </span>
      <span className="visually-hidden" role="status">
        {spoken}
      </span>
      <NewerVersion />
      <span className="strip-text strip-local">
        <Icon name="lock" />
        {words.strip.local}
      </span>
    </section>
  );
}

/** Where the run is: the engine that comes, or the stage by name (GO-6). */
function stateInWords({ cancelling, progress }: ActiveRun, elapsed: number): string {
  const time = timeInWords(elapsed);
  if (cancelling) return words.strip.cancelling;
  if (progress === null) return words.strip.running(time);
  if (progress.kind === 'loading')
    return words.strip.loadingEngine(
      words.runner[progress.runner],
      words.runner.loading(progress.loaded),
      time,
    );
  return words.strip.stage(progress.stage, progress.of, progress.name, time);
}

/** What finished stages gave so far, where that is known. */
function soFar(progress: ActiveRun['progress']): string | null {
  if (progress?.kind !== 'stage' || progress.rows === null) return null;
  return words.strip.soFar(words.side.rows(progress.rows), sizeInWords(progress.bytes));
}
