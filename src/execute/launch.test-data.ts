import {
  type CheckpointId,
  type CheckpointReply,
  type CheckpointTag,
  type Clock,
  fail,
  type Result,
} from '../base';
import type { RunnerSession } from '../routing';
import { MemoryLaunchPort } from './memory-port';

/** A clock that a test turns; timers fire when it passes them. */
export class TestClock implements Clock {
  #time = 0;
  readonly #timers = new Set<{ readonly at: number; readonly f: () => void }>();

  now(): number {
    return 1_000_000 + this.#time;
  }

  mono(): number {
    return this.#time;
  }

  timer(ms: number, f: () => void): Disposable {
    const timer = { at: this.#time + ms, f };
    this.#timers.add(timer);
    return { [Symbol.dispose]: () => this.#timers.delete(timer) };
  }

  pass(ms: number): void {
    this.#time += ms;
    for (const timer of [...this.#timers]) {
      if (timer.at > this.#time) continue;
      this.#timers.delete(timer);
      timer.f();
    }
  }

  get pending(): number {
    return this.#timers.size;
  }
}

/** A session that counts its calls and can be told to do something before each `execute`. */
export function watchSession(inner: RunnerSession, before: (call: number) => void = () => {}) {
  const calls = { prepare: 0, execute: 0, release: 0, terminated: false };
  const session: RunnerSession = {
    environmentEpoch: inner.environmentEpoch,
    prepare: (program, type, counted) => {
      calls.prepare++;
      return inner.prepare(program, type, counted);
    },
    execute: async (id, input, probe) => {
      calls.execute++;
      before(calls.execute);
      return inner.execute(id, input, probe);
    },
    counts: inner.counts?.bind(inner),
    release: (id) => {
      calls.release++;
      return inner.release(id);
    },
    pullSchema: () => inner.pullSchema(),
    getExternals: () => inner.getExternals(),
    shutdown: () => inner.shutdown(),
    interrupt: () => inner.interrupt(),
    terminate: () => {
      calls.terminated = true;
      inner.terminate();
    },
  };
  return { session, calls };
}

/** A port whose n-th call ends the world: the launch never hears of it again, what was stored stays. */
export class CrashingPort extends MemoryLaunchPort {
  readonly #crashAt: number;
  #calls = 0;
  /** What was stored by earlier launches and is carried on. */
  readonly #kept: MemoryLaunchPort;

  constructor(kept: MemoryLaunchPort, crashAt: number) {
    super();
    this.#kept = kept;
    this.#crashAt = crashAt;
  }

  override known() {
    return this.#kept.known();
  }

  override async checkpoint(
    id: CheckpointId,
    state: Uint8Array,
    tag: CheckpointTag,
  ): Promise<Result<CheckpointReply>> {
    const reply = await this.#kept.checkpoint(id, state, tag);
    return this.#crashes() ? crash : reply;
  }

  override async getCheckpoint(id: CheckpointId, tag: CheckpointTag): Promise<Result<Uint8Array | null>> {
    const reply = await this.#kept.getCheckpoint(id, tag);
    return this.#crashes() ? crash : reply;
  }

  get calls(): number {
    return this.#calls;
  }

  #crashes(): boolean {
    this.#calls++;
    return this.#calls === this.#crashAt;
  }
}

const crash = fail({ kind: 'durable', code: 'STALE_RUN', message: 'the launch is gone' } as const);
