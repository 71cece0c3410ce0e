import type { AppError, RunFailure } from '../../engine';
import { goToProblem, goToSpan } from '../editor/editor-actions';
import { chooseRunner, run } from '../session';
import { useHolt } from '../store';
import { nextRunner } from '../waiting';
import { words } from '../words';
import { EngineNeeded } from './engine-needed';
import { FailedPlace } from './failed-place';
import { goToForm } from './nothing-to-run';
import { WriteQuestion } from './write-question';

/** Why a run gave no value: the sentence, the place, and one way on (§18). */
export function FailureState({ failure }: { readonly failure: RunFailure }) {
  const plan = useHolt((state) => state.check?.plan);
  const params = useHolt((state) => state.check?.program?.params);
  switch (failure.kind) {
    case 'cancelled':
      return null;
    case 'load':
      return <EngineNeeded runner={failure.runner} bytes={failure.bytes} />;
    case 'inputs': {
      const bound = useHolt.getState().bindings[failure.param] !== undefined;
      const type = params?.find(({ name }) => name === failure.param)?.type;
      return (
        <section className="state">
          <h3>{bound ? words.view.inputWrong(failure.param) : words.view.inputNeeded(failure.param)}</h3>
          {bound && type !== undefined ? <p className="code">{`${failure.param}: ${type}`}</p> : null}
          <p>{failure.message}</p>
          <p>{words.view.inputNeededNote}</p>
          <button type="button" className="button main" onClick={goToForm}>
            {words.view.goToForm}
          </button>
        </section>
      );
    }
    case 'error':
      return <ErrorState error={failure.error} />;
    case 'problems': {
      const first = failure.problems[0];
      if (first?.slug === 'write-not-allowed') return <WriteQuestion plan={plan} />;
      return (
        <section className="state" role="alert">
          <h3>{words.view.broken}</h3>
          {failure.problems.slice(0, 5).map((problem) => (
            <pre key={`${problem.slug} ${problem.span.start}`} className="state-detail">
              {problem.message}
            </pre>
          ))}
          {first === undefined ? null : (
            <button type="button" className="button framed" onClick={() => goToProblem(first)}>
              {words.view.goToSource}
            </button>
          )}
        </section>
      );
    }
  }
}

function ErrorState({ error }: { readonly error: AppError }) {
  const { span } = error;
  return (
    <section className="state" role="alert">
      <h3>{titleOf(error)}</h3>
      <pre className="state-detail">{error.message}</pre>
      {span === undefined ? null : <FailedPlace span={span} />}
      {isLimit(error) ? <p>{words.view.limitNote}</p> : null}
      {error.code === 'DISCONNECTED' ? <p>{words.view.stoppedKept}</p> : null}
      {error.hint === undefined ? null : <p>{error.hint}</p>}
      {error.detail === undefined || error.detail === error.message ? null : (
        <p className="code">{error.detail}</p>
      )}
      <span className="state-actions">
        <WayOn error={error} />
        {span === undefined ? null : (
          <button type="button" className="button framed" onClick={() => goToSpan(span)}>
            {words.view.goToSource}
          </button>
        )}
      </span>
    </section>
  );
}

/** An engine that did not come or went away can be tried again; a program that no runner takes may do on another. */
function WayOn({ error }: { readonly error: AppError }) {
  const able = useHolt((state) => state.runners).filter((one) => one.refusal === undefined);
  const taken = useHolt(nextRunner);
  if (error.code === 'DISCONNECTED' || (error.code === 'IO' && error.kind === 'routing'))
    return (
      <>
        <button type="button" className="button main" onClick={() => void run()}>
          {error.code === 'IO' ? words.view.tryAgain : words.view.runAgain}
        </button>
        {error.runner !== 'interpreter' && able.some((one) => one.name === 'interpreter') ? (
          <button type="button" className="button framed" onClick={() => chooseRunner('interpreter')}>
            {words.view.runOn(words.runner.interpreter)}
          </button>
        ) : null}
      </>
    );
  if (isLimit(error))
    return able
      .filter(({ name }) => name !== taken)
      .map(({ name }) => (
        <button key={name} type="button" className="button framed" onClick={() => chooseRunner(name)}>
          {words.view.runOn(words.runner[name])}
        </button>
      ));
  if (error.code !== 'NO_RUNNER') return null;
  return (
    <button type="button" className="button main" onClick={() => chooseRunner('auto')}>
      {words.view.runOn(words.runner.auto)}
    </button>
  );
}

/** Whether a run was ended because it took more than its share: fewer rows or another runner may do (STA-12). */
function isLimit({ message }: AppError): boolean {
  return message === 'error: resource limit';
}

function titleOf(error: AppError): string {
  const { code, kind, runner } = error;
  if (isLimit(error)) return words.view.limit;
  if (code === 'NO_RUNNER') return words.view.noRunner;
  if (code === 'DISCONNECTED') return words.view.stopped;
  if (code === 'IO' && kind === 'routing')
    return words.view.engineFailed(runner === 'duckdb' || runner === 'pglite' ? words.runner[runner] : '');
  return words.view.failed;
}
