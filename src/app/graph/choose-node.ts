import type { PlanGraphNode } from '../../engine';
import { useHolt } from '../store';

/** Chooses a step: its panel opens and its text is lit (GRF-6). Choosing it again lets it go. */
export function chooseNode(node: PlanGraphNode | null): void {
  const chosen = useHolt.getState().node;
  if (node === null || node.id === chosen) useHolt.setState({ node: null, highlighted: null });
  else useHolt.setState({ node: node.id, highlighted: node.span });
}

/** Lights the text of the step under the pointer; nothing under it lights the chosen one again. */
export function pointAtNode(node: PlanGraphNode | null, chosen: PlanGraphNode | undefined): void {
  useHolt.setState({ hoveredNode: node?.id ?? null, highlighted: (node ?? chosen)?.span ?? null });
}
