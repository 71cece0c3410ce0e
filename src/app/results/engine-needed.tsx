import type { RunnerName } from '../../engine';
import { allowEngine, chooseRunner, run } from '../session';
import { useHolt } from '../store';
import { sizeInWords, words } from '../words';

/** An engine is asked for once, with its size, before it is loaded (GO-5, STA-9). */
export function EngineNeeded({ runner, bytes }: { readonly runner: RunnerName; readonly bytes: number }) {
  const able = useHolt((state) => state.runners.find((one) => one.name === 'interpreter'));
  const size = sizeInWords(bytes);
  return (
    <section className="state">
      <h3>{words.view.engineNeeded(words.runner[runner])}</h3>
      <p>{words.view.engineNeededNote(size)}</p>
      {navigator.onLine ? null : <p>{words.view.offline}</p>}
      <span className="state-actions">
        <button
          type="button"
          className="button main"
          onClick={() => {
            allowEngine(runner);
            void run();
          }}
        >
          {words.view.loadAndRun(size)}
        </button>
        {able !== undefined && able.refusal === undefined ? (
          <button type="button" className="button framed" onClick={() => chooseRunner('interpreter')}>
            {words.view.runOn(words.runner.interpreter)}
          </button>
        ) : null}
      </span>
    </section>
  );
}
