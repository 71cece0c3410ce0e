import { useMemo } from 'react';
import { useHolt } from '../store';
import { words } from '../words';
import { ExportMenu } from './export-menu';
import { NodePanel } from './node-panel';
import { PlanDrawing } from './plan-drawing';
import { PlanText } from './plan-text';
import './graph.css';

/** How the program is computed, as a graph or as text, with the chosen step beside it. */
export default function PlanView() {
  const typed = useHolt((state) => state.check?.plan);
  const ran = useHolt((state) => state.shown?.run.plan);
  const version = useHolt((state) => state.version);
  const checkedVersion = useHolt((state) => state.check?.version);
  const asText = useHolt((state) => state.planAsText);
  const chosen = useHolt((state) => state.node);
  const plan = typed ?? ran;
  const node = useMemo(() => plan?.nodes.find((one) => one.id === chosen), [plan, chosen]);
  if (plan === undefined) {
    return (
      <section className="state">
        <p>{words.plan.empty}</p>
      </section>
    );
  }
  const older = typed === undefined && checkedVersion === version;
  return (
    <>
      <div className="result-head">
        <span className="result-facts">
          <b>{words.plan.steps(plan.nodes.length)}</b>
          <span>{words.plan.effect[plan.effects]}</span>
          {older ? <span className="result-mark">{words.view.earlier}</span> : null}
        </span>
        <span className="choice">
          <button
            type="button"
            aria-pressed={!asText}
            onClick={() => useHolt.setState({ planAsText: false })}
          >
            {words.plan.asGraph}
          </button>
          <button type="button" aria-pressed={asText} onClick={() => useHolt.setState({ planAsText: true })}>
            {words.plan.asText}
          </button>
        </span>
        <ExportMenu plan={plan} />
      </div>
      <div className={older ? 'result-body older' : 'result-body'}>
        {asText ? <PlanText plan={plan} /> : <PlanDrawing plan={plan} />}
      </div>
      {node === undefined ? null : <NodePanel node={node} plan={plan} />}
    </>
  );
}
