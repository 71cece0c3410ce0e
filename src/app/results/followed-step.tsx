import { pinResult } from '../follow';
import { type HoltState, useHolt } from '../store';
import { words } from '../words';
import { factsOfPeek } from './peek-facts';
import { ValueView } from './value-view';

/** The value at the caret's step, and which step that is (EDT-24). */
export function FollowedStep({ followed }: { readonly followed: NonNullable<HoltState['followed']> }) {
  const nodes = useHolt((state) => state.check?.plan?.nodes) ?? [];
  const steps = nodes.filter((node) => node.kind !== 'output');
  const index = steps.findIndex((node) => node.id === followed.node);
  const step = steps[index];
  const { value } = followed;
  return (
    <>
      <div className="result-head followed">
        <span className="result-facts">
          <b>{step === undefined ? words.view.valueOf(followed.node) : words.view.after(step.display)}</b>
          {step === undefined ? null : <span>{words.view.stepOf(index + 1, steps.length)}</span>}
          <span>{factsOfPeek(value)}</span>
        </span>
        <button type="button" className="button" onClick={pinResult}>
          {words.view.pinResult}
        </button>
      </div>
      <div className="result-body">
        <ValueView value={value} form={null} />
      </div>
    </>
  );
}
