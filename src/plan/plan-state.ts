import {
  type Diagnostic,
  type Effect,
  fail,
  ok,
  type PlanHash,
  type Result,
  type RunnerProfile,
  type SourceHash,
  type StageId,
} from '../base';
import { type CheckedProject, type Entry, printType, type SourceFile } from '../language';
import { type ProgramType, schema, TypeTable } from '../value';
import { artifactsOf, type PlanArtifacts } from './artifacts';
import { compileForTarget, type SourceMap, type TargetProgram } from './back-end';
import type { CompileDeps } from './compile-deps';
import type { ValidatedConfig } from './config';
import { deepFreeze } from './deep-freeze';
import { planDiagnostic } from './diagnostic';
import { type FrontEnd, frontEnd } from './front-end';
import { Derivation } from './graph/derivation';
import type { Draft } from './graph/draft';
import { buildGraph, type Graph } from './graph/graph';
import type { PlanDag } from './graph/node';
import { strongest } from './graph/project-facts';
import { SourceTexts } from './graph/source-text';
import { planHash, sourceHash } from './hashes';
import { type CutPolicy, cutStages, effectOf, type StageCut } from './stages/cut';
import { type RowCounter, rowCounters } from './stages/row-counters';
import { checkpointId, type Stage, type StageInput } from './stages/stage';
import { StageInputLayout } from './stages/stage-input';
import { stageEntry } from './stages/stage-program';
import type { PlanView } from './view';

/** All that a plan knows. The first part is handed out frozen, the second stays in this room. */
export interface PlanState {
  readonly dag: PlanDag;
  readonly stages: readonly Stage[];
  readonly config: ValidatedConfig;
  /** Made when they are first asked for. */
  readonly artifacts: PlanArtifacts;
  readonly programType: ProgramType;
  readonly target: RunnerProfile;
  readonly effects: Effect;
  readonly warnings: readonly Diagnostic[];
  readonly sourceHash: SourceHash;
  readonly planHash: PlanHash;
  readonly view: PlanView;

  /** By stage. */
  readonly entries: ReadonlyMap<StageId, Entry>;
  readonly inputLayouts: ReadonlyMap<StageId, StageInputLayout>;
  /** Of stages whose program has one, with the definitions of its types. */
  readonly sourceMaps: ReadonlyMap<StageId, SourceMap & Pick<ProgramType, 'defs'>>;
  /** The stages whose result is an array, so that its rows can be counted. */
  readonly arrayStages: ReadonlySet<StageId>;
  readonly graph: Graph;
  readonly project: CheckedProject;
  readonly entry: Entry;
  readonly texts: SourceTexts;
  readonly deps: CompileDeps;
}

type Outcome<T> = Result<T, readonly Diagnostic[]>;

/** All passes of a compilation (PLAN-7, PLAN-8). */
export function makePlanState(
  sources: readonly SourceFile[],
  config: unknown,
  target: RunnerProfile,
  deps: CompileDeps,
): Outcome<PlanState> {
  const front = frontEnd(sources, config, deps);
  if (!front.ok) return front;
  if (deps.cancelled?.()) return superseded();
  const { project, entry } = front.value;
  const whole = compileForTarget(project, entry, target, deps);
  if (!whole.ok) return whole;
  if (deps.cancelled?.()) return superseded();
  const texts = new SourceTexts(project, { file: deps.entryFile ?? '', text: front.value.config.entry });
  const graph = deriveGraph(project, entry, texts, deps);
  const refused = writesRefused(graph, front.value.config);
  if (refused.length > 0) return fail(refused);
  if (deps.cancelled?.()) return superseded();
  const stages = makeStages(graph, front.value, whole.value, target, deps);
  return ok(assemble(sources, front.value, target, deps, texts, graph, whole.value, stages));
}

/** Deriving never fails (specification 5 §4.2 rule 7): what is nested deeper than the stack becomes one node. */
function deriveGraph(project: CheckedProject, entry: Entry, texts: SourceTexts, deps: CompileDeps): Graph {
  const build = (divided: boolean) =>
    buildGraph(new Derivation(project, texts).program(entry, divided), project, deps.blake3);
  try {
    return build(true);
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    return build(false);
  }
}

function superseded(): Outcome<never> {
  return fail([planDiagnostic('superseded', 'a newer edit replaced this compilation')]);
}

