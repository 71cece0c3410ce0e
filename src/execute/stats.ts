import type { Clock, NodeId, StageId } from '../base';
import {
  type CompiledPlan,
  countRows,
  type NodeStats,
  type PlanNode,
  type RunStats,
  type Stage,
  type StageStats,
} from '../plan';

/** Collects the figures of one launch (NODE-12, NODE-13). */
export class StatsCollector {
  readonly #plan: CompiledPlan;
  readonly #clock: Clock;
  readonly #attempt: number;
  readonly #nodes: ReadonlyMap<NodeId, PlanNode>;
  readonly #stages = new Map<StageId, StageStats>();
  /** Rows of steps inside stages, as the runner counted them. */
  readonly #rows = new Map<NodeId, number>();
  #retained = 0;
  #peak = 0;

  constructor(plan: CompiledPlan, clock: Clock, attempt: number) {
    this.#plan = plan;
    this.#clock = clock;
    this.#attempt = attempt;
    this.#nodes = new Map(plan.dag.nodes.map((node) => [node.id, node]));
  }

  /** Starts the clock of a stage; the result stops it. */
  started(stage: Stage): (result: Uint8Array) => StageStats {
    const startedAt = this.#clock.now();
    const mono = this.#clock.mono();
    return (result) => {
      const stats: StageStats = {
        rows: countRows(this.#plan, stage.id, result),
        bytes: result.length,
        ms: this.#clock.mono() - mono,
        startedAt,
        finishedAt: this.#clock.now(),
        attempt: this.#attempt,
        fromCheckpoint: false,
      };
      this.#stages.set(stage.id, stats);
      return stats;
    };
  }

  /** `counts` are in the order of the stage's counters. */
  counted(stage: Stage, counts: readonly (number | null)[]): void {
    for (const [i, { node }] of stage.counters.entries()) {
      const rows = counts[i];
      if (rows !== undefined && rows !== null) this.#rows.set(node, rows);
    }
  }

  replayed(stage: Stage, result: Uint8Array): void {
    if (this.#stages.has(stage.id)) return;
    this.#stages.set(stage.id, {
      rows: countRows(this.#plan, stage.id, result),
      bytes: result.length,
      ms: null,
      startedAt: null,
      finishedAt: null,
      attempt: this.#attempt,
      fromCheckpoint: true,
    });
  }

  retain(bytes: number): void {
    this.#retained += bytes;
    this.#peak = Math.max(this.#peak, this.#retained);
  }

  snapshot(): RunStats {
    const nodes: Record<NodeId, NodeStats> = {};
    for (const stage of this.#plan.stages) {
      const stats = this.#stages.get(stage.id);
      if (!stats) continue;
      const valued = this.#valued(stage);
      for (const node of stage.nodes) {
        nodes[node] = valued.includes(node) ? this.#nodeStats(stage, node, stats) : this.#fused(node, stats);
      }
    }
    for (const [id, node] of Object.entries(nodes) as [NodeId, NodeStats][]) {
      nodes[id] = { ...node, rowsIn: this.#rowsIn(id, nodes) };
    }
    return { nodes, stages: Object.fromEntries(this.#stages), peakRetainedBytes: this.#peak };
  }

  /** The nodes whose value is the stage's result: its root, and for the output what it passes on. */
  #valued(stage: Stage): readonly NodeId[] {
    const root = this.#nodes.get(stage.root)!;
    if (root.kind !== 'output') return [root.id];
    const from = root.inputs[0]!.from;
    return stage.nodes.includes(from) ? [from, root.id] : [root.id];
  }

  #nodeStats(stage: Stage, node: NodeId, stats: StageStats): NodeStats {
    const working = stage.nodes.filter((id) => {
      const kind = this.#nodes.get(id)!.kind;
      return kind !== 'source' && kind !== 'output';
    });
    const alone = working.length === 1 && working[0] === node;
    return {
      rowsIn: null,
      rowsOut: stats.rows,
      bytesOut: stats.bytes,
      selfMs: alone ? stats.ms : null,
      startedAt: stats.startedAt,
      finishedAt: stats.finishedAt,
      attempt: stats.attempt,
      fromCheckpoint: stats.fromCheckpoint,
    };
  }

  /** A node inside a stage: rows where the runner counted them or the source tells them; the stage has the time (NODE-13). */
  #fused(id: NodeId, { attempt, fromCheckpoint }: StageStats): NodeStats {
    const { payload } = this.#nodes.get(id)!;
    return {
      rowsIn: null,
      rowsOut: this.#rows.get(id) ?? (payload.kind === 'source' ? payload.rows : null),
      bytesOut: null,
      selfMs: null,
      startedAt: null,
      finishedAt: null,
      attempt,
      fromCheckpoint,
    };
  }

  #rowsIn(id: NodeId, nodes: Readonly<Record<NodeId, NodeStats>>): number | null {
    const node = this.#nodes.get(id)!;
    const edge = node.inputs.find((input) => input.port === 'in') ?? node.inputs[0];
    if (!edge) return null;
    const known = nodes[edge.from]?.rowsOut;
    if (known !== undefined) return known;
    const from = this.#nodes.get(edge.from)!;
    return from.payload.kind === 'source' ? from.payload.rows : null;
  }
}
