import { Graph, layout } from '@dagrejs/dagre';
import { type GraphBlock, graphBlocks } from './graph-blocks';
import type { GraphLayout, LayoutRequest } from './messages';

/** In px. Between layers there is room for what left a step, the name of an edge and that of a stage. */
const spacing = { beside: 36, between: 50 };
const margin = 8;

/** Above so many boxes those that need no search are put together first: the search takes seconds for all of them. */
const many = 120;

/** Places the boxes of a plan in layers; `x` and `y` are the upper left corners, in px (GRF-3). */
export function layoutGraph(request: LayoutRequest): GraphLayout {
  const { blocks, edges } =
    request.nodes.length > many
      ? graphBlocks(request, spacing)
      : {
          blocks: request.nodes.map(
            (node): GraphBlock => ({ ...node, boxes: [{ id: node.id, x: 0, y: 0 }] }),
          ),
          edges: request.edges,
        };
  const graph = new Graph();
  graph.setGraph({
    rankdir: request.direction === 'down' ? 'TB' : 'LR',
    nodesep: spacing.beside,
    ranksep: spacing.between,
    // The better ranking takes seconds for big plans.
    ranker: blocks.length > many ? 'longest-path' : 'network-simplex',
    marginx: margin,
    marginy: margin,
  });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, width, height } of blocks) graph.setNode(id, { width, height });
  for (const { from, to } of edges) graph.setEdge(from, to);
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const nodes = blocks.flatMap((block) => {
    const { x, y } = graph.node(block.id);
    const [left, top] = [x - block.width / 2, y - block.height / 2];
    return block.boxes.map((box) => ({ id: box.id, x: left + box.x, y: top + box.y }));
  });
  return { width, height, nodes };
}
