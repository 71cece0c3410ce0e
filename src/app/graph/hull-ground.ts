import type { GraphLayout, PlanGraph } from '../../engine';
import { nodeSize } from './node-size';

/** What a hull's ground is drawn of, in px. */
export interface HullGround {
  readonly rects: readonly {
    readonly key: string;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly rx: number;
  }[];
  /** Lines as wide as `width`, as SVG paths. */
  readonly ways: readonly { readonly key: string; readonly path: string; readonly width: number }[];
}

/**
 * The ground below some steps: the steps with `reach` px around and the ways between them, so that it never takes in
 * a step that is not its own.
 */
export function hullGround(
  steps: readonly string[],
  plan: PlanGraph,
  places: ReadonlyMap<string, GraphLayout['nodes'][number]>,
  reach: number,
): HullGround {
  const inside = new Set(steps);
  const rects = steps.flatMap((step) => {
    const place = places.get(step);
    if (place === undefined) return [];
    return {
      key: step,
      x: place.x - reach,
      y: place.y - reach,
      width: nodeSize.width + 2 * reach,
      height: nodeSize.height + 2 * reach,
      rx: 10 + reach,
    };
  });
  const ways: { readonly key: string; readonly path: string; readonly width: number }[] = [];
  for (const edge of plan.edges) {
    if (!inside.has(edge.from) || !inside.has(edge.to)) continue;
    const [from, to] = [places.get(edge.from), places.get(edge.to)];
    if (from === undefined || to === undefined) continue;
    const key = `${edge.from} ${edge.to} ${edge.port}`;
    const gap = to.y - from.y - nodeSize.height;
    // Steps right above each other stand on one ground, as wide as they are.
    if (from.x === to.x && gap < nodeSize.height)
      rects.push({
        key,
        x: from.x - reach,
        y: from.y + nodeSize.height / 2,
        width: nodeSize.width + 2 * reach,
        height: to.y - from.y,
        rx: 0,
      });
    else {
      // From middle to middle: the ends lie below the steps.
      const [middle, half] = [nodeSize.width / 2, nodeSize.height / 2];
      const path = `M${from.x + middle} ${from.y + half}L${to.x + middle} ${to.y + half}`;
      ways.push({ key, path, width: 48 + 2 * reach });
    }
  }
  return { rects, ways };
}
