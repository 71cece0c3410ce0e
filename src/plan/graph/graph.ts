import type { Blake3, NodeId } from '../../base';
import type { CheckedProject } from '../../language';
import type { Derived } from './derivation';
import type { Draft, Scope } from './draft';
import { Fingerprints } from './fingerprint';
import type { Edge, PlanDag, PlanNode } from './node';
import { TypeTexts } from './type-texts';

/** The finished graph, with the way back from each node to the code that works it out. */
export interface Graph {
  readonly dag: PlanDag;
  readonly derived: Derived;
  /** In topological order. */
  readonly drafts: readonly Draft[];
  readonly ids: ReadonlyMap<Draft, NodeId>;
  readonly byId: ReadonlyMap<NodeId, Draft>;
  /** The nodes with a value of their own that can be worked out without writing (STG-8). */
  readonly peekable: ReadonlySet<Draft>;
  /** Types with full paths, each printed once. */
  readonly typeTexts: TypeTexts;
}

/** Numbers, names and orders the nodes of a derivation (NODE-2 … NODE-7). */
export function buildGraph(derived: Derived, project: CheckedProject, blake3: Blake3): Graph {
  const found = reachable(derived);
  const paths = new Map<Scope, readonly string[]>();
  for (const { scope } of found) if (!paths.has(scope)) paths.set(scope, scope.path);
  const ids = identify(found, paths);
  const drafts = topologicalOrder(found, ids);
  const typeTexts = new TypeTexts();
  const known = { ids, paths, types: typeTexts, fingerprints: new Fingerprints(project, blake3, typeTexts) };
  const nodes = drafts.map((draft) => planNode(draft, known));
  return {
    dag: { nodes, edges: nodes.flatMap((node) => node.inputs), output: ids.get(derived.output)! },
    derived,
    drafts,
    ids,
    byId: new Map(drafts.map((draft) => [ids.get(draft)!, draft])),
    peekable: peekableOf(drafts),
    typeTexts,
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
function identify(
  drafts: ReadonlySet<Draft>,
  paths: ReadonlyMap<Scope, readonly string[]>,
): ReadonlyMap<Draft, NodeId> {
  const counts = new Map<string, number>();
  const ids = new Map<Draft, NodeId>();
  for (const draft of [...drafts].sort((a, b) => startOf(a) - startOf(b) || a.local.id - b.local.id)) {
    const stem = `${paths.get(draft.scope)!.join('/')}/${draft.kind}`;
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
    for (const producer of from) {
      const known = consumers.get(producer);
      if (known) known.push(draft);
      else consumers.set(producer, [draft]);
    }
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
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (order(item, list[middle]!) < 0) high = middle;
    else low = middle + 1;
  }
  list.splice(low, 0, item);
}

/** In topological order a node stands after all that it needs. */
function peekableOf(drafts: readonly Draft[]): ReadonlySet<Draft> {
  const peekable = new Set<Draft>();
  for (const draft of drafts) {
    if (draft.template === null || draft.effect === 'writes') continue;
    if (draft.needs.every((need) => peekable.has(need))) peekable.add(draft);
  }
  return peekable;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What is known of all nodes before the first is written down. */
interface Known {
  readonly ids: ReadonlyMap<Draft, NodeId>;
  readonly paths: ReadonlyMap<Scope, readonly string[]>;
  readonly types: TypeTexts;
  readonly fingerprints: Fingerprints;
}

function planNode(draft: Draft, { ids, paths, types, fingerprints }: Known): PlanNode {
  const id = ids.get(draft)!;
  const schema = types.of(draft.type);
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
      schema: types.of(edge.from.type),
    }),
  );
  return {
    id,
    name: draft.name ?? id,
    // A plan is frozen, while places in a project that is checked again move.
    span: draft.span && { ...draft.span },
    kind: draft.kind,
    payload: draft.payload,
    display: draft.kind === 'output' ? schema : draft.display,
    inputs,
    schema,
    mode: draft.mode,
    effect: draft.effect,
    scope: paths.get(draft.scope)!,
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
