import type { LayoutRequest } from './messages';

/** Some boxes that are laid out as one: where each stands from the block's upper left corner, in px. */
export interface GraphBlock {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly { readonly id: string; readonly x: number; readonly y: number }[];
}

export interface GraphSpacing {
  /** Between boxes of one layer, and between layers, in px. */
  readonly beside: number;
  readonly between: number;
}

type Graph = Pick<LayoutRequest, 'edges'> & { readonly blocks: readonly GraphBlock[] };

/**
 * Big plans are mostly straight runs and fans, whose place needs no search: what can only follow one another becomes
 * one block, and so does what stands between the same neighbours, again and again until nothing more does. A layout of
 * the blocks is a layout of the boxes.
 */
export function graphBlocks(request: LayoutRequest, spacing: GraphSpacing): Graph {
  const blocks = request.nodes.map(
    ({ id, width, height }): GraphBlock => ({ id, width, height, boxes: [{ id, x: 0, y: 0 }] }),
  );
  let graph: Graph = { blocks, edges: request.edges };
  for (;;) {
    const fewer = joined(joined(graph, straightRuns, true), besideEachOther, false);
    if (fewer.blocks.length === graph.blocks.length) return graph;
    graph = fewer;
  }

  /** Puts each of the groups together, along the flow or across it. */
  function joined(
    before: Graph,
    groupsOf: (graph: Graph) => readonly (readonly string[])[],
    along: boolean,
  ): Graph {
    const byId = new Map(before.blocks.map((block) => [block.id, block]));
    const home = new Map<string, string>();
    const made = new Map<string, GraphBlock>();
    for (const group of groupsOf(before)) {
      for (const id of group) home.set(id, group[0]!);
      const down = along === (request.direction === 'down');
      made.set(
        group[0]!,
        stacked(
          group.map((id) => byId.get(id)!),
          down,
          along ? spacing.between : spacing.beside,
        ),
      );
    }
    const edges = new Map<string, { readonly from: string; readonly to: string }>();
    for (const edge of before.edges) {
      const [from, to] = [home.get(edge.from) ?? edge.from, home.get(edge.to) ?? edge.to];
      if (from !== to) edges.set(JSON.stringify([from, to]), { from, to });
    }
    return {
      blocks: before.blocks.flatMap((block) => {
        const joinedBlock = made.get(block.id);
        return joinedBlock !== undefined ? [joinedBlock] : home.has(block.id) ? [] : [block];
      }),
      edges: [...edges.values()],
    };
  }
}

/** Blocks below or beside each other, their middles on one line. */
function stacked(blocks: readonly GraphBlock[], down: boolean, gap: number): GraphBlock {
  const width = down
    ? Math.max(...blocks.map((block) => block.width))
    : lengthOf(
        blocks.map((b) => b.width),
        gap,
      );
  const height = down
    ? lengthOf(
        blocks.map((b) => b.height),
        gap,
      )
    : Math.max(...blocks.map((b) => b.height));
  let at = 0;
  const boxes = blocks.flatMap((block) => {
    const x = down ? (width - block.width) / 2 : at;
    const y = down ? at : (height - block.height) / 2;
    at += (down ? block.height : block.width) + gap;
    return block.boxes.map((box) => ({ id: box.id, x: x + box.x, y: y + box.y }));
  });
  return { id: blocks[0]!.id, width, height, boxes };
}

function lengthOf(sizes: readonly number[], gap: number): number {
  return sizes.reduce((sum, size) => sum + size, gap * (sizes.length - 1));
}

/** Blocks that follow one another with no other way in or out between them. */
function straightRuns({ blocks, edges }: Graph): readonly (readonly string[])[] {
  const { next, previous } = neighbours(edges);
  const only = (ids: readonly string[] | undefined) => (ids?.length === 1 ? ids[0] : undefined);
  const follower = (id: string) => {
    const after = only(next.get(id));
    return after !== undefined && only(previous.get(after)) === id ? after : undefined;
  };
  const runs: string[][] = [];
  for (const { id } of blocks) {
    const before = only(previous.get(id));
    if (before !== undefined && follower(before) === id) continue;
    const run = [id];
    for (let at = follower(id); at !== undefined; at = follower(at)) run.push(at);
    if (run.length > 1) runs.push(run);
  }
  return runs;
}

/** Blocks that stand between the same neighbours. */
function besideEachOther({ blocks, edges }: Graph): readonly (readonly string[])[] {
  const { next, previous } = neighbours(edges);
  const alike = new Map<string, string[]>();
  for (const { id } of blocks) {
    const key = JSON.stringify([(previous.get(id) ?? []).toSorted(), (next.get(id) ?? []).toSorted()]);
    alike.set(key, [...(alike.get(key) ?? []), id]);
  }
  return [...alike.values()].filter((group) => group.length > 1);
}

function neighbours(edges: Graph['edges']) {
  const [next, previous] = [new Map<string, string[]>(), new Map<string, string[]>()];
  const add = (map: Map<string, string[]>, key: string, value: string) => {
    const known = map.get(key);
    if (known === undefined) map.set(key, [value]);
    else if (!known.includes(value)) known.push(value);
  };
  for (const { from, to } of edges) {
    add(next, from, to);
    add(previous, to, from);
  }
  return { next, previous };
}
