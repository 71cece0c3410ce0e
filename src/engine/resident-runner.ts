import { fail, ok, type Result } from '../base';
import { makeBuildContext, profileSupports, type Runner, type RunnerSession, type RunSpec } from '../routing';
import type { HostState, RunnerHandle } from './worker-runner';

/** A runner in the same worker as the engine: for the embed, whose one worker is ended when a run is stopped. */
export class ResidentRunner implements RunnerHandle {
  readonly state: HostState = 'ready';
  readonly loaded = null;
  #session: Promise<Result<RunnerSession>> | undefined;

  constructor(private readonly runner: Runner) {}

  get profile() {
    return this.runner.profile;
  }

  get name(): string {
    return this.runner.name;
  }

  supports(spec: RunSpec) {
    return profileSupports(this.profile, spec);
  }

  build(): Promise<Result<RunnerSession>> {
    this.#session ??= this.runner.build(anything, makeBuildContext());
    return this.#session;
  }

  async exec(): Promise<Result<void>> {
    return fail({ kind: 'session', code: 'UNSUPPORTED', message: 'This runner takes no SQL.' });
  }

  async reset(): Promise<Result<void>> {
    return ok(undefined);
  }

  async cancel(): Promise<boolean> {
    return true;
  }

  stop(): void {}
}

const anything: RunSpec = {
  slot: 'embed',
  requirements: { representations: [], externals: [], effect: 'writes' },
  timeoutMs: 0,
};