/** Writes are refused unless the config allows them, each at its own place (NODE-11). */
function writesRefused(graph: Graph, config: ValidatedConfig): readonly Diagnostic[] {
  if (config.allowWrites) return [];
  const writing = graph.drafts.filter((draft) => draft.effect === 'writes');
  const writes = writing.filter((draft) => draft.kind === 'write');
  // A write inside a lambda has no node of its own: then the step that runs the lambda stands for it.
  return (writes.length > 0 ? writes : writing).map((draft) =>
    planDiagnostic('write-not-allowed', `${draft.display}: this plan may not write`, draft.span ?? undefined),
  );
}

/**
 * The stages of the policy asked for. A split that its target refuses is given up for the whole program, which was
 * compiled before: the split is an offer, not a demand (specification 5 §24).
 */
function makeStages(
  graph: Graph,
  front: FrontEnd,
  whole: TargetProgram,
  target: RunnerProfile,
  deps: CompileDeps,
): readonly MadeStage[] {
  const cuts = cutStages(graph, policyOf(front.config, target), target.staging === 'fused');
  if (cuts.length > 1) {
    const split = splitStages(cuts, graph, front, target, deps);
    if (split) return split;
  }
  const root = graph.derived.output;
  const all: StageCut = { root, members: graph.drafts, inputs: [], usesProgramInput: true };
  return [makeStage(all, graph.drafts, graph, front.entry, whole, true, front.project, deps)];
}

function policyOf(config: ValidatedConfig, target: RunnerProfile): CutPolicy {
  if (config.materialize !== 'auto') return config.materialize;
  return target.staging === 'node' ? 'blocking' : 'output-only';
}

function splitStages(
  cuts: readonly StageCut[],
  graph: Graph,
  front: FrontEnd,
  target: RunnerProfile,
  deps: CompileDeps,
): readonly MadeStage[] | null {
  const stages: MadeStage[] = [];
  const placed = new Set<Draft>();
  for (const cut of cuts) {
    const entry = stageEntry(cut, graph, front.entry.input);
    const program = compileForTarget(front.project, entry, target, deps);
    if (!program.ok) return null;
    // A folded node may be in several programs but is shown in one stage (STG-1).
    const shown = cut.members.filter((draft) => !placed.has(draft));
    for (const draft of shown) placed.add(draft);
    stages.push(makeStage(cut, shown, graph, entry, program.value, false, front.project, deps));
  }
  return stages;
}

/** A stage with what its handing out leaves behind. */
interface MadeStage {
  readonly stage: Stage;
  /** What its program was compiled from. */
  readonly entry: Entry;
  readonly layout: StageInputLayout;
  readonly sourceMap: (SourceMap & Pick<ProgramType, 'defs'>) | undefined;
  readonly isArray: boolean;
}

function makeStage(
  cut: StageCut,
  shown: readonly Draft[],
  graph: Graph,
  entry: Entry,
  program: TargetProgram,
  whole: boolean,
  project: CheckedProject,
  deps: CompileDeps,
): MadeStage {
  const id = graph.ids.get(cut.root)! as string as StageId;
  const passes = !whole && cut.root.kind === 'output' && cut.inputs.length === 1 && isAlone(cut);
  const programType = schema.programType.encode(program.type);
  const inputs: StageInput[] = cut.inputs.map((draft) => ({
    kind: 'stage',
    stage: graph.ids.get(draft)! as string as StageId,
  }));
  if (cut.usesProgramInput) inputs.push({ kind: 'input' });
  const output: ProgramType = { ...program.type, input: program.type.output };
  const stage: Stage = {
    id,
    nodes: shown.map((draft) => graph.ids.get(draft)!),
    root: graph.ids.get(cut.root)!,
    inputs,
    whole,
    checkpoint: cut.root.kind !== 'output',
    get program() {
      return passes ? null : program.bytes.slice();
    },
    get programType() {
      return programType.slice();
    },
    typeHash: deps.blake3.hex(schema.programType.encode(output)),
    effect: effectOf(cut),
    counters: countersOf(cut, shown, program, graph, project),
    annotation: passes ? {} : program.annotation,
  };
  return {
    stage,
    entry,
    layout: new StageInputLayout(program.type, whole ? 1 : inputs.length),
    sourceMap: program.sourceMap && { ...program.sourceMap, defs: program.type.defs },
    isArray: new TypeTable(program.type.defs).materialiseOrStd(program.type.output).kind.kind === 'array',
  };
}

