import type { AppError, Result } from '../base';
import {
  type Env,
  endedEngine,
  makeBuildContext,
  makeEnv,
  type Runner,
  type RunnerSession,
  type RunSpec,
  SessionError,
} from '../routing';
import type { Progress, RunnerHostFacade } from './messages';

/**
 * One runner in a worker of its own, so that nothing it does can stop the engine worker from answering. Every
 * answer is a value (RPC-3).
 */
export class RunnerHost implements RunnerHostFacade {
  #session: Promise<Result<RunnerSession>> | undefined;
  #env: Env['entries'] = [];

  /** `alive` settles when the life of the worker around can be watched. */
  constructor(
    private readonly runner: HostedRunner,
    private readonly alive: Promise<void>,
    /** Told by whoever loads the engine's files. */
    private readonly loading: { report?: Progress } = {},
  ) {}

  async start(env: Env['entries'], progress: Progress): Promise<Result<string>> {
    this.#env = env;
    this.loading.report = progress;
    const session = await this.#opened();
    if (!session.ok) this.#session = undefined;
    return session.ok ? { ok: true, value: session.value.environmentEpoch } : session;
  }

  prepare(program: Uint8Array, outputType: Uint8Array, counted?: readonly number[]): Promise<Result<number>> {
    return this.#ask((session) => session.prepare(program, outputType, counted));
  }

  execute(id: number, input: Uint8Array): Promise<Result<Uint8Array>> {
    return this.#ask((session) => session.execute(id, input));
  }

  counts(id: number): Promise<Result<readonly (number | null)[]>> {
    return this.#ask(async (session) => (await session.counts?.(id)) ?? []);
  }

  async release(id: number): Promise<void> {
    await this.#ask((session) => session.release(id));
  }

  pullSchema(): Promise<Result<string>> {
    return this.#ask((session) => session.pullSchema());
  }

  async exec(sql: string): Promise<Result<void>> {
    return this.runner.exec === undefined ? this.#noSql() : this.runner.exec(sql);
  }

  async interrupt(): Promise<boolean> {
    const session = await this.#session;
    return session?.ok === true && (await session.value.interrupt());
  }

  async reset(): Promise<Result<void>> {
    if (this.runner.reset === undefined) return this.#noSql();
    const session = await this.#session;
    this.#session = undefined;
    if (session?.ok === true) await session.value.shutdown();
    await this.runner.reset();
    return { ok: true, value: undefined };
  }

  async ping(): Promise<true> {
    await this.alive;
    return true;
  }

  #opened(): Promise<Result<RunnerSession>> {
    this.#session ??= this.runner.build(anything, makeBuildContext(makeEnv(this.#env)));
    return this.#session;
  }

  async #ask<T>(work: (session: RunnerSession) => Promise<T>): Promise<Result<T>> {
    const session = await this.#opened();
    if (!session.ok) {
      this.#session = undefined;
      return session;
    }
    try {
      return { ok: true, value: await work(session.value) };
    } catch (problem) {
      const error = errorOf(problem, this.runner.name);
      // The session ended with its engine.
      if (endedEngine(error)) this.#session = undefined;
      return { ok: false, error };
    }
  }

  #noSql(): Result<never> {
    const { name } = this.runner;
    return {
      ok: false,
      error: { kind: 'session', code: 'NO_SQL', message: `${name} runs no SQL`, runner: name },
    };
  }
}

/** Databases also take SQL text, and can be emptied. */
type HostedRunner = Runner & { exec?(sql: string): Promise<Result<void>>; reset?(): Promise<void> };

/** The router has judged the program already; a host takes what it is sent. */
const anything: RunSpec = {
  slot: 'host',
  requirements: { representations: [], externals: [], effect: 'writes' },
  timeoutMs: 0,
};

function errorOf(problem: unknown, runner: string): AppError {
  if (problem instanceof SessionError) return { ...problem.appError, runner };
  const message = problem instanceof Error ? problem.message : String(problem);
  return { kind: 'session', code: 'EXECUTION_ERROR', message, runner };
}
