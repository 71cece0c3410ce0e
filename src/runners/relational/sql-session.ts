import { containedProgram } from '../../program';
import { type ProgramId, type Representation, type RunnerSession, SessionError } from '../../routing';
import { decode, type Format, formatOf, type Ty, type TyDef, TypeTable } from '../../value';
import { type EngineFailure, executionError } from './engine-error';
import { type Leaf, leavesOf } from './leaves';
import { encodeResult, ResultMisfit, type SqlResult } from './result';
import { type RowShape, rowShapeOf, type Shape, shapeOf } from './shape';

/** A SQL program taken apart: all that an engine needs to run it. */
export interface PreparedSql {
  readonly sql: string;
  readonly output: RowShape;
  readonly outputTy: Ty;
  readonly table: TypeTable;
  readonly defs: readonly TyDef[];
}

/** What differs between databases. Failures reject with an {@link EngineRejection}. */
export interface SqlEngine {
  readonly runner: string;
  readonly repr: Representation;
  readonly externals: readonly string[];
  readonly environmentEpoch: string;
  /** Finds faults early. Gives the statement as it fits the tables it is about. */
  check(program: PreparedSql): Promise<string>;
  run(program: PreparedSql, parameters: readonly Leaf[]): Promise<SqlResult>;
  pullSchema(): Promise<string>;
  interrupt(): Promise<boolean>;
  /** Runs statements that are not a program. */
  exec(sql: string): Promise<void>;
  /** Empties the database; a new epoch begins. Does nothing when nothing was changed since the last time. */
  reset(): Promise<void>;
  close(): Promise<void>;
  /** Ends the engine at once, whatever it is doing and however broken it is. */
  terminate(): void;
}

/** What a {@link SqlEngine} rejects with when the database refused. */
export class EngineRejection extends Error {
  constructor(readonly failure: EngineFailure) {
    super(failure.message);
  }
}

interface Prepared extends PreparedSql {
  readonly inputShape: Shape;
  readonly inputFormat: Format;
  readonly outputFormat: Format;
}

/** A runner session over a database (specification 4 §14, §15; 5 §8.4). Calls are answered in order of arrival. */
export class SqlSession implements RunnerSession {
  readonly #engine: SqlEngine;
  readonly #programs = new Map<ProgramId, Prepared>();
  #next: ProgramId = 0;
  #queue: Promise<unknown> = Promise.resolve();
  #closed = false;
  /** What is still to be answered: {@link terminate} answers it (SES-3). */
  readonly #open = new Set<(error: SessionError) => void>();

  /** `release` gives the engine back, `lost` says that it was killed. */
  constructor(
    engine: SqlEngine,
    private readonly giveBack: () => void = () => {},
    private readonly lost: () => void = () => {},
    /** A comment that stands before the pulled schema: what the database was seeded with (SES-5). */
    private readonly schemaNote = '',
  ) {
    this.#engine = engine;
  }

  get environmentEpoch(): string {
    return this.#engine.environmentEpoch;
  }

