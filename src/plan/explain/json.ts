import type { ColumnLineage } from '../lineage/lineage';
import type { RunStats } from '../run-stats';
import type { PlanView } from '../view';

/** The fields of {@link explainJson}; removing or renaming one takes a new version (EXP-2). */
export const explainSchemaVersion = 1;

/** The JSON form, indented by two; nodes in topological order (specification 5 §6). */
export function explainJson(view: PlanView, stats?: RunStats, lineage?: ColumnLineage | null): string {
  const plan = {
    schemaVersion: explainSchemaVersion,
    planHash: view.planHash,
    sourceHash: view.sourceHash,
    target: { runner: view.target.name, representation: view.target.repr, externals: view.target.externals },
    effects: view.effects,
    nodes: view.nodes.map((node) => ({
      id: node.id,
      name: node.name,
      kind: node.kind,
      display: node.display,
      span: node.span && { file: node.span.file, start: node.span.start, end: node.span.end },
      scope: node.scope,
      mode: node.mode,
      effect: node.effect,
      dependsOn: [...new Set(node.inputs.map((edge) => edge.from))],
      schema: node.schema,
      fingerprint: node.fingerprint,
      stage: node.stage,
    })),
    edges: view.edges.map(({ from, to, port, displayOnly }) => ({ from, to, port, displayOnly })),
    stages: view.stages.map((stage) => ({
      id: stage.id,
      nodes: stage.nodes,
      inputs: stage.inputs.map((input) => (input.kind === 'stage' ? input.stage : 'input')),
      checkpointId: stage.checkpointId,
      annotation: stage.annotation,
    })),
    ...(stats ? { stats: stats.nodes } : {}),
    ...(!lineage ? {} : { lineage }),
  };
  return `${JSON.stringify(plan, null, 2)}\n`;
}
