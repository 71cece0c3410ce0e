import type { PlanGraph } from '../../engine';
import { useHolt } from '../store';
import { words } from '../words';
import { chooseNode } from './choose-node';

/** The same plan as a list, in the order of computation; equal in content to the drawing (GRF-14). */
export function PlanText({ plan }: { readonly plan: PlanGraph }) {
  const chosen = useHolt((state) => state.node);
  return (
    <ol className="plan-text" aria-label={words.plan.label}>
      {plan.nodes.map((node) => {
        const inputs = plan.edges.filter((edge) => edge.to === node.id).map((edge) => edge.from);
        return (
          <li key={node.id}>
            <button
              type="button"
              className="plan-line"
              aria-pressed={chosen === node.id}
              onClick={() => chooseNode(node)}
            >
              <b>{node.kind === 'output' ? words.plan.output : node.display}</b>
              <small>
                {node.id}
                {inputs.length === 0 ? '' : ` · ${words.plan.from(inputs.join(', '))}`}
                {node.blocking ? ` · ${words.plan.blocking}` : ''}
              </small>
              <span className="tree-type">{node.type}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
