/**
 * Strongly connected groups of a graph, dependencies first: a depth-first post-order walk over `nodes` in their
 * order, following references in the order they were written (specification 1 §4.6). References to anything that
 * is not in `nodes` are ignored. Members of a group stand in the order in which the walk met them.
 */
export function dependencyGroups(
  nodes: readonly string[],
  references: (node: string) => readonly string[],
): string[][] {
  const known = new Set(nodes);
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const onStack = new Set<string>();
  const stack: string[] = [];
  const groups: string[][] = [];

  const enter = (node: string): { node: string; next: number; edges: readonly string[] } => {
    index.set(node, index.size);
    low.set(node, index.size - 1);
    stack.push(node);
    onStack.add(node);
    return { node, next: 0, edges: references(node) };
  };

  for (const start of nodes) {
    if (index.has(start)) continue;
    // The walk keeps its own stack: a long chain of definitions must not exhaust the engine's.
    const walk = [enter(start)];
    while (walk.length > 0) {
      const frame = walk.at(-1)!;
      const target = frame.edges[frame.next++];
      if (target !== undefined) {
        if (!known.has(target)) continue;
        if (!index.has(target)) walk.push(enter(target));
        else if (onStack.has(target)) {
          low.set(frame.node, Math.min(low.get(frame.node)!, index.get(target)!));
        }
        continue;
      }
      walk.pop();
      const parent = walk.at(-1);
      if (parent) low.set(parent.node, Math.min(low.get(parent.node)!, low.get(frame.node)!));
      if (low.get(frame.node) === index.get(frame.node)) {
        const group = stack.splice(stack.lastIndexOf(frame.node));
        for (const member of group) onStack.delete(member);
        groups.push(group);
      }
    }
  }
  return groups;
}

/**
 * The member of a cyclic group that is `steps` references along from the one the walk met first; each step takes
 * the first reference that stays in the group.
 */
export function alongCycle(
  group: readonly string[],
  references: (node: string) => readonly string[],
  steps: number,
): string {
  let at = group[0]!;
  for (let i = 0; i < steps; i++) at = references(at).find((target) => group.includes(target)) ?? at;
  return at;
}
