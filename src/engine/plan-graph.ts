import type { PlanView } from '../plan';
import type { PlanGraph } from './messages';

/** A plan as the page draws it. */
export function planGraph(plan: PlanView): PlanGraph {
  const stageOf = new Map(
    plan.stages.flatMap((stage, index) => stage.nodes.map((node) => [node, index] as const)),
  );
  return {
    effects: plan.effects,
    nodes: plan.nodes.map((node) => ({
      id: node.id,
      name: node.name,
      kind: node.kind,
      display: node.display,
      type: node.schema,
      span: node.span,
      scope: node.scope,
      blocking: node.mode === 'blocking',
      effect: node.effect,
      peekable: node.peekable,
      stage: stageOf.get(node.id) ?? 0,
    })),
    edges: plan.edges.map(({ from, to, port, displayOnly }) => ({ from, to, port, displayOnly })),
  };
}
