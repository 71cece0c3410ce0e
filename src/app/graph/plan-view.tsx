import { useMemo } from 'react';
import { useHolt } from '../store';
import { words } from '../words';
import { ExportMenu } from './export-menu';
import { NodePanel } from './node-panel';
import { PlanDrawing } from './plan-drawing';
import { PlanText } from './plan-text';
import './graph.css';

/** Of a text that has not run: one object, so that nothing is drawn anew for it. */
const noTimes: readonly (number | null)[] = [];

/** How the program is computed, as a graph or as text, with the chosen step beside it. */
export default function PlanView() {
  const typed = useHolt((state) => state.check?.plan);
  const shown = useHolt((state) => state.shown);
  const version = useHolt((state) => state.version);
  const checkedVersion = useHolt((state) => state.check?.version);
  const asText = useHolt((state) => state.planAsText);
  const chosen = useHolt((state) => state.node);
  // The run's own plan knows the stages as they were run.
  const run = shown?.version === version ? shown.run : undefined;
  const plan = run?.plan ?? typed ?? shown?.run.plan;
  const stageMs = run?.stageMs ?? noTimes;
  const node = useMemo(() => plan?.nodes.find((one) => one.id === chosen), [plan, chosen]);
  if (plan === undefined) {
    return (
      <section className="state">
        <p>{words.plan.empty}</p>
      </section>
    );
  }
  const older = run === undefined && typed === undefined && checkedVersion === version;
  return (
    <>
      {asText ? null : (
        <button
          type="button"
          className="button framed plan-as-list"
          onClick={() => useHolt.setState({ planAsText: true })}
        >
          {words.plan.readAsList}
        </button>
      )}
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
        <ExportMenu plan={plan} stageMs={stageMs} />
      </div>
      <div className={older ? 'result-body older' : 'result-body'}>
        {asText ? <PlanText plan={plan} stageMs={stageMs} /> : <PlanDrawing plan={plan} stageMs={stageMs} />}
      </div>
      {node === undefined ? null : <NodePanel node={node} plan={plan} />}
    </>
  );
}
