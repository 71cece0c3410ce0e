import { type Remote, wrap } from 'comlink';
import type { EngineFacade, LanguageFacade, LayoutFacade } from './messages';

/** The workers of one tab, as the page sees them. Each starts on first use, and again after it was lost. */
export interface EngineConnection {
  language(): Remote<LanguageFacade>;
  engine(): Remote<EngineFacade>;
  layout(): Remote<LayoutFacade>;
  /** Ends the engine worker, with everything it runs and holds; the next use starts a new one (GO-7). */
  restartEngine(): void;
  /** Called with the name of a worker that stopped by itself (RPC-6, EDT-27). */
  onLost(listener: (worker: WorkerName) => void): void;
}

export type WorkerName = 'language' | 'engine' | 'layout';

/** Nothing starts before the first use. Only `engine` makes workers (house rule 2). */
export function connectEngine(): EngineConnection {
  const lost = new Set<(worker: WorkerName) => void>();
  const language = new Seat<LanguageFacade>(
    () =>
      new Worker(new URL('./language.worker.ts', import.meta.url), { type: 'module', name: 'holt language' }),
    () => report('language'),
  );
  const engine = new Seat<EngineFacade>(
    () => new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: 'holt engine' }),
    () => report('engine'),
  );
  const layout = new Seat<LayoutFacade>(
    () => new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module', name: 'holt layout' }),
    () => report('layout'),
  );
  function report(worker: WorkerName): void {
    for (const listener of lost) listener(worker);
  }
  return {
    language: () => language.face(),
    engine: () => engine.face(),
    layout: () => layout.face(),
    restartEngine: () => engine.end(),
    onLost: (listener) => lost.add(listener),
  };
}

/** A place for one worker: started on demand, replaced after a crash. */
class Seat<Facade> {
  #worker: Worker | null = null;
  #face: Remote<Facade> | null = null;

  constructor(
    private readonly start: () => Worker,
    private readonly lost: () => void,
  ) {}

  face(): Remote<Facade> {
    if (this.#face === null) {
      const worker = this.start();
      worker.addEventListener('error', () => {
        if (this.#worker !== worker) return;
        this.end();
        this.lost();
      });
      this.#worker = worker;
      this.#face = wrap<Facade>(worker);
    }
    return this.#face;
  }

  end(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#face = null;
  }
}
