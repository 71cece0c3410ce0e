import type { FailurePlace } from '../../base';
import { type bytecode, containedProgram, NativeFailure, type Natives } from '../../program';
import { type Probe, type ProgramId, type RunnerSession, SessionError } from '../../routing';
import { type ProgramType, schema, type TyDef } from '../../value';
import { declarationsOf, type FileStore } from '../files';
import { ExecutionFiles, FileNeeded } from './files';
import { BadProgram } from './node';
import {
  BadInput,
  BadOutput,
  type InterpreterLimits,
  Interrupted,
  MissingImplementation,
  PreparedProgram,
} from './prepared-program';

export interface InterpreterSessionOptions {
  readonly natives: Natives;
  readonly limits: InterpreterLimits;
  /** Files for `std::fs`; without them its functions fail when they are called. */
  readonly files?: FileStore;
}

interface Prepared {
  /** A missing implementation is told by `execute` (specification 3 J2). */
  readonly program: PreparedProgram | MissingImplementation;
  readonly defs: readonly TyDef[];
}

/** The interpreter behind the runner boundary (specification 3 J, 5 §8.4). It holds no state but its programs. */
export class InterpreterSession implements RunnerSession {
  readonly environmentEpoch = 'interpreter';
  private readonly programs = new Map<ProgramId, Prepared>();
  private next: ProgramId = 0;
  private queue: Promise<unknown> = Promise.resolve();
  private ended = false;

  constructor(private readonly options: InterpreterSessionOptions) {}

  async prepare(
    program: Uint8Array,
    outputType: Uint8Array,
    counted: readonly number[] = [],
  ): Promise<ProgramId> {
    this.requireOpen();
    const contained = decoding(() => containedProgram.decode(program));
    const type = decoding(() => schema.programType.decode(outputType));
    if (contained.kind !== 'bytecode_lt') {
      throw new SessionError('PREPARE_ERROR', 'unsupported program repr: the interpreter takes bytecode-lt');
    }
    this.programs.set(this.next, {
      program: this.preparedProgram(contained.value, type, counted),
      defs: contained.value.defs,
    });
    return this.next++;
  }

  execute(id: ProgramId, input: Uint8Array, probe?: Probe): Promise<Uint8Array> {
    const result = this.queue.then(() => this.run(id, input, probe));
    this.queue = result.catch(() => undefined);
    return result;
  }

  /** In order of arrival, like everything: a release does not overtake the execution before it. */
  async counts(id: ProgramId): Promise<readonly (number | null)[]> {
    const program = this.programs.get(id)?.program;
    return program instanceof PreparedProgram ? program.counts() : [];
  }

  release(id: ProgramId): Promise<void> {
    const result = this.queue.then(() => {
      this.programs.delete(id);
    });
    this.queue = result;
    return result;
  }

  async pullSchema(): Promise<string> {
    this.requireOpen();
    return this.options.files === undefined ? '' : declarationsOf(this.options.files);
  }

  async getExternals(): Promise<readonly string[]> {
    return ['repr:bytecode-lt', 'std::fs'];
  }

  async shutdown(): Promise<void> {
    this.programs.clear();
  }

  /** An execution does not yield, so nothing from outside reaches it but its probe. */
  async interrupt(): Promise<boolean> {
    return false;
  }

  terminate(): void {
    this.ended = true;
    this.programs.clear();
  }

  private requireOpen(): void {
    if (this.ended) throw new SessionError('DISCONNECTED', 'runner disconnected');
  }

  private preparedProgram(
    program: bytecode.Program,
    type: ProgramType,
    counted: readonly number[],
  ): Prepared['program'] {
    const { natives, limits } = this.options;
    try {
      return new PreparedProgram(program, type, natives, limits, counted);
    } catch (thrown) {
      if (thrown instanceof MissingImplementation) return thrown;
      throw prepareError(thrown);
    }
  }

  private async run(id: ProgramId, input: Uint8Array, probe: Probe | undefined): Promise<Uint8Array> {
    this.requireOpen();
    const prepared = this.programs.get(id);
    if (prepared === undefined) throw new SessionError('PROGRAM_NOT_FOUND', `Program ${id} not prepared`);
    const { program, defs } = prepared;
    if (program instanceof MissingImplementation)
      throw new SessionError('EXECUTION_ERROR', program.message, { category: 'permanent' });
    const files = this.options.files && new ExecutionFiles(this.options.files, defs);
    for (;;) {
      try {
        const output = program.run(input, probe, files);
        const cause = await files?.finish();
        if (cause !== undefined) throw new NativeFailure(cause);
        return output;
      } catch (thrown) {
        if (files === undefined || !(thrown instanceof FileNeeded))
          throw executeError(thrown, program, input);
        files.restart();
        await files.load(thrown);
        this.requireOpen();
      }
    }
  }
}

function decoding<T>(decode: () => { ok: true; value: T } | { ok: false; error: { message: string } }): T {
  const decoded = decode();
  if (decoded.ok) return decoded.value;
  throw new SessionError('DECODE_ERROR', `the program could not be decoded: ${decoded.error.message}`, {
    category: 'permanent',
  });
}

function prepareError(thrown: unknown): unknown {
  if (thrown instanceof BadProgram) {
    return new SessionError('PREPARE_ERROR', thrown.message, {
      category: 'permanent',
      detail: thrown.detail,
    });
  }
  if (thrown instanceof RangeError || thrown instanceof NativeFailure) {
    return new SessionError('PREPARE_ERROR', 'error: resource limit', { category: 'permanent' });
  }
  return thrown;
}

function executeError(thrown: unknown, program: PreparedProgram, input: Uint8Array): unknown {
  const permanent = { category: 'permanent' } as const;
  if (thrown instanceof NativeFailure) {
    const data: FailurePlace = {
      expression: thrown.expression,
      memory: thrown.memory,
      rows: thrown.rows.map(({ expression, index, address }) => ({
        expression,
        index,
        address,
        inputOffset: program.inputOffset(address, input.length),
      })),
    };
    return new SessionError('EXECUTION_ERROR', `error: ${thrown.message}`, { ...permanent, data });
  }
  if (thrown instanceof Interrupted) return new SessionError('INTERRUPTED', 'interrupted');
  if (thrown instanceof BadInput) {
    return new SessionError('DECODE_ERROR', 'bad inputs', { ...permanent, detail: thrown.message });
  }
  if (thrown instanceof BadOutput) {
    return new SessionError('DECODE_ERROR', 'the output could not be decoded', {
      ...permanent,
      detail: thrown.message,
    });
  }
  return thrown;
}
