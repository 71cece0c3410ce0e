import type { HeldValue } from './held-value';
import type { ValueView } from './messages';

/** Values that the page looks at, by number. The page says when it no longer needs one. */
export class Shelf {
  readonly #values = new Map<number, HeldValue>();
  #next = 1;

  put(value: HeldValue): ValueView {
    const id = this.#next++;
    this.#values.set(id, value);
    return value.summary(id);
  }

  get(id: number): HeldValue | undefined {
    return this.#values.get(id);
  }

  release(id: number): void {
    this.#values.delete(id);
  }
}
