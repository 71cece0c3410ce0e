import { type AppError, fail, type NodeId, ok, type Result } from '../base';
import { type ProgramType, schema } from '../value';
import { compileForTarget } from './back-end';
import { type CompiledPlan, stateOf } from './compiled-plan';
import { probeEntry } from './stages/stage-program';

/** A program that works out one node's value, of an array at most so many items (STG-8). Never checkpointed. */
export interface Probe {
  readonly node: NodeId;
  /** An encoded `rr::Program`; takes the program's own input. */
  readonly program: Uint8Array;
  /** An encoded `rr::ProgramType`, for `prepare`. */
  readonly programType: Uint8Array;
  readonly type: ProgramType;
}

/**
 * Compiles a probe for the plan's target. Fails with `PROBE_UNAVAILABLE` for nodes below a write, for names whose
 * value exists only inside another node, and where the target cannot express the part alone.
 */
export function probe(plan: CompiledPlan, node: NodeId, previewRows: number): Result<Probe> {
  const { graph, project, entry, target, deps } = stateOf(plan);
  const draft = graph.byId.get(node);
  if (!draft) return unavailable(`the plan has no node ${node}`);
  if (!graph.peekable.has(draft)) return unavailable(`${node} has no value that can be looked at alone`);
  const wanted = probeEntry(draft, graph, project, entry.input, previewRows);
  if (!wanted) return unavailable(`${node} has no value that can be looked at alone`);
  const program = compileForTarget(project, wanted, target, deps);
  if (!program.ok) return unavailable(program.error.map((d) => d.message).join('\n'));
  const { bytes, type } = program.value;
  return ok({ node, program: bytes, programType: schema.programType.encode(type), type });
}

function unavailable(message: string): Result<never, AppError> {
  return fail({ kind: 'plan', code: 'PROBE_UNAVAILABLE', message, category: 'permanent', severity: 'info' });
}
