import type { CompiledPlan, RunStats } from '../plan';
import type { NodeFigures, PlanFigures } from './messages';

/** What each step of a run gave, by node. */
export function figuresOf(stats: RunStats): Readonly<Record<string, NodeFigures>> {
  return Object.fromEntries(
    Object.entries(stats.nodes).map(([node, { rowsIn, rowsOut, bytesOut, selfMs }]) => [
      node,
      { rowsIn, rowsOut, bytes: bytesOut, ms: selfMs },
    ]),
  );
}

/** Figures of a run as explain takes them. Those of stages only where this plan is cut as the one that ran. */
export function statsOf({ nodes, stageMs }: PlanFigures, plan: CompiledPlan): RunStats {
  const once = { startedAt: null, finishedAt: null, attempt: 1, fromCheckpoint: false };
  const timed = stageMs.length === plan.stages.length;
  return {
    nodes: Object.fromEntries(
      Object.entries(nodes).map(([id, { rowsIn, rowsOut, bytes, ms }]) => [
        id,
        { ...once, rowsIn, rowsOut, bytesOut: bytes, selfMs: ms },
      ]),
    ),
    stages: Object.fromEntries(
      timed
        ? plan.stages.map(({ id }, i) => [id, { ...once, rows: null, bytes: null, ms: stageMs[i]! }])
        : [],
    ),
    peakRetainedBytes: 0,
  };
}
