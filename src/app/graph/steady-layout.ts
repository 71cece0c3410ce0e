import type { GraphLayout } from '../../engine';

/**
 * The new layout, moved as a whole so that as many as possible of the nodes that were there before stand where they
 * stood (GRF-1). Between equal choices the one that moves nothing wins.
 */
export function steadyLayout(before: GraphLayout | null, next: GraphLayout): GraphLayout {
  const places = new Map(before?.nodes.map((place) => [place.id, place]));
  const moves = new Map<string, { readonly x: number; readonly y: number; count: number }>();
  moves.set('0 0', { x: 0, y: 0, count: 0 });
  for (const { id, x, y } of next.nodes) {
    const old = places.get(id);
    if (old === undefined) continue;
    const move = { x: Math.round(old.x - x), y: Math.round(old.y - y), count: 0 };
    const key = `${move.x} ${move.y}`;
    const same = moves.get(key) ?? move;
    same.count += 1;
    moves.set(key, same);
  }
  const best = [...moves.values()].reduce((most, move) => (move.count > most.count ? move : most));
  return { ...next, nodes: next.nodes.map(({ id, x, y }) => ({ id, x: x + best.x, y: y + best.y })) };
}
