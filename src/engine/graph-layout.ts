import { Graph, layout } from '@dagrejs/dagre';
import type { GraphLayout, LayoutRequest } from './messages';

/** Places the boxes of a plan in layers; `x` and `y` are the upper left corners, in px (GRF-3). */
export function layoutGraph(request: LayoutRequest): GraphLayout {
  const graph = new Graph();
  graph.setGraph({
    rankdir: request.direction === 'down' ? 'TB' : 'LR',
    nodesep: 28,
    ranksep: 36,
    // The better ranking takes seconds for big plans.
    ranker: request.nodes.length > 200 ? 'longest-path' : 'network-simplex',
    marginx: 8,
    marginy: 8,
  });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, width, height } of request.nodes) graph.setNode(id, { width, height });
  for (const { from, to } of request.edges) graph.setEdge(from, to);
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width,
    height,
    nodes: request.nodes.map(({ id, width: w, height: h }) => {
      const { x, y } = graph.node(id);
      return { id, x: x - w / 2, y: y - h / 2 };
    }),
  };
}
