import type { LockOptions, Locks } from './locks';

/** Locks of one realm: for tests, and for builds without Web Locks. */
export class MemoryLocks implements Locks {
  /** Who holds each name; whoever was stolen from disposes in vain. */
  readonly #held = new Map<string, symbol>();
  readonly #waiting = new Map<string, (() => void)[]>();

  async hold(name: string, { ifAvailable = false, steal = false }: LockOptions): Promise<Disposable | null> {
    while (this.#held.has(name) && !steal) {
      if (ifAvailable) return null;
      await new Promise<void>((resolve) => {
        this.#waiting.set(name, [...(this.#waiting.get(name) ?? []), resolve]);
      });
    }
    const own = Symbol(name);
    this.#held.set(name, own);
    return { [Symbol.dispose]: () => this.#free(name, own) };
  }

  #free(name: string, own: symbol): void {
    if (this.#held.get(name) !== own) return;
    this.#held.delete(name);
    const [next, ...rest] = this.#waiting.get(name) ?? [];
    this.#waiting.set(name, rest);
    next?.();
  }
}
