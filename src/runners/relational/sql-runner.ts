import { type AppError, fail, ok, type Result } from '../../base';
import {
  profileSupports,
  type Runner,
  type RunnerProfile,
  type RunnerSession,
  type RunSpec,
} from '../../routing';
import { EngineRejection, type SqlEngine, SqlSession } from './sql-session';

/**
 * A database that can be registered with the router. The database outlives sessions and is lent to one at a time
 * (SES-4); it is opened on the first loan.
 */
export class SqlRunner implements Runner {
  readonly profile: RunnerProfile;
  readonly #open: () => Promise<SqlEngine>;
  #engine: Promise<SqlEngine> | undefined;
  #free: Promise<void> = Promise.resolve();

  constructor(profile: RunnerProfile, open: () => Promise<SqlEngine>) {
    this.profile = profile;
    this.#open = open;
  }

  get name(): string {
    return this.profile.name;
  }

  supports(spec: RunSpec): boolean | { readonly no: string } {
    return profileSupports(this.profile, spec);
  }

  /** Waits for the session before it to end. */
  async build(): Promise<Result<RunnerSession>> {
    const turn = this.#free;
    let release = () => {};
    this.#free = new Promise((resolve) => {
      release = resolve;
    });
    await turn;
    try {
      const engine = await this.#started();
      return ok(new SqlSession(engine, release, () => this.#lost()));
    } catch (problem) {
      release();
      this.#engine = undefined;
      return fail(openingError(problem, this.name));
    }
  }

  /** Runs SQL text that is not a program: a set-up script. */
  async exec(sql: string): Promise<Result<void>> {
    try {
      await (await this.#started()).exec(sql);
      return ok(undefined);
    } catch (problem) {
      if (problem instanceof EngineRejection && problem.failure.dead) await this.#discard();
      if (problem instanceof EngineRejection)
        return fail({
          kind: 'session',
          code: 'EXECUTION_ERROR',
          message: problem.message,
          runner: this.name,
        });
      return fail(openingError(problem, this.name));
    }
  }

  /** Empties the database, where possible without starting the engine again. */
  async reset(): Promise<void> {
    try {
      await (await this.#engine)?.reset();
    } catch {
      await this.#discard();
    }
  }

  /** Ends the engine; the next session opens a new one. */
  async close(): Promise<void> {
    const engine = await this.#engine;
    this.#engine = undefined;
    await engine?.close();
  }

  #started(): Promise<SqlEngine> {
    this.#engine ??= this.#open();
    return this.#engine;
  }

  async #discard(): Promise<void> {
    const engine = await this.#engine?.catch(() => undefined);
    this.#engine = undefined;
    engine?.terminate();
  }

  #lost(): void {
    this.#engine = undefined;
  }
}

function openingError(problem: unknown, runner: string): AppError {
  const message = problem instanceof Error ? problem.message : String(problem);
  return {
    kind: 'routing',
    code: 'IO',
    message: `${runner} could not be started: ${message}`,
    runner,
    hint: 'Try again, or run the program on the interpreter.',
    category: 'transient',
  };
}
