import type { Draft } from '../graph/draft';
import type { Graph } from '../graph/graph';

/** Where values are materialised (specification 5 §5). `auto` is settled before cutting. */
export type CutPolicy = 'every-node' | 'blocking' | 'output-only';

/** Nodes with one materialised result. */
export interface StageCut {
  readonly root: Draft;
  /** In topological order. A folded node stands in the first stage that uses it. */
  readonly members: readonly Draft[];
  /** The roots of the stages whose results this one takes, in order of those stages. */
  readonly inputs: readonly Draft[];
  readonly usesProgramInput: boolean;
}

/**
 * Cuts the graph. Stages come in an order in which they can run (STG-6). `fused` says that the target would have to
 * take a relation back as one packed parameter: then what a write takes stays in its stage unless asked for.
 */
export function cutStages(graph: Graph, policy: CutPolicy, fused: boolean): readonly StageCut[] {
  const strict = graph.drafts.filter((draft) => draft.region === null);
  const stageRoot = assignStages(strict, chooseRoots(strict, policy, fused));
  const roots = strict.filter((draft) => stageRoot.get(draft) === draft);
  const cuts = roots.map((root) => makeCut(root, strict, stageRoot));
  return inEffectOrder(withEveryNode(cuts, graph), graph);
}

/** The strict nodes that need each strict node's value. */
function consumersOf(strict: readonly Draft[]): ReadonlyMap<Draft, readonly Draft[]> {
  const consumers = new Map<Draft, Draft[]>();
  for (const draft of strict) {
    for (const need of draft.needs) {
      const known = consumers.get(need);
      if (known) known.push(draft);
      else consumers.set(need, [draft]);
    }
  }
  return consumers;
}

function chooseRoots(strict: readonly Draft[], policy: CutPolicy, fused: boolean): ReadonlySet<Draft> {
  const cutsBeforeWrites = policy !== 'output-only' || !fused;
  const consumers = consumersOf(strict);
  const output = strict.find((draft) => draft.kind === 'output')!;
  const producer = output.needs[0]!;
  const roots = new Set<Draft>();
  for (const draft of strict) {
    if (draft.folded || draft === output) continue;
    const many = (consumers.get(draft)?.length ?? 0) > 1;
    const cut =
      draft.kind === 'write' ||
      draft.effect === 'writes' ||
      (cutsBeforeWrites && (consumers.get(draft) ?? []).some((consumer) => consumer.effect === 'writes')) ||
      policy === 'every-node' ||
      (policy === 'blocking' && (draft.mode === 'blocking' || many || isBuildSide(draft, consumers)));
    if (cut) roots.add(draft);
  }
  // The output shares its producer's stage, except that a write is followed by the output alone (STG-5).
  if (producer.effect !== 'writes') roots.delete(producer);
  roots.add(output);
  return roots;
}

/** The relation a lookup searches is complete before the first item is looked up. */
function isBuildSide(draft: Draft, consumers: ReadonlyMap<Draft, readonly Draft[]>): boolean {
  return (consumers.get(draft) ?? []).some((consumer) =>
    consumer.inputs.some((edge) => edge.from === draft && edge.port === 'build'),
  );
}

/** Every node to the stage it flows into; one that would flow into two becomes a stage itself. */
function assignStages(strict: readonly Draft[], chosen: ReadonlySet<Draft>): ReadonlyMap<Draft, Draft> {
  const consumers = consumersOf(strict);
  const stageRoot = new Map<Draft, Draft>();
  for (const draft of [...strict].reverse()) {
    if (draft.folded) continue;
    const stages = new Set((consumers.get(draft) ?? []).map((consumer) => stageRoot.get(consumer)!));
    const [only] = stages;
    stageRoot.set(draft, chosen.has(draft) || stages.size !== 1 ? draft : only!);
  }
  return stageRoot;
}

function makeCut(root: Draft, strict: readonly Draft[], stageRoot: ReadonlyMap<Draft, Draft>): StageCut {
  const own = strict.filter((draft) => stageRoot.get(draft) === root);
  const needs = new Set(own.flatMap((draft) => draft.needs));
  const inputs = strict.filter((draft) => needs.has(draft) && !draft.folded && stageRoot.get(draft) !== root);
  const folded = strict.filter((draft) => needs.has(draft) && draft.folded);
  const all = new Set([...own, ...folded]);
  const members = strict.filter((draft) => all.has(draft));
  return { root, members, inputs, usesProgramInput: folded.some(isProgramInput) };
}

export function isProgramInput(draft: Draft): boolean {
  return draft.payload.kind === 'source' && draft.payload.origin === 'input';
}

/** Adds the nodes inside other nodes, and the inputs that nothing reads. */
function withEveryNode(cuts: readonly StageCut[], graph: Graph): readonly StageCut[] {
  const placed = new Set(cuts.flatMap((cut) => cut.members));
  return cuts.map((cut, i) => {
    const extra = graph.drafts.filter((draft) => {
      if (placed.has(draft)) return false;
      const host = hostOf(draft);
      return host === draft ? i === 0 : cut.members.includes(host);
    });
    if (extra.length === 0) return cut;
    const all = new Set([...cut.members, ...extra]);
    return { ...cut, members: graph.drafts.filter((draft) => all.has(draft)) };
  });
}

/** The unconditional node whose code a node stands in. */
function hostOf(draft: Draft): Draft {
  let host = draft;
  while (host.region?.owner) host = host.region.owner;
  return host;
}

/** Reads and writes keep the order of the text (STG-5). */
function inEffectOrder(cuts: readonly StageCut[], graph: Graph): readonly StageCut[] {
  if (!cuts.some((cut) => effectOf(cut) === 'writes')) return cuts;
  const byRoot = new Map(cuts.map((cut) => [cut.root, cut]));
  const before = new Map<StageCut, Set<StageCut>>();
  for (const cut of cuts) before.set(cut, new Set(cut.inputs.map((root) => byRoot.get(root)!)));
  const reaches = (from: StageCut, to: StageCut): boolean =>
    from === to || [...before.get(to)!].some((earlier) => reaches(from, earlier));
  const effectful = cuts
    .filter((cut) => effectOf(cut) !== 'pure')
    .sort(
      (a, b) => textStart(a) - textStart(b) || graph.drafts.indexOf(a.root) - graph.drafts.indexOf(b.root),
    );
  for (const [i, later] of effectful.entries()) {
    for (const earlier of effectful.slice(0, i)) {
      const matters = effectOf(earlier) === 'writes' || effectOf(later) === 'writes';
      if (matters && !reaches(later, earlier)) before.get(later)!.add(earlier);
    }
  }
  const order: StageCut[] = [];
  const left = new Set(cuts);
  while (left.size > 0) {
    const next = cuts.find(
      (cut) => left.has(cut) && [...before.get(cut)!].every((earlier) => !left.has(earlier)),
    );
    if (!next) throw new Error('the stage graph has a cycle');
    left.delete(next);
    order.push(next);
  }
  return order;
}

function textStart(cut: StageCut): number {
  const starts = cut.members
    .filter((draft) => draft.effect !== 'pure')
    .map((draft) => draft.span?.start ?? Infinity);
  return Math.min(...starts);
}

/** The most a stage does to the world. */
export function effectOf(cut: StageCut): Draft['effect'] {
  if (cut.members.some((draft) => draft.effect === 'writes')) return 'writes';
  return cut.members.some((draft) => draft.effect === 'reads') ? 'reads' : 'pure';
}
