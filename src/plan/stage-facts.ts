import type { CheckpointId, CheckpointTag, StageId } from '../base';
import { type CompiledPlan, stateOf } from './compiled-plan';
import { checkpointId, type Stage } from './stages/stage';

/** The input of a stage's program: the encoded tuple of what `stage.inputs` lists, each part canonical (STG-3). */
export function encodeStageInput(
  plan: CompiledPlan,
  stage: StageId,
  parts: readonly Uint8Array[],
): Uint8Array {
  const layout = stateOf(plan).inputLayouts.get(stage);
  if (!layout) throw new Error(`the plan has no stage ${stage}`);
  return layout.join(parts);
}

/** The name under which a stage's result is stored in an iteration (STG-7). */
export function stageCheckpoint(plan: CompiledPlan, stage: StageId, iteration: number): CheckpointId {
  return checkpointId(iteration, stage, stateOf(plan).deps.blake3);
}

/** What a stored result must agree with (CKP-6). The epoch counts for stages that read or write (EFX-3). */
export function stageTag(plan: CompiledPlan, stage: Stage, iteration: number, epoch: string): CheckpointTag {
  const tag = { planHash: plan.planHash, stageId: stage.id, iteration, typeHash: stage.typeHash };
  return stage.effect === 'pure' ? tag : { ...tag, epoch };
}

/** The top-level item count of an array, 1 for other values (NODE-12). */
export function countRows(plan: CompiledPlan, stage: StageId, result: Uint8Array): number {
  if (!stateOf(plan).arrayStages.has(stage)) return 1;
  return new DataView(result.buffer, result.byteOffset).getUint32(4, true);
}
