import { chooseNode } from '../graph/choose-node';
import { type HoltState, useHolt } from '../store';
import { words } from '../words';

/** No rows: of what type, which step took the last ones, and the way to look at it (STA-5). */
export function EmptyState({ type, result }: { readonly type: string; readonly result: boolean }) {
  const step = useHolt((state) => (result ? emptyingStep(state) : null));
  return (
    <section className="state">
      <h3>{words.view.empty(type)}</h3>
      <p>{step === null ? words.view.emptyNote : words.view.emptiedBy(step.display)}</p>
      {step === null ? null : (
        <button
          type="button"
          className="button framed"
          onClick={() => {
            useHolt.setState({ view: 'plan' });
            chooseNode(step);
          }}
        >
          {words.view.peekStep}
        </button>
      )}
    </section>
  );
}

/** The first step that got rows and gave none, as far as steps were measured. */
function emptyingStep({ figures, check }: HoltState) {
  const plan = check?.plan;
  if (figures === null || plan === undefined) return null;
  return (
    plan.nodes.find((node) => {
      const { rowsIn = null, rowsOut = null } = figures.byNode[node.id] ?? {};
      return node.kind !== 'output' && rowsOut === 0 && rowsIn !== null && rowsIn > 0;
    }) ?? null
  );
}
