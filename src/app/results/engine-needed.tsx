import type { RunnerName } from '../../engine';
import { allowEngine, chooseRunner, run } from '../session';
import { deviceMemory, useHolt } from '../store';
import { sizeInWords, words } from '../words';

/**
 * An engine is asked for once, with its size, before it is loaded (GO-5, STA-9). Where there is little memory the
 * interpreter goes first, if it is able (STA-21).
 */
export function EngineNeeded({ runner, bytes }: { readonly runner: RunnerName; readonly bytes: number }) {
  const interpreter = useHolt((state) => state.runners.find((one) => one.name === 'interpreter'));
  const low = useHolt((state) => state.lowMemory);
  const able = interpreter !== undefined && interpreter.refusal === undefined;
  const size = sizeInWords(bytes);
  const load = (
    <button
      type="button"
      className={low && able ? 'button framed' : 'button main'}
      onClick={() => {
        allowEngine(runner);
        void run();
      }}
    >
      {words.view.loadAndRun(size)}
    </button>
  );
  const instead = able ? (
    <button
      type="button"
      className={low ? 'button main' : 'button framed'}
      onClick={() => chooseRunner('interpreter')}
    >
      {words.view.runOn(words.runner.interpreter)}
    </button>
  ) : null;
  return (
    <section className="state">
      <h3>{words.view.engineNeeded(words.runner[runner])}</h3>
      {low ? <p>{words.view.lowMemory(deviceMemory() ?? null)}</p> : null}
      <p>{words.view.engineNeededNote(size)}</p>
      {navigator.onLine ? null : <p>{words.view.offline}</p>}
      <span className="state-actions">
        {low ? instead : load}
        {low ? load : instead}
      </span>
    </section>
  );
}
