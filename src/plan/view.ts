import type { Diagnostic, Effect, NodeId, PlanHash, RunnerProfile, SourceHash, StageId } from '../base';
import type { ProgramAnnotation } from './back-end';
import type { ValidatedConfig } from './config';
import type { Edge, PlanNode } from './graph/node';
import type { StageInput } from './stages/stage';

/** A plan as plain data, for the page: it crosses workers as it is (MOD-5). */
export interface PlanView {
  readonly planHash: PlanHash;
  readonly sourceHash: SourceHash;
  readonly target: RunnerProfile;
  readonly effects: Effect;
  readonly config: ValidatedConfig;
  /** In topological order. */
  readonly nodes: readonly PlanNodeView[];
  readonly edges: readonly Edge[];
  readonly output: NodeId;
  /** In the order they run. */
  readonly stages: readonly StageView[];
  /** Types as the language prints them. */
  readonly programType: { readonly input: string; readonly output: string };
  /** Full ids of the externals used beyond those of every target, sorted. */
  readonly externals: readonly string[];
  readonly warnings: readonly Diagnostic[];
}

export interface PlanNodeView extends PlanNode {
  readonly stage: StageId;
  /** Whether {@link probe} can show its value: nothing above it writes, and it has a value of its own (STG-8). */
  readonly peekable: boolean;
}

export interface StageView {
  readonly id: StageId;
  readonly nodes: readonly NodeId[];
  readonly root: NodeId;
  readonly inputs: readonly StageInput[];
  /** Of the first iteration; null for the output's stage. */
  readonly checkpointId: string | null;
  readonly effect: Effect;
  readonly annotation: ProgramAnnotation;
}
