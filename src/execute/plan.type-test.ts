/**
 * What `execute` refuses to take (PLAN-1, PLAN-3). Compiled, never run: an expectation that no longer fails is an
 * error of the compiler, so a loosened signature breaks the build.
 */
import type { LaunchPort, PlanRef } from '../base';
import type { CompiledPlan, PlanConfig, PlanDag, PlanView } from '../plan';
import type { RunnerSession } from '../routing';
import type { LaunchOptions } from '.';
import { execute } from '.';

declare const plan: CompiledPlan;
declare const config: PlanConfig;
declare const view: PlanView;
declare const ref: PlanRef;
declare const dag: PlanDag;
declare const session: RunnerSession;
declare const port: LaunchPort;
declare const options: LaunchOptions;
const input = new Uint8Array();

export const accepted = execute(plan, session, input, port, options);

// @ts-expect-error source text is no plan
export const sourceText = execute('func main() -> 1', session, input, port, options);
// @ts-expect-error a config is no plan
export const fromConfig = execute(config, session, input, port, options);
// @ts-expect-error a view is no plan
export const fromView = execute(view, session, input, port, options);
// @ts-expect-error a reference is no plan
export const fromRef = execute(ref, session, input, port, options);
// @ts-expect-error an empty object is no plan
export const fromNothing = execute({}, session, input, port, options);
// @ts-expect-error a graph is no plan
export const fromDag = execute(dag, session, input, port, options);

const lookAlike = {
  dag: plan.dag,
  stages: plan.stages,
  config: plan.config,
  artifacts: plan.artifacts,
  programType: plan.programType,
  target: plan.target,
  effects: plan.effects,
  warnings: plan.warnings,
  sourceHash: plan.sourceHash,
  planHash: plan.planHash,
  view: () => view,
};
// @ts-expect-error the same accessors make no plan (PLAN-1)
export const fromLookAlike: CompiledPlan = lookAlike;
