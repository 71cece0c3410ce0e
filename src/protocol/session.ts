import { type RunnerSession, SessionError, type SessionErrorCode } from '../routing';
import { canonical, type Format, formatOf, schema } from '../value';
import { type ProgramRunner, RunnerError } from './program-runner';

/**
 * A session seen through the interface the protocol carries (specification 3 J1). The protocol's prepare has no type
 * beside the program, so `programType` supplies the encoded `rr::ProgramType` the session asks for.
 */
export function sessionRunner(
  session: RunnerSession,
  programType: (program: Uint8Array) => Uint8Array | Promise<Uint8Array>,
): ProgramRunner {
  return {
    prepare: (program) => asRunnerError(async () => session.prepare(program, await programType(program))),
    execute: (handle, input) => asRunnerError(() => session.execute(handle, input)),
    release: (handle) => asRunnerError(() => session.release(handle)),
    pullSchema: () => asRunnerError(() => session.pullSchema()),
    getExternals: () => asRunnerError(() => session.getExternals()),
    shutdown: () => asRunnerError(() => session.shutdown()),
  };
}

async function asRunnerError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof SessionError) throw new RunnerError(thrown.message, thrown.appError.code);
    throw thrown;
  }
}

/**
 * A runner of the protocol as a session. Outputs are brought into canonical form here, by the type given to
 * `prepare`. It cannot be interrupted; `terminate` ends the connection.
 *
 * @param environmentEpoch new for each connection, because a remote runner says nothing about its own (5-plan 8.4)
 */
export function clientSession(client: ProgramRunner, environmentEpoch: string): RunnerSession {
  const outputs = new Map<number, Format>();
  return {
    environmentEpoch,
    async prepare(program, outputType) {
      const format = outputFormat(outputType);
      const handle = await asSessionError('PREPARE_ERROR', () => client.prepare(program));
      outputs.set(handle, format);
      return handle;
    },
    async execute(handle, input) {
      const bytes = await asSessionError('EXECUTION_ERROR', () => client.execute(handle, input));
      const tidy = canonical(bytes, outputs.get(handle)!);
      if (!tidy.ok) throw new SessionError('DECODE_ERROR', tidy.error.message, { category: 'permanent' });
      return tidy.value;
    },
    async release(handle) {
      outputs.delete(handle);
      await asSessionError('EXECUTION_ERROR', () => client.release(handle));
    },
    pullSchema: () => asSessionError('EXECUTION_ERROR', () => client.pullSchema()),
    getExternals: () => asSessionError('EXECUTION_ERROR', () => client.getExternals()),
    shutdown: () => asSessionError('EXECUTION_ERROR', () => client.shutdown()),
    interrupt: () => Promise.resolve(false),
    terminate() {
      void client.shutdown();
    },
  };
}

function outputFormat(outputType: Uint8Array): Format {
  const type = schema.programType.decode(outputType);
  const format = type.ok ? formatOf(type.value.output, type.value.defs) : type;
  if (!format.ok) throw new SessionError('PREPARE_ERROR', `output type: ${format.error.message}`);
  return format.value;
}

const KNOWN_CODES: ReadonlySet<string> = new Set<SessionErrorCode>([
  'DECODE_ERROR',
  'PROGRAM_NOT_FOUND',
  'PREPARE_ERROR',
  'EXECUTION_ERROR',
  'INTERRUPTED',
  'DISCONNECTED',
  'OUT_OF_MEMORY',
  'SCHEMA_DRIFT',
  'STAGE_TOO_LARGE',
]);

/** Unknown codes count as none (specification 3 J3): then the step that failed gives the code. */
async function asSessionError<T>(fallback: SessionErrorCode, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof RunnerError)) throw thrown;
    const known = thrown.code !== undefined && KNOWN_CODES.has(thrown.code);
    throw new SessionError(known ? (thrown.code as SessionErrorCode) : fallback, thrown.message);
  }
}
