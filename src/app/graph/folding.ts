import type { NodeFigures, PlanGraph, PlanGraphNode } from '../../engine';
import { words } from '../words';

/** Above so many steps the functions of a plan are closed at first (GRF-3). */
export const mostOpenSteps = 2000;

/** A function of the program as it was called, with the steps it is made of (GRF-5). */
export interface PlanFunction {
  /** The call path as text, `main/warm.2`. */
  readonly key: string;
  readonly name: string;
  /** 1 for a call in the entry, one more for each call around it. */
  readonly depth: number;
  readonly steps: readonly string[];
}

export interface FoldedPlan {
  /** The plan with a node of kind `function` in place of the steps of each closed function. */
  readonly plan: PlanGraph;
  /** The steps of each closed function, by the id of its node. */
  readonly inside: ReadonlyMap<string, readonly string[]>;
}

/** The calls of the program's own functions that have two steps or more, outer ones before those inside. */
export function functionsOf(plan: PlanGraph): readonly PlanFunction[] {
  const found = new Map<string, PlanFunction & { readonly steps: string[] }>();
  for (const { id, scope } of plan.nodes) {
    for (let depth = 1; depth < scope.length; depth++) {
      const key = scope.slice(0, depth + 1).join('/');
      const call = found.get(key) ?? { key, name: scope[depth]!, depth, steps: [] };
      call.steps.push(id);
      found.set(key, call);
    }
  }
  return [...found.values()].filter((call) => call.steps.length > 1).sort((a, b) => a.depth - b.depth);
}

/** Closes functions into one node each; of functions in each other the outermost closed one holds the steps. */
export function foldPlan(
  plan: PlanGraph,
  functions: readonly PlanFunction[],
  closed: (key: string) => boolean,
): FoldedPlan {
  const boxOf = new Map<string, PlanFunction>();
  for (const call of functions) {
    if (!closed(call.key)) continue;
    for (const step of call.steps) if (!boxOf.has(step)) boxOf.set(step, call);
  }
  if (boxOf.size === 0) return { plan, inside: new Map() };
  const boxes = new Map<string, PlanGraphNode>();
  const nodes: PlanGraphNode[] = [];
  for (const node of plan.nodes) {
    const call = boxOf.get(node.id);
    if (call === undefined) nodes.push(node);
    else if (!boxes.has(call.key)) {
      const box = boxNode(plan, call);
      boxes.set(call.key, box);
      nodes.push(box);
    }
  }
  const drawn = (id: string) => boxOf.get(id)?.key ?? id;
  const edges = new Map<string, PlanGraph['edges'][number]>();
  for (const edge of plan.edges) {
    const [from, to] = [drawn(edge.from), drawn(edge.to)];
    const port = to === edge.to ? edge.port : 'in';
    if (from !== to) edges.set(`${from} ${to} ${port}`, { ...edge, from, to, port });
  }
  const inside = new Map(functions.filter(({ key }) => boxes.has(key)).map(({ key, steps }) => [key, steps]));
  return { plan: { ...plan, nodes, edges: [...edges.values()] }, inside };
}

function boxNode(plan: PlanGraph, call: PlanFunction): PlanGraphNode {
  const steps = new Set(call.steps);
  const own = plan.nodes.filter((node) => steps.has(node.id));
  const last = own.find(({ id }) => leaves(plan, steps, id)) ?? own.at(-1)!;
  return {
    ...last,
    id: call.key,
    name: call.name,
    kind: 'function',
    display: words.plan.box(call.name, own.length),
    span: null,
    scope: call.key.split('/').slice(0, -1),
    blocking: own.some((node) => node.blocking),
    peekable: false,
  };
}

function leaves(plan: PlanGraph, steps: ReadonlySet<string>, step: string): boolean {
  return plan.edges.some((edge) => edge.from === step && !steps.has(edge.to));
}

/**
 * The figures of a closed function: rows that go in and come out, and the sums of its steps' own bytes and times.
 * Null where nothing of that was measured.
 */
export function figuresOfSteps(
  plan: PlanGraph,
  steps: readonly string[],
  byNode: Readonly<Record<string, NodeFigures>>,
): NodeFigures {
  const own = new Set(steps);
  const entering = plan.edges.filter((edge) => own.has(edge.to) && !own.has(edge.from));
  const leaving = steps.filter((step) => leaves(plan, own, step));
  return {
    rowsIn: sum(entering.map((edge) => byNode[edge.from]?.rowsOut)),
    rowsOut: sum(leaving.map((step) => byNode[step]?.rowsOut)),
    bytes: sum(steps.map((step) => byNode[step]?.bytes)),
    ms: sum(steps.map((step) => byNode[step]?.ms)),
  };
}

function sum(figures: readonly (number | null | undefined)[]): number | null {
  const measured = figures.filter((one) => one !== null && one !== undefined);
  return measured.length === 0 ? null : measured.reduce((total, one) => total + one, 0);
}
