import { describe, expect, it } from 'vitest';
import { alongCycle, dependencyGroups } from './dependency-order';

/** `a: b c` means that a mentions b, then c. */
function graph(...lines: string[]): { nodes: string[]; references: (node: string) => string[] } {
  const edges = new Map(
    lines.map((line) => {
      const [node = '', targets = ''] = line.split(':');
      return [node, targets.trim() === '' ? [] : targets.trim().split(' ')] as const;
    }),
  );
  return { nodes: [...edges.keys()], references: (node) => edges.get(node) ?? [] };
}

describe('dependency order (specification 1 §4.6)', () => {
  it('puts dependencies first, in the order of mention', () => {
    const { nodes, references } = graph('a: d c', 'b: a', 'c:', 'd: c', 'e:');
    expect(dependencyGroups(nodes, references)).toEqual([['c'], ['d'], ['a'], ['b'], ['e']]);
  });

  it('keeps the members of a cycle together, the first met in front', () => {
    const { nodes, references } = graph('a: b', 'b: c x', 'c: a', 'x:');
    expect(dependencyGroups(nodes, references)).toEqual([['x'], ['a', 'b', 'c']]);
    expect(alongCycle(['a', 'b', 'c'], references, 1)).toBe('b');
    expect(alongCycle(['a', 'b', 'c'], references, 2)).toBe('c');
  });

  it('ignores what is not in the graph, and bears long chains', () => {
    const nodes = Array.from({ length: 50_000 }, (_, i) => `n${i}`);
    const groups = dependencyGroups(nodes, (node) => [`n${Number(node.slice(1)) + 1}`, 'elsewhere']);
    expect(groups.length).toBe(50_000);
    expect(groups[0]).toEqual(['n49999']);
  });
});
