import type { LanguageFacade, ProjectText } from './messages';

type Question = (...args: readonly unknown[]) => Promise<unknown>;

/**
 * The language worker's face as one that outlives it: what a dead worker left unanswered is asked of the next one,
 * after the snapshot it belongs to, so that nobody waits for ever (EDT-27).
 */
export class AskedAgain {
  readonly #waiting = new Set<() => void>();
  #snapshot: readonly [ProjectText, number] | null = null;
  readonly face: LanguageFacade;

  constructor(private readonly worker: () => LanguageFacade) {
    this.face = new Proxy({} as LanguageFacade, {
      get:
        (_, method) =>
        (...args: readonly unknown[]) =>
          this.#ask(method as keyof LanguageFacade, args),
    });
  }

  /** The worker is gone: a new one gets the same snapshot and the open questions. */
  askAgain(): void {
    const open = [...this.#waiting];
    this.#waiting.clear();
    if (this.#snapshot !== null) void this.worker().check(...this.#snapshot);
    for (const ask of open) ask();
  }

  #ask(method: keyof LanguageFacade, args: readonly unknown[]): Promise<unknown> {
    if (method === 'check') this.#snapshot = args as [ProjectText, number];
    return new Promise((resolve, reject) => {
      const ask = () => {
        this.#waiting.add(ask);
        const question = this.worker()[method] as Question;
        question(...args)
          .finally(() => this.#waiting.delete(ask))
          .then(resolve, reject);
      };
      ask();
    });
  }
}