/** The root needs none: the stage's result tells its rows. */
function countersOf(
  cut: StageCut,
  shown: readonly Draft[],
  { bytecode, sourceMap }: TargetProgram,
  graph: Graph,
  project: CheckedProject,
): readonly RowCounter[] {
  const inner = shown.filter((draft) => draft !== cut.root && draft.kind !== 'source');
  if (inner.length === 0 || bytecode === undefined || sourceMap === undefined) return [];
  return rowCounters(bytecode, sourceMap, inner, graph, project);
}

/** Whether a stage consists of its root alone, apart from inputs that nothing reads. */
function isAlone(cut: StageCut): boolean {
  return cut.members.every(
    (draft) => draft === cut.root || (draft.payload.kind === 'source' && draft.payload.unused),
  );
}

function assemble(
  sources: readonly SourceFile[],
  front: FrontEnd,
  target: RunnerProfile,
  deps: CompileDeps,
  texts: SourceTexts,
  graph: Graph,
  whole: TargetProgram,
  made: readonly MadeStage[],
): PlanState {
  const stages = made.map(({ stage }) => stage);
  const { config, project, entry } = front;
  const source = sourceHash(sources, deps.blake3);
  const readsTables = graph.drafts.some((draft) => draft.effect !== 'pure');
  const hash = planHash(
    {
      compilerVersion: deps.compilerVersion,
      sourceHash: source,
      config,
      target,
      runnerSchema: readsTables ? (deps.runnerSchema ?? '') : '',
      stages: stages.map(({ id, program }) => ({ id, program: program ?? new Uint8Array() })),
    },
    deps.blake3,
  );
  const effects = graph.drafts.reduce<Effect>((effect, draft) => strongest(effect, draft.effect), 'pure');
  const ownTarget: RunnerProfile = structuredClone(target);
  const view = makeView(graph, stages, deps, {
    planHash: hash,
    sourceHash: source,
    target: ownTarget,
    effects,
    config,
    programType: {
      input: printType(entry.input, { paths: 'full' }),
      output: printType(entry.output, { paths: 'full' }),
    },
    externals: whole.externals,
    warnings: structuredClone(project.hints),
  });
  const shown = deepFreeze({
    dag: graph.dag,
    stages,
    config,
    programType: whole.type,
    target: ownTarget,
    effects,
    warnings: view.warnings,
    sourceHash: source,
    planHash: hash,
    view,
  });
  const schemaSource = schemaFile(sources, deps);
  let artifacts: PlanArtifacts | undefined;
  return {
    ...shown,
    get artifacts() {
      artifacts ??= artifactsOf(graph, project, schemaSource);
      return artifacts;
    },
    entries: new Map(made.map(({ stage, entry }) => [stage.id, entry])),
    inputLayouts: new Map(made.map(({ stage, layout }) => [stage.id, layout])),
    sourceMaps: new Map(
      made.flatMap(({ stage, sourceMap }) => (sourceMap ? [[stage.id, sourceMap] as const] : [])),
    ),
    arrayStages: new Set(made.filter(({ isArray }) => isArray).map(({ stage }) => stage.id)),
    graph,
    project,
    entry,
    texts,
    deps,
  };
}

/** The file that holds the runner's own definitions, if one does. */
function schemaFile(sources: readonly SourceFile[], { runnerSchema }: CompileDeps): string | null {
  return sources.find((source) => source.text === runnerSchema)?.path ?? null;
}

function makeView(
  graph: Graph,
  stages: readonly Stage[],
  deps: CompileDeps,
  rest: Omit<PlanView, 'nodes' | 'edges' | 'output' | 'stages'>,
): PlanView {
  const stageOf = new Map(stages.flatMap((stage) => stage.nodes.map((node) => [node, stage.id] as const)));
  return {
    ...rest,
    nodes: graph.dag.nodes.map((node) => ({
      ...node,
      stage: stageOf.get(node.id)!,
      peekable: graph.peekable.has(graph.byId.get(node.id)!),
    })),
    edges: graph.dag.edges,
    output: graph.dag.output,
    stages: stages.map((stage) => ({
      id: stage.id,
      nodes: stage.nodes,
      root: stage.root,
      inputs: stage.inputs,
      checkpointId: stage.checkpoint ? checkpointId(0, stage.id, deps.blake3) : null,
      effect: stage.effect,
      annotation: stage.annotation,
    })),
  };
}
