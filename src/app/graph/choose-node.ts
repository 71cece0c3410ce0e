import type { PlanGraphNode } from '../../engine';
import { showFile } from '../project/show-file';
import { useHolt } from '../store';

/** Chooses a step: its panel opens and its text is lit (GRF-6). Choosing it again lets it go. */
export function chooseNode(node: PlanGraphNode | null): void {
  const chosen = useHolt.getState().node;
  if (node === null || node.id === chosen) useHolt.setState({ node: null, highlighted: null });
  else {
    useHolt.setState({ node: node.id, highlighted: node.span });
    if (node.span !== null) void showFile(node.span.file);
  }
}

/** Marks the text of the step under the pointer; that of the chosen one stays lit. */
export function pointAtNode(node: PlanGraphNode | null): void {
  useHolt.setState({ hoveredNode: node?.id ?? null, pointed: node?.span ?? null });
}
