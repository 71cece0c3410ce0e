import { proxy, type Remote, wrap } from 'comlink';
import { type AppError, fail, ok, type Result } from '../base';
import {
  type BuildContext,
  type Env,
  endedEngine,
  makeBuildContext,
  profileSupports,
  type Runner,
  type RunnerProfile,
  type RunnerSession,
  type RunSpec,
  SessionError,
  type SessionErrorCode,
} from '../routing';
import { lifeName, watchLife } from './life';
import type { RunnerHostFacade } from './messages';

/** A worker has to answer for the first time within so many ms; its engine may load longer. */
const patience = 20_000;

export type HostState = 'absent' | 'loading' | 'ready' | 'failed';

/** A runner as the engine sees it, wherever it lives. */
export type RunnerHandle = Pick<WorkerRunner, keyof WorkerRunner>;

/**
 * A runner that lives in a worker. The worker starts with the first session and is kept; {@link stop} ends it at
 * once, whatever it is doing. However it ends, every open call is answered once (SES-3).
 */
export class WorkerRunner implements Runner {
  #worker: Worker | undefined;
  #host: Remote<RunnerHostFacade> | undefined;
  #started: Promise<Result<string>> | undefined;
  #open = new Set<(error: AppError) => void>();
  state: HostState = 'absent';
  /** How much of the engine has come while it loads, from 0 to 1; null where that is not known. */
  loaded: number | null = null;

  constructor(
    readonly profile: RunnerProfile,
    private readonly spawn: (name: string) => Worker,
  ) {}

  get name(): string {
    return this.profile.name;
  }

  supports(spec: RunSpec): boolean | { readonly no: string } {
    return profileSupports(this.profile, spec);
  }

  async build(_spec?: RunSpec, context: BuildContext = makeBuildContext()): Promise<Result<RunnerSession>> {
    const started = await this.#start(context.env.entries);
    return started.ok ? ok(this.#session(started.value)) : started;
  }

  /** Runs SQL text that is no program; databases only. */
  async exec(sql: string): Promise<Result<void>> {
    return this.#ask((host) => host.exec(sql));
  }

  /** Empties the database, if it was opened at all; the next session begins a new life of it. */
  async reset(): Promise<Result<void>> {
    if (this.#host === undefined) return ok(undefined);
    const answer = await this.#ask((host) => host.reset());
    this.#started = undefined;
    return answer;
  }

  /**
   * Ends what runs: by asking, where the engine can be asked, and after `grace` ms by ending the worker. Whether the
   * worker went on is told.
   */
  async cancel(grace: number): Promise<boolean> {
    if (this.#open.size === 0) return true;
    const host = this.#host;
    const worker = this.#worker;
    const idle = new Promise<boolean>((resolve) => this.#idle.push(() => resolve(true)));
    const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), grace));
    const asked = grace > 0 && this.profile.staging === 'fused' && host !== undefined;
    if (asked) void host.interrupt();
    if (asked && (await Promise.race([idle, late]))) return true;
    if (this.#worker === worker) this.stop();
    return false;
  }

  /** Called when the last open call was answered. */
  readonly #idle: (() => void)[] = [];

  /** Ends the worker. */
  stop(code: 'INTERRUPTED' | 'DISCONNECTED' = 'INTERRUPTED'): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#host = undefined;
    this.#started = undefined;
    if (this.state !== 'failed') this.state = 'absent';
    const message = code === 'INTERRUPTED' ? 'the run was cancelled' : `${this.name} stopped unexpectedly`;
    for (const reject of this.#open) reject({ kind: 'session', code, message, runner: this.name });
    this.#open = new Set();
  }

  async #start(env: Env['entries']): Promise<Result<string>> {
    if (this.#started === undefined) {
      if (this.#host === undefined) this.#host = this.#spawned();
      this.state = 'loading';
      const progress = proxy((done: number, total: number) => {
        this.loaded = total > 0 ? done / total : null;
      });
      this.#started = this.#ask((host) => host.start(env, progress));
    }
    const started = await this.#started;
    this.state = started.ok ? 'ready' : started.error.code === 'INTERRUPTED' ? 'absent' : 'failed';
    this.loaded = null;
    if (!started.ok) this.#started = undefined;
    return started;
  }

  #spawned(): Remote<RunnerHostFacade> {
    const name = lifeName(`holt ${this.name}`);
    const worker = this.spawn(name);
    const gone = (state: HostState) => (event?: Event) => {
      event?.preventDefault();
      if (this.#worker !== worker) return;
      this.state = state;
      this.stop('DISCONNECTED');
    };
    worker.addEventListener('error', gone('failed'));
    worker.addEventListener('messageerror', gone('failed'));
    this.#worker = worker;
    const host = wrap<RunnerHostFacade>(worker);
    // Its life can be watched once it has answered; one that does not even do that never came to life.
    const stillborn = setTimeout(gone('failed'), patience);
    void host.ping().then(() => {
      clearTimeout(stillborn);
      watchLife(name, gone('absent'));
    });
    return host;
  }

  /** Asks the worker; the answer also comes when the worker ends, since a dead worker never answers. */
  #ask<T>(work: (host: Remote<RunnerHostFacade>) => Promise<Result<T>>): Promise<Result<T>> {
    const host = this.#host;
    if (host === undefined) {
      return Promise.resolve(
        fail({
          kind: 'session',
          code: 'DISCONNECTED',
          message: `${this.name} is not running`,
          runner: this.name,
        }),
      );
    }
    return new Promise((resolve) => {
      const reject = (error: AppError) => resolve(fail(error));
      this.#open.add(reject);
      void work(host).then((answer) => {
        this.#open.delete(reject);
        resolve(answer);
        if (this.#open.size === 0) for (const tell of this.#idle.splice(0)) tell();
      });
    });
  }

  async #call<T>(work: (host: Remote<RunnerHostFacade>) => Promise<Result<T>>): Promise<T> {
    const answer = await this.#ask(work);
    if (answer.ok) return answer.value;
    // The worker lives, but the next session has a new engine, in a new epoch.
    if (endedEngine(answer.error)) this.#started = undefined;
    const { code, message, ...more } = answer.error;
    throw new SessionError(code as SessionErrorCode, message, more);
  }

  #session(environmentEpoch: string): RunnerSession {
    return {
      environmentEpoch,
      prepare: (program, outputType, counted) =>
        this.#call((host) => host.prepare(program, outputType, counted)),
      execute: (id, input) => this.#call((host) => host.execute(id, input)),
      counts: (id) => this.#call((host) => host.counts(id)),
      release: async (id) => {
        await this.#host?.release(id);
      },
      pullSchema: () => this.#call((host) => host.pullSchema()),
      getExternals: async () => this.profile.externals,
      shutdown: async () => undefined,
      interrupt: async () => (await this.#host?.interrupt()) ?? false,
      terminate: () => this.stop('DISCONNECTED'),
    };
  }
}
