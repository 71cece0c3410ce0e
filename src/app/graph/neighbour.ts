import type { PlanGraph } from '../../engine';

/**
 * The step that a key leads to from a step: down and up follow the rows, left and right go to steps beside it,
 * Home and End to the first and the last, the square brackets to the one before and after in run order (GRF-13). Undefined for other keys and where
 * there is none; of several edges the first.
 */
export function neighbour(plan: PlanGraph, from: string, key: string): string | undefined {
  switch (key) {
    case 'ArrowDown':
    case 'ArrowUp':
      return alongEdges(plan, from, key)[0];
    case 'ArrowLeft':
      return beside(plan, from, -1);
    case 'ArrowRight':
      return beside(plan, from, 1);
    case 'Home':
      return plan.nodes[0]?.id;
    case ']':
      return plan.nodes[plan.nodes.findIndex((node) => node.id === from) + 1]?.id;
    case '[':
      return plan.nodes[plan.nodes.findIndex((node) => node.id === from) - 1]?.id;
    case 'End':
      return plan.nodes.at(-1)?.id;
    default:
      return undefined;
  }
}

/** Where the edges of a step lead: all that `ArrowDown` or `ArrowUp` can go to. */
export function alongEdges(plan: PlanGraph, from: string, key: string): readonly string[] {
  const found =
    key === 'ArrowDown'
      ? plan.edges.filter((edge) => edge.from === from).map((edge) => edge.to)
      : key === 'ArrowUp'
        ? plan.edges.filter((edge) => edge.to === from).map((edge) => edge.from)
        : [];
  return [...new Set(found)];
}

/** The step before or after this one among those that feed, or are fed by, the same step. */
function beside(plan: PlanGraph, from: string, step: 1 | -1): string | undefined {
  const fed = plan.edges.filter((edge) => edge.from === from).map((edge) => edge.to);
  const feeding = plan.edges.filter((edge) => edge.to === from).map((edge) => edge.from);
  const siblings = plan.nodes
    .map((node) => node.id)
    .filter((id) =>
      plan.edges.some(
        (edge) =>
          (edge.from === id && fed.includes(edge.to)) || (edge.to === id && feeding.includes(edge.from)),
      ),
    );
  const at = siblings.indexOf(from);
  return at < 0 ? undefined : siblings[at + step];
}
