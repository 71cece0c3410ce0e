import { type AppError, fail, ok, type Result } from '../../base';
import {
  type BuildContext,
  makeBuildContext,
  profileSupports,
  type Runner,
  type RunnerProfile,
  type RunnerSession,
  type RunSpec,
} from '../../routing';
import { EngineRejection, type SqlEngine, SqlSession } from './sql-session';

/** Tables that every new database starts with: examples, and the project's own data sets (SES-5). */
export interface SeedPack {
  /** Of its content: another hash is another database to plans that read tables. */
  readonly hash: string;
  /** Statements that make and fill the tables of an empty database. */
  readonly sql: string;
}

/**
 * A database that can be registered with the router. The database outlives sessions and is lent to one at a time
 * (SES-4); it is opened on the first loan.
 */
export class SqlRunner implements Runner {
  readonly profile: RunnerProfile;
  readonly #open: (context: BuildContext) => Promise<SqlEngine>;
  readonly #seedPack: (name: string) => Promise<SeedPack | undefined>;
  #engine: Promise<SqlEngine> | undefined;
  #free: Promise<void> = Promise.resolve();
  /** The life of the database that was seeded last, and with what. */
  #seeded: { readonly epoch: string; readonly hash: string } | undefined;

  /** `open` may read its settings from the context (CTX-2). `seedPack` finds the pack that a context names in `seed.name`. */
  constructor(
    profile: RunnerProfile,
    open: (context: BuildContext) => Promise<SqlEngine>,
    seedPack: (name: string) => Promise<SeedPack | undefined> = async () => undefined,
  ) {
    this.profile = profile;
    this.#open = open;
    this.#seedPack = seedPack;
  }

  get name(): string {
    return this.profile.name;
  }

  supports(spec: RunSpec): boolean | { readonly no: string } {
    return profileSupports(this.profile, spec);
  }

  /** Waits for the session before it to end. A database in a new life is seeded first (SES-5). */
  async build(_spec?: RunSpec, context?: BuildContext): Promise<Result<RunnerSession>> {
    const turn = this.#free;
    let release = () => {};
    this.#free = new Promise((resolve) => {
      release = resolve;
    });
    await turn;
    try {
      const engine = await this.#started(context);
      const seeded = await this.#seed(engine, context);
      if (!seeded.ok) {
        release();
        return seeded;
      }
      return ok(new SqlSession(engine, release, () => this.#lost(), seeded.value));
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

  /** Gives the note that makes the pack a part of the schema. */
  async #seed(engine: SqlEngine, context: BuildContext | undefined): Promise<Result<string>> {
    const name = context?.env.get('seed.name');
    if (name === undefined) return ok('');
    const pack = await this.#seedPack(name);
    const wanted = context?.env.get('seed.hash');
    if (pack === undefined || (wanted !== undefined && wanted !== pack.hash)) {
      context?.metrics.runnerError(this.name, 'seed_failed');
      const problem = pack === undefined ? 'is not known' : 'has another content than asked for';
      return fail(seedError(this.name, `the seed pack ${name} ${problem}`));
    }
    const epoch = engine.environmentEpoch;
    if (this.#seeded?.epoch !== epoch || this.#seeded.hash !== pack.hash) {
      try {
        await engine.exec(pack.sql);
      } catch (problem) {
        if (!(problem instanceof EngineRejection)) throw problem;
        context?.metrics.runnerError(this.name, 'seed_failed');
        return fail({
          ...seedError(this.name, `the seed pack ${name} was refused`),
          detail: problem.message,
        });
      }
      this.#seeded = { epoch, hash: pack.hash };
    }
    return ok(`# seeded with ${name} ${pack.hash}\n`);
  }

  #started(context = makeBuildContext()): Promise<SqlEngine> {
    this.#engine ??= this.#open(context);
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

function seedError(runner: string, message: string): AppError {
  return { kind: 'routing', code: 'IO', message, runner, category: 'permanent' };
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
