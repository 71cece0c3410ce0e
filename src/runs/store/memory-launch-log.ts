import { type InstanceId, makeRunId, ok, type Result, type RunId } from '../../base';
import type { LaunchLog, LaunchRecord, NewLaunch } from '../launch-log';

/** What outlives a {@link MemoryLaunchLog}: logs over one of these are like tabs over one storage. */
export class LaunchMemory {
  seq = 0;
  readonly launches = new Map<InstanceId, readonly LaunchRecord[]>();
}

/**
 * Launches kept in memory. Where there is no storage its ids are `volatile`, so that they never equal a stored one
 * (RID-6).
 */
export class MemoryLaunchLog implements LaunchLog {
  readonly #memory: LaunchMemory;
  readonly #volatile: boolean;

  constructor(memory = new LaunchMemory(), options: { readonly volatile?: boolean } = {}) {
    this.#memory = memory;
    this.#volatile = options.volatile ?? false;
  }

  async record({ instance, runner, slot, at }: NewLaunch): Promise<Result<RunId>> {
    const run = makeRunId(runner, slot, this.#memory.seq + 1, this.#volatile);
    if (!run.ok) return run;
    this.#memory.seq++;
    const earlier = this.#memory.launches.get(instance) ?? [];
    this.#memory.launches.set(instance, [...earlier, { runId: run.value.toString(), startedAt: at }]);
    return ok(run.value);
  }

  async launches(instance: InstanceId): Promise<readonly LaunchRecord[]> {
    return structuredClone(this.#memory.launches.get(instance) ?? []);
  }

  async isCurrent(instance: InstanceId, run: RunId): Promise<boolean> {
    return this.#memory.launches.get(instance)?.at(-1)?.runId === run.toString();
  }

  close(): void {}
}
