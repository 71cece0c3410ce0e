import { type Remote, wrap } from 'comlink';
import { type AppError, fail, ok, type Result } from '../base';
import {
  profileSupports,
  type Runner,
  type RunnerProfile,
  type RunnerSession,
  type RunSpec,
  SessionError,
  type SessionErrorCode,
} from '../routing';
import type { RunnerHostFacade } from './messages';

export type HostState = 'absent' | 'loading' | 'ready' | 'failed';

/**
 * A runner that lives in a worker. The worker starts with the first session and is kept; {@link stop} ends it at
 * once, whatever it is doing, and every open call is answered with `INTERRUPTED` (GO-7).
 */
export class WorkerRunner implements Runner {
  #worker: Worker | undefined;
  #host: Remote<RunnerHostFacade> | undefined;
  #started: Promise<Result<string>> | undefined;
  #open = new Set<(error: AppError) => void>();
  state: HostState = 'absent';

  constructor(
    readonly profile: RunnerProfile,
    private readonly spawn: () => Worker,
  ) {}

  get name(): string {
    return this.profile.name;
  }

  supports(spec: RunSpec): boolean | { readonly no: string } {
    return profileSupports(this.profile, spec);
  }

  async build(): Promise<Result<RunnerSession>> {
    const started = await this.#start();
    return started.ok ? ok(this.#session(started.value)) : started;
  }

  /** Runs SQL text that is no program; databases only. */
  async exec(sql: string): Promise<Result<void>> {
    return this.#ask((host) => host.exec(sql));
  }

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

  async #start(): Promise<Result<string>> {
    if (this.#started === undefined) {
      this.state = 'loading';
      const worker = this.spawn();
      worker.addEventListener('error', (event) => {
        if (this.#worker !== worker) return;
        this.state = 'failed';
        this.stop('DISCONNECTED');
        event.preventDefault();
      });
      this.#worker = worker;
      this.#host = wrap<RunnerHostFacade>(worker);
      this.#started = this.#ask((host) => host.start());
    }
    const started = await this.#started;
    this.state = started.ok ? 'ready' : started.error.code === 'INTERRUPTED' ? 'absent' : 'failed';
    if (!started.ok) this.#started = undefined;
    return started;
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
      });
    });
  }

  async #call<T>(work: (host: Remote<RunnerHostFacade>) => Promise<Result<T>>): Promise<T> {
    const answer = await this.#ask(work);
    if (answer.ok) return answer.value;
    const { code, message, ...more } = answer.error;
    throw new SessionError(code as SessionErrorCode, message, more);
  }

  #session(environmentEpoch: string): RunnerSession {
    return {
      environmentEpoch,
      prepare: (program, outputType) => this.#call((host) => host.prepare(program, outputType)),
      execute: (id, input) => this.#call((host) => host.execute(id, input)),
      release: async (id) => {
        await this.#host?.release(id);
      },
      pullSchema: () => this.#call((host) => host.pullSchema()),
      getExternals: async () => this.profile.externals,
      shutdown: async () => undefined,
      interrupt: async () => {
        this.stop();
        return true;
      },
      terminate: () => this.stop('DISCONNECTED'),
    };
  }
}
