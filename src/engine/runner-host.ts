import type { AppError, Result } from '../base';
import { makeBuildContext, type Runner, type RunnerSession, type RunSpec, SessionError } from '../routing';
import type { RunnerHostFacade } from './messages';

/**
 * One runner in a worker of its own, so that nothing it does can stop the engine worker from answering. Every
 * answer is a value (RPC-3).
 */
export class RunnerHost implements RunnerHostFacade {
  #session: Promise<Result<RunnerSession>> | undefined;

  constructor(private readonly runner: HostedRunner) {}

  async start(): Promise<Result<string>> {
    const session = await this.#opened();
    return session.ok ? { ok: true, value: session.value.environmentEpoch } : session;
  }

  prepare(program: Uint8Array, outputType: Uint8Array): Promise<Result<number>> {
    return this.#ask((session) => session.prepare(program, outputType));
  }

  execute(id: number, input: Uint8Array): Promise<Result<Uint8Array>> {
    return this.#ask((session) => session.execute(id, input));
  }

  async release(id: number): Promise<void> {
    await this.#ask((session) => session.release(id));
  }

  pullSchema(): Promise<Result<string>> {
    return this.#ask((session) => session.pullSchema());
  }

  async exec(sql: string): Promise<Result<void>> {
    if (this.runner.exec !== undefined) return this.runner.exec(sql);
    const { name } = this.runner;
    return {
      ok: false,
      error: { kind: 'session', code: 'NO_SQL', message: `${name} runs no SQL`, runner: name },
    };
  }

  #opened(): Promise<Result<RunnerSession>> {
    this.#session ??= this.runner.build(anything, makeBuildContext());
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
      return { ok: false, error: errorOf(problem, this.runner.name) };
    }
  }
}

/** Databases also take SQL text. */
type HostedRunner = Runner & { exec?(sql: string): Promise<Result<void>> };

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
