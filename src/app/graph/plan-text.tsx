import type { PlanGraph, PlanGraphNode } from '../../engine';
import { useHolt } from '../store';
import { timeInWords, words } from '../words';
import { chooseNode } from './choose-node';
import { copyPlan } from './copy-plan';
import { figuresInWords } from './figures';

/**
 * The same plan as headed lists, by stage and by function in the order of computation; equal in content to the
 * drawing (GRF-14).
 */
export function PlanText({
  plan,
  stageMs,
}: {
  readonly plan: PlanGraph;
  readonly stageMs: readonly (number | null)[];
}) {
  const stages = [...new Set(plan.nodes.map((node) => node.stage))].sort((a, b) => a - b);
  return (
    <div className="plan-text-form">
      <button type="button" className="button framed" onClick={() => void copyPlan()}>
        {words.plan.copyList}
      </button>
      {stages.map((stage) => {
        const ms = stageMs[stage] ?? null;
        const parts = byFunction(plan.nodes.filter((node) => node.stage === stage));
        return (
          <section key={stage}>
            <h3>{words.plan.stageAndTime(stage + 1, ms === null ? '' : timeInWords(ms))}</h3>
            {parts.map((nodes) => (
              <div key={nodes[0]?.id}>
                {(nodes[0]?.scope.length ?? 0) > 1 ? <h4>{nodes[0]?.scope.slice(1).join(' › ')}</h4> : null}
                <ol className="plan-text" aria-label={words.plan.label}>
                  {nodes.map((node) => (
                    <PlanLine key={node.id} node={node} plan={plan} />
                  ))}
                </ol>
              </div>
            ))}
          </section>
        );
      })}
    </div>
  );
}

/** Steps that follow each other in one function stand together. */
function byFunction(nodes: readonly PlanGraphNode[]): readonly (readonly PlanGraphNode[])[] {
  const parts: PlanGraphNode[][] = [];
  for (const node of nodes) {
    const last = parts.at(-1);
    if (last?.[0]?.scope.join('/') === node.scope.join('/')) last.push(node);
    else parts.push([node]);
  }
  return parts;
}

function PlanLine({ node, plan }: { readonly node: PlanGraphNode; readonly plan: PlanGraph }) {
  const chosen = useHolt((state) => state.node === node.id);
  const figures = useHolt((state) =>
    state.figures?.version === state.version ? figuresInWords(state.figures.byNode[node.id]) : '',
  );
  const ids = plan.edges.filter((edge) => edge.to === node.id).map((edge) => edge.from);
  const inputs = plan.nodes.filter((one) => ids.includes(one.id));
  return (
    <li value={plan.nodes.indexOf(node) + 1}>
      <button type="button" className="plan-line" aria-pressed={chosen} onClick={() => chooseNode(node)}>
        <b>{node.kind === 'output' ? words.plan.output : node.display}</b>
        <small>
          {[node.id, node.blocking ? words.plan.blocking : '', figures]
            .filter((part) => part !== '')
            .join(' · ')}
        </small>
        <span className="tree-type">{node.type}</span>
      </button>
      {inputs.length === 0 ? null : (
        <div className="plan-read-line">
          {words.plan.reads}
          {inputs.map((input) => (
            <button key={input.id} type="button" className="plan-reads" onClick={() => chooseNode(input)}>
              {input.id}
            </button>
          ))}
        </div>
      )}
    </li>
  );
}
