import { useEffect, useState } from 'react';
import { useHolt } from '../store';
import { sizeInWords, timeInWords, words } from '../words';
import { Icon } from './icons';
import { ProblemList } from './problem-list';
import './strip.css';

/** A run shorter than this, in ms, shows no progress at all (GO-6). */
const quiet = 150;

/** The bottom line: problems, what ran and how long, and that nothing leaves the device. */
export function Strip() {
  const problems = useHolt((state) => state.check?.problems.length);
  const shown = useHolt((state) => state.problemsShown);
  const run = useHolt((state) => state.shown?.run);
  const spoken = useHolt((state) => state.spoken);
  const notice = useHolt((state) => state.notice);
  const trouble = useHolt((state) => state.trouble);
  const languageLost = useHolt((state) => state.languageLost);
  const engineLost = useHolt((state) => state.engineLost);
  const elapsed = useElapsed();
  return (
    <section className="strip" aria-label={words.regions.strip}>
      {shown ? <ProblemList /> : null}
      <button
        type="button"
        className="strip-item"
        aria-expanded={shown}
        onClick={() => useHolt.setState({ problemsShown: !shown })}
      >
        <Icon name={problems === undefined || problems === 0 ? 'check' : 'error'} />
        {problems === undefined || problems === 0 ? words.problems.none : words.problems.count(problems)}
      </button>
      <span className="strip-text">
        {elapsed !== null
          ? words.strip.running(timeInWords(elapsed))
          : run === undefined
            ? words.strip.notRun
            : words.strip.ran(words.side.rows(run.value.rows ?? 1), timeInWords(run.times.execute))}
      </span>
      {run === undefined || elapsed !== null ? null : (
        <span className="strip-text">
          {words.runner[run.runner]} · {sizeInWords(run.value.bytes)}
        </span>
      )}
      <span className="fill" />
      <span className="strip-notice" role="status" data-trouble={trouble ? '' : undefined}>
        {languageLost ? words.strip.languageDown : engineLost ? words.strip.engineDown : notice}
      </span>
      <span className="visually-hidden" role="status">
        {spoken}
      </span>
      <span className="strip-text strip-local">
        <Icon name="lock" />
        {words.strip.local}
      </span>
    </section>
  );
}

/** Milliseconds of the run that goes on, once it is worth telling. */
function useElapsed(): number | null {
  const running = useHolt((state) => state.running);
  const [elapsed, setElapsed] = useState<number | null>(null);
  useEffect(() => {
    if (running === null) {
      setElapsed(null);
      return;
    }
    const timer = setInterval(() => {
      const passed = performance.now() - running.since;
      if (passed > quiet) setElapsed(passed);
    }, 100);
    return () => clearInterval(timer);
  }, [running]);
  return elapsed;
}
