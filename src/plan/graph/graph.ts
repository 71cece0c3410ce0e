import type { Blake3, NodeId } from '../../base';
import type { CheckedProject } from '../../language';
import { printType } from '../../language';
import type { Derived } from './derivation';
import type { Draft } from './draft';
import { Fingerprints } from './fingerprint';
import type { Edge, PlanDag, PlanNode } from './node';

/** The finished graph, with the way back from each node to the code that works it out. */
export interface Graph {
  readonly dag: PlanDag;
  readonly derived: Derived;
  /** In topological order. */
  readonly drafts: readonly Draft[];
  readonly ids: ReadonlyMap<Draft, NodeId>;
  readonly byId: ReadonlyMap<NodeId, Draft>;
}

/** Numbers, names and orders the nodes of a derivation (NODE-2 … NODE-7). */
export function buildGraph(derived: Derived, project: CheckedProject, blake3: Blake3): Graph {
  const found = reachable(derived);
  const ids = identify(found);
  const drafts = topologicalOrder(found, ids);
  const fingerprints = new Fingerprints(project, blake3);
  const nodes = drafts.map((draft) => planNode(draft, ids, fingerprints));
  return {
    dag: { nodes, edges: nodes.flatMap((node) => node.inputs), output: ids.get(derived.output)! },
    derived,
    drafts,
    ids,
    byId: new Map(drafts.map((draft) => [ids.get(draft)!, draft])),
  };
}

/** Everything the output comes from, and the program's inputs whether used or not (NODE-15). */
function reachable(derived: Derived): ReadonlySet<Draft> {
  const found = new Set<Draft>(derived.inputs);
  const open: Draft[] = [derived.output];
  for (let draft = open.pop(); draft; draft = open.pop()) {
    if (found.has(draft)) continue;
    found.add(draft);
    for (const next of producers(draft)) if (!found.has(next)) open.push(next);
  }
  return found;
}

function producers(draft: Draft): readonly Draft[] {
  return [...draft.inputs.map((edge) => edge.from), ...draft.needs];
}

/** `scope/kind#n`, counted in the order of the text (NODE-4). */
function identify(drafts: ReadonlySet<Draft>): ReadonlyMap<Draft, NodeId> {
  const counts = new Map<string, number>();
  const ids = new Map<Draft, NodeId>();
  for (const draft of [...drafts].sort((a, b) => startOf(a) - startOf(b) || a.local.id - b.local.id)) {
    const stem = `${draft.scope.text}/${draft.kind}`;
    const count = (counts.get(stem) ?? 0) + 1;
    counts.set(stem, count);
    ids.set(draft, `${stem}#${count}` as NodeId);
  }
  return ids;
}

function startOf(draft: Draft): number {
  return draft.span?.start ?? Number.MAX_SAFE_INTEGER;
}

/** Kahn's order, ties broken by span start and then by id (NODE-3). */
function topologicalOrder(found: ReadonlySet<Draft>, ids: ReadonlyMap<Draft, NodeId>): readonly Draft[] {
  const waiting = new Map<Draft, number>();
  const consumers = new Map<Draft, Draft[]>();
  for (const draft of found) {
    const from = new Set(producers(draft));
    waiting.set(draft, from.size);
    for (const producer of from) consumers.set(producer, [...(consumers.get(producer) ?? []), draft]);
  }
  const before = (a: Draft, b: Draft) => startOf(a) - startOf(b) || compareText(ids.get(a)!, ids.get(b)!);
  const ready = [...found].filter((draft) => waiting.get(draft) === 0).sort(before);
  const order: Draft[] = [];
  for (let draft = ready.shift(); draft; draft = ready.shift()) {
    order.push(draft);
    for (const consumer of consumers.get(draft) ?? []) {
      const left = waiting.get(consumer)! - 1;
      waiting.set(consumer, left);
      if (left === 0) insertSorted(ready, consumer, before);
    }
  }
  if (order.length !== found.size) throw new Error('the plan graph has a cycle');
  return order;
}

function insertSorted<T>(list: T[], item: T, order: (a: T, b: T) => number): void {
  const at = list.findIndex((other) => order(item, other) < 0);
  list.splice(at < 0 ? list.length : at, 0, item);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function planNode(draft: Draft, ids: ReadonlyMap<Draft, NodeId>, fingerprints: Fingerprints): PlanNode {
  const id = ids.get(draft)!;
  const schema = printType(draft.type, { paths: 'full' });
  const shown = new Set(draft.inputs.map((edge) => edge.from));
  const hidden = draft.needs
    .filter((need) => !shown.has(need) && !reaches(draft, need))
    .map((from) => ({ from, port: from.name ?? 'in', displayOnly: false }));
  const inputs = [...draft.inputs, ...hidden].map(
    (edge): Edge => ({
      from: ids.get(edge.from)!,
      to: id,
      port: edge.port,
      displayOnly: edge.displayOnly,
      schema: printType(edge.from.type, { paths: 'full' }),
    }),
  );
  return {
    id,
    name: draft.name ?? id,
    span: draft.span,
    kind: draft.kind,
    payload: draft.payload,
    display: draft.kind === 'output' ? schema : draft.display,
    inputs,
    schema,
    mode: draft.mode,
    effect: draft.effect,
    scope: draft.scope.path,
    fingerprint: fingerprints.of(draft),
    decidedBy: draft.region?.owner ? ids.get(draft.region.owner)! : null,
  };
}

/** Whether the drawn edges into `draft` come from `need`, directly or not. */
function reaches(draft: Draft, need: Draft): boolean {
  const seen = new Set<Draft>();
  const open = draft.inputs.map((edge) => edge.from);
  for (let next = open.pop(); next; next = open.pop()) {
    if (next === need) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...next.inputs.map((edge) => edge.from));
  }
  return false;
}
