import type { RunFailure } from '../../engine';
import { goToProblem, goToSpan } from '../editor/editor-actions';
import { run } from '../session';
import { useHolt } from '../store';
import { words } from '../words';

/** Puts the focus into the first field of the inputs form that lacks a value, or has a wrong one (STA-4). */
function goToForm(): void {
  useHolt.setState({ place: 'code' });
  const form = document.querySelector('.inputs');
  const wanted =
    form?.querySelector('[aria-invalid=true], [data-missing] select') ?? form?.querySelector('.field');
  requestAnimationFrame(() => (wanted as HTMLElement | null)?.focus());
}

/** Why a run gave no value: the sentence, the place, and one way on (§18). */
export function FailureState({ failure }: { readonly failure: RunFailure }) {
  if (failure.kind === 'inputs') {
    return (
      <section className="state">
        <h3>
          {useHolt.getState().bindings[failure.param] === undefined
            ? words.view.inputNeeded(failure.param)
            : words.view.inputWrong(failure.param)}
        </h3>
        <p>{failure.message}</p>
        <p>{words.view.inputNeededNote}</p>
        <button type="button" className="button main" onClick={goToForm}>
          {words.view.goToForm}
        </button>
      </section>
    );
  }
  if (failure.kind === 'problems') {
    const first = failure.problems[0];
    return (
      <section className="state" role="alert">
        <h3>{first?.slug === 'write-not-allowed' ? words.view.writes : words.view.broken}</h3>
        {failure.problems.slice(0, 5).map((problem) => (
          <pre key={`${problem.slug} ${problem.span.start}`} className="state-detail">
            {problem.message}
          </pre>
        ))}
        {first?.slug === 'write-not-allowed' ? (
          <>
            <p>{words.view.writesNote}</p>
            <button
              type="button"
              className="button main"
              onClick={() => {
                useHolt.setState({ allowWrites: true });
                void run();
              }}
            >
              {words.view.allowWrites}
            </button>
          </>
        ) : first === undefined ? null : (
          <button type="button" className="button framed" onClick={() => goToProblem(first)}>
            {words.view.goToSource}
          </button>
        )}
      </section>
    );
  }
  if (failure.kind === 'cancelled') return null;
  const { error } = failure;
  const { span } = error;
  return (
    <section className="state" role="alert">
      <h3>{words.view.failed}</h3>
      <pre className="state-detail">{error.message}</pre>
      {error.hint === undefined ? null : <p>{error.hint}</p>}
      {error.detail === undefined || error.detail === error.message ? null : (
        <p className="code">{error.detail}</p>
      )}
      {span === undefined ? null : (
        <button type="button" className="button framed" onClick={() => goToSpan(span)}>
          {words.view.goToSource}
        </button>
      )}
    </section>
  );
}
