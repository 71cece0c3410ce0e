import type { RunStats } from '../run-stats';
import type { PlanView } from '../view';
import { nodeFigures } from './text';

/** The graph for Graphviz: stages as clusters, ports as edge labels (EXP-4). */
export function explainDot(view: PlanView, stats?: RunStats): string {
  const lines = ['digraph plan {', '  rankdir=LR;', '  node [shape=box, fontname="sans-serif"];'];
  for (const [i, stage] of view.stages.entries()) {
    lines.push(`  subgraph cluster_${i + 1} {`, `    label=${quoted(stage.id)};`);
    for (const node of view.nodes) {
      if (node.stage !== stage.id) continue;
      const figures = stats === undefined ? [] : [nodeFigures(stats.nodes[node.id])];
      const label = [node.kind, node.display, ...figures].join('\n');
      lines.push(`    ${quoted(node.id)} [label=${quoted(label)}];`);
    }
    lines.push('  }');
  }
  for (const edge of view.edges) {
    const style = edge.displayOnly ? ', style=dashed' : '';
    lines.push(`  ${quoted(edge.from)} -> ${quoted(edge.to)} [label=${quoted(edge.port)}${style}];`);
  }
  lines.push('}');
  return lines.map((line) => `${line}\n`).join('');
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
