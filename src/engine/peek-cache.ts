import type { HeldValue } from './held-value';

/** Looks that are kept; each is at most the first rows of one step. */
const most = 32;

/** What a look at a step gave, for when the same step is looked at again (GRF-8). The oldest use goes first. */
export class PeekCache {
  readonly #values = new Map<string, HeldValue>();

  get(key: string): HeldValue | undefined {
    const value = this.#values.get(key);
    if (value !== undefined) this.put(key, value);
    return value;
  }

  put(key: string, value: HeldValue): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    const [oldest] = this.#values.keys();
    if (this.#values.size > most && oldest !== undefined) this.#values.delete(oldest);
  }
}
