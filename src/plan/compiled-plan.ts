import {
  type Diagnostic,
  type Effect,
  fail,
  ok,
  type PlanHash,
  type Result,
  type RunnerProfile,
  type SourceHash,
} from '../base';
import type { SourceFile } from '../language';
import type { ProgramType } from '../value';
import type { PlanArtifacts } from './artifacts';
import type { CompileDeps } from './compile-deps';
import type { ValidatedConfig } from './config';
import type { PlanDag } from './graph/node';
import { makePlanState, type PlanState } from './plan-state';
import type { Stage } from './stages/stage';
import type { PlanView } from './view';

const token = Symbol('made by compile');

/**
 * A compiled pipeline for one runner profile. Only {@link compile} makes one (PLAN-1, PLAN-2), so whoever holds one
 * knows that everything checkable was checked. Everything reachable from it is frozen (PLAN-6).
 */
class CompiledPlan {
  readonly #state: PlanState;

  constructor(key: symbol, state: PlanState) {
    if (key !== token) throw new TypeError('a CompiledPlan is made by compile() only');
    this.#state = state;
    Object.freeze(this);
  }

  get dag(): PlanDag {
    return this.#state.dag;
  }

  /** In the order they run (STG-6). */
  get stages(): readonly Stage[] {
    return this.#state.stages;
  }

  get config(): ValidatedConfig {
    return this.#state.config;
  }

  get artifacts(): PlanArtifacts {
    return this.#state.artifacts;
  }

  get programType(): ProgramType {
    return this.#state.programType;
  }

  get target(): RunnerProfile {
    return this.#state.target;
  }

  /** The most any node does. */
  get effects(): Effect {
    return this.#state.effects;
  }

  /** Hints about the source; never errors. */
  get warnings(): readonly Diagnostic[] {
    return this.#state.warnings;
  }

  get sourceHash(): SourceHash {
    return this.#state.sourceHash;
  }

  get planHash(): PlanHash {
    return this.#state.planHash;
  }

  view(): PlanView {
    return this.#state.view;
  }

  static isOne(value: unknown): value is CompiledPlan {
    return typeof value === 'object' && value !== null && #state in value;
  }

  /** What this room alone may see of a plan: probes and lineage need the typed tree. */
  static stateOf(plan: CompiledPlan): PlanState {
    return plan.#state;
  }
}

export type { CompiledPlan };

/** Whether `value` is a plan of this copy of the module: no cast, clone or look-alike passes (PLAN-4). */
export function isCompiledPlan(value: unknown): value is CompiledPlan {
  return CompiledPlan.isOne(value);
}

/** For the files of this room; not part of its face. */
export function stateOf(plan: CompiledPlan): PlanState {
  return CompiledPlan.stateOf(plan);
}

/**
 * Compiles a project for a runner (specification 5 §3): a plan, or all errors of the first pass that found any
 * (PLAN-7). Synchronous and pure.
 */
export function compile(
  sources: readonly SourceFile[],
  config: unknown,
  target: RunnerProfile,
  deps: CompileDeps,
): Result<CompiledPlan, readonly Diagnostic[]> {
  const state = makePlanState(sources, config, target, deps);
  return state.ok ? ok(new CompiledPlan(token, state.value)) : fail(state.error);
}
