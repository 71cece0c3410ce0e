/** Engines that the embeds of one origin may keep alive together (EMB-8). */
const seats = ['holt-embed-engine-1', 'holt-embed-engine-2'];

/**
 * The right of one embed to have an engine. The embeds of an origin share two such rights: who wants one asks the
 * others, and gives up its own as soon as it has nothing to run. In a sandboxed frame, which is an origin of its own,
 * there is nobody to share with.
 */
export class EngineSeat {
  readonly #channel: BroadcastChannel | null;
  #leave: (() => void) | null = null;
  #waiting: AbortController | null = null;
  #wanted = false;

  /** `isIdle` says whether the engine may end now; `end` ends it. */
  constructor(
    private readonly isIdle: () => boolean,
    private readonly end: () => void,
  ) {
    this.#channel = 'BroadcastChannel' in window ? new BroadcastChannel('holt-embed') : null;
    this.#channel?.addEventListener('message', () => {
      // Who waits for a right will hold one while others still wait.
      if (this.#leave === null && this.#waiting === null) return;
      this.#wanted = true;
      this.rest();
    });
  }

  /** Settles when this embed may start an engine; false when it was left in the meantime. */
  async take(): Promise<boolean> {
    if (this.#leave !== null) return true;
    const waiting = new AbortController();
    this.#waiting = waiting;
    const { locks } = navigator;
    if (locks === undefined) return this.#sit(() => undefined);
    this.#channel?.postMessage('wanted');
    return new Promise((resolve) => {
      for (const seat of seats) {
        locks
          .request(seat, { signal: waiting.signal }, () => {
            if (this.#leave !== null || waiting.signal.aborted) return;
            return new Promise<void>((leave) => resolve(this.#sit(leave)));
          })
          // The other seat was free first, the person pressed Stop, or this origin has no locks at all.
          .catch((problem: unknown) => {
            if (problem instanceof DOMException && problem.name === 'AbortError') {
              if (this.#leave === null) resolve(false);
            } else resolve(this.#sit(() => undefined));
          });
      }
    });
  }

  /** Nothing is to be run: the engine ends if another embed wants one. */
  rest(): void {
    if (this.#leave === null || !this.#wanted || !this.isIdle()) return;
    this.end();
    this.leave();
  }

  /** Gives the right back, or no longer waits for it; the engine is ended already. */
  leave(): void {
    this.#wanted = false;
    this.#waiting?.abort();
    this.#waiting = null;
    this.#leave?.();
    this.#leave = null;
  }

  #sit(leave: () => void): true {
    this.#leave ??= leave;
    this.#waiting?.abort();
    this.#waiting = null;
    return true;
  }
}
