import { containedProgram } from '../../program';
import { type ProgramRunner, RunnerError, sessionRunner } from '../../protocol';
import { type ProgramType, schema, unitTy } from '../../value';
import { inferProgramType } from './inference/infer';
import { createInterpreterSession, type InterpreterOptions, offered } from './runner';

/**
 * The interpreter for clients of the protocol, whose programs come without their types (specification 3 H, J): the
 * types are told from the bytecode ({@link inferProgramType}), and a program of which they cannot be told is refused
 * with `PREPARE_ERROR`.
 */
export function createBareInterpreter(options: InterpreterOptions = {}): ProgramRunner {
  return sessionRunner(createInterpreterSession(options), (program) =>
    schema.programType.encode(bareProgramType(program)),
  );
}

/** The session itself refuses what does not decode or is no bytecode, and what it has no implementation for. */
function bareProgramType(bytes: Uint8Array): ProgramType {
  const unknown: ProgramType = { input: unitTy, output: unitTy, defs: [] };
  const contained = containedProgram.decode(bytes);
  if (!contained.ok || contained.value.kind !== 'bytecode_lt') return unknown;
  const program = contained.value.value;
  if (!program.externals.every(({ id }) => offered.has(id))) return unknown;
  const type = inferProgramType(program);
  if (!type.ok)
    throw new RunnerError(
      `the types of the program cannot be told from its bytecode: ${type.error}`,
      'PREPARE_ERROR',
    );
  return type.value;
}
