import type { Blake3, CheckpointId, Effect, NodeId, StageId } from '../../base';
import type { ProgramAnnotation } from '../back-end';
import type { RowCounter } from './row-counters';

/** What a stage's program takes, in the order of its input tuple. */
export type StageInput =
  | { readonly kind: 'stage'; readonly stage: StageId }
  /** The program's own input, as the launch was given it. */
  | { readonly kind: 'input' };

/** The smallest unit that is executed and checkpointed (specification 5 §5). */
export interface Stage {
  readonly id: StageId;
  readonly nodes: readonly NodeId[];
  /** The last node, whose value is the stage's result. */
  readonly root: NodeId;
  readonly inputs: readonly StageInput[];
  /**
   * Whether the program takes the program's input as it is (the whole, unsplit program) rather than a tuple of
   * `inputs`.
   */
  readonly whole: boolean;
  /** Whether the result is saved: all but the output's (EXE-4). */
  readonly checkpoint: boolean;
  /** An encoded `rr::Program`, a copy each time. Null: the result is that of its only input, as it is. */
  readonly program: Uint8Array | null;
  /** An encoded `rr::ProgramType`, for `prepare`; a copy each time. */
  readonly programType: Uint8Array;
  /** Hash of the result's type. */
  readonly typeHash: string;
  readonly effect: Effect;
  /** Steps inside whose rows the runner can count; not part of any hash (NODE-13). */
  readonly counters: readonly RowCounter[];
  /** SQL text and the like; not part of any hash (NODE-14). */
  readonly annotation: ProgramAnnotation;
}

/** `i{iteration}/s/{StageId}` (STG-7), cut and ended in its hash when it would be too long (CKP-12). */
export function checkpointId(iteration: number, stage: StageId, blake3: Blake3): CheckpointId {
  const id = `i${iteration}/s/${stage}`;
  if (id.length <= 256) return id as CheckpointId;
  return `${id.slice(0, 256 - 65)}%${blake3.hex(new TextEncoder().encode(stage))}` as CheckpointId;
}