  prepare(program: Uint8Array): Promise<ProgramId> {
    return this.#enqueue(async () => {
      const prepared = this.#read(program);
      let sql: string;
      try {
        sql = await this.#engine.check(prepared);
      } catch (problem) {
        throw this.#rejection(problem, 'PREPARE_ERROR');
      }
      const id = this.#next++;
      this.#programs.set(id, { ...prepared, sql });
      return id;
    });
  }

  execute(id: ProgramId, input: Uint8Array): Promise<Uint8Array> {
    return this.#enqueue(async () => {
      const program = this.#programs.get(id);
      if (!program) throw new SessionError('PROGRAM_NOT_FOUND', `Program ${id} not prepared`);
      const value = decode(input, program.inputFormat);
      if (!value.ok) throw new SessionError('DECODE_ERROR', `bad inputs: ${value.error.message}`);
      try {
        const result = await this.#engine.run(program, leavesOf(value.value, program.inputShape));
        return encodeResult(result, program.output, program.outputFormat);
      } catch (problem) {
        throw this.#rejection(problem, 'EXECUTION_ERROR');
      }
    });
  }

  release(id: ProgramId): Promise<void> {
    return this.#enqueue(async () => {
      this.#programs.delete(id);
    });
  }

  pullSchema(): Promise<string> {
    return this.#enqueue(async () => this.schemaNote + (await this.#engine.pullSchema()));
  }

  async getExternals(): Promise<readonly string[]> {
    return [`repr:${this.#engine.repr}`, ...this.#engine.externals];
  }

  interrupt(): Promise<boolean> {
    return this.#engine.interrupt();
  }

  async shutdown(): Promise<void> {
    if (this.#closed) return;
    await this.#queue;
    this.#closed = true;
    this.giveBack();
  }

  terminate(): void {
    this.#end(this.#disconnected());
  }

  /** Answers every open call with the reason. */
  #end(reason: SessionError): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const reject of this.#open) reject(reason);
    this.#engine.terminate();
    this.lost();
    this.giveBack();
  }

  #read(bytes: Uint8Array): Prepared {
    const decoded = containedProgram.decode(bytes);
    if (!decoded.ok) throw new SessionError('DECODE_ERROR', decoded.error.message);
    const program = decoded.value;
    const wanted = this.#engine.repr === 'sql-pg' ? 'sql_postgres' : 'sql_duck_db';
    if (program.kind !== wanted)
      throw new SessionError('PREPARE_ERROR', 'unsupported program repr', { runner: this.#engine.runner });
    const { sql, inputTy, outputTy, defs } = program.value;
    const table = new TypeTable(defs);
    return {
      sql,
      defs,
      table,
      outputTy,
      output: rowShapeOf(outputTy, defs),
      inputShape: shapeOf(inputTy, table),
      inputFormat: mustFormat(inputTy, table),
      outputFormat: mustFormat(outputTy, table),
    };
  }

  #rejection(problem: unknown, code: 'PREPARE_ERROR' | 'EXECUTION_ERROR'): SessionError {
    const runner = this.#engine.runner;
    if (problem instanceof SessionError) return problem;
    if (problem instanceof ResultMisfit) {
      if (problem.message === 'integer overflow')
        return new SessionError(code, 'error: integer overflow', { runner, category: 'permanent' });
      return new SessionError('DECODE_ERROR', problem.message, { runner, category: 'permanent' });
    }
    if (problem instanceof EngineRejection && problem.failure.dead) return this.#died(problem.failure);
    if (problem instanceof EngineRejection)
      return code === 'EXECUTION_ERROR'
        ? executionError(problem.failure, runner)
        : prepareError(problem.failure, runner);
    if (problem instanceof RangeError)
      return new SessionError(code, 'error: resource limit', { runner, detail: problem.message });
    throw problem;
  }

  /** The engine is gone; the session ends with it, and the next one gets a new engine. */
  #died({ message }: EngineFailure): SessionError {
    const { runner } = this.#engine;
    const reason = /call stack|out of bounds|stack overflow/i.test(message)
      ? new SessionError('EXECUTION_ERROR', 'program too deeply nested for this engine', {
          runner,
          detail: message,
          category: 'permanent',
          data: { ended: true },
        })
      : new SessionError('EXECUTION_ERROR', `${runner} stopped: ${message}`, {
          runner,
          category: 'transient',
          data: { ended: true },
        });
    this.#end(reason);
    return reason;
  }

  #disconnected(): SessionError {
    return new SessionError('DISCONNECTED', 'runner disconnected', { runner: this.#engine.runner });
  }

  /** Work waits for its turn; its caller waits no longer than the session lives. */
  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(this.#disconnected());
    const turn = this.#queue.then(() => {
      if (this.#closed) throw this.#disconnected();
      return work();
    });
    this.#queue = turn.catch(() => undefined);
    return new Promise((resolve, reject) => {
      this.#open.add(reject);
      turn.then(resolve, reject).finally(() => this.#open.delete(reject));
    });
  }
}

function prepareError(failure: EngineFailure, runner: string): SessionError {
  return new SessionError('PREPARE_ERROR', failure.message, {
    runner,
    category: 'permanent',
    data: { sqlState: failure.sqlState, position: failure.position },
  });
}

function mustFormat(ty: Ty, table: TypeTable): Format {
  const format = formatOf(ty, table);
  if (!format.ok) throw new SessionError('DECODE_ERROR', format.error.message);
  return format.value;
}
