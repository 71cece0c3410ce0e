import type { Remote } from 'comlink';
import { AskedAgain } from './asked-again';
import type { EngineFacade, GraphLayout, LanguageFacade, LayoutFacade, LayoutRequest } from './messages';
import { newest } from './newest';
import { Seat } from './seat';

/** The workers of one tab, as the page sees them. Each starts on first use, and again after it was lost. */
export interface EngineConnection {
  /** Its questions outlive it: a new worker answers what a dead one left open (EDT-27). */
  language(): LanguageFacade;
  engine(): Remote<EngineFacade>;
  layout(): Remote<LayoutFacade>;
  /**
   * A layout for a drawing that changes while it is typed: a newer request ends the one under way, whose answer is
   * then null (GRF-3).
   */
  draw(request: LayoutRequest): Promise<GraphLayout | null>;
  /** Ends the engine worker, with everything it runs and holds; the next use starts a new one (GO-7). */
  restartEngine(): void;
  /** Called with the name of a worker that stopped by itself (RPC-6, EDT-27). */
  onLost(listener: (worker: WorkerName) => void): void;
}

export type WorkerName = 'language' | 'engine' | 'layout';

/** Nothing starts before the first use. Only `engine` makes workers (house rule 2). */
export function connectEngine(): EngineConnection {
  const lost = new Set<(worker: WorkerName) => void>();
  const report = (worker: WorkerName) => () => {
    for (const listener of lost) listener(worker);
  };
  const language = new Seat<LanguageFacade>(
    (name) => new Worker(new URL('./language.worker.ts', import.meta.url), { type: 'module', name }),
    'holt language',
    () => {
      report('language')();
      questions.askAgain();
    },
  );
  const questions = new AskedAgain(() => language.face() as unknown as LanguageFacade);
  const engine = new Seat<EngineFacade>(
    (name) => new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name }),
    'holt engine',
    report('engine'),
  );
  const startLayout = (name: string) =>
    new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module', name });
  const layout = new Seat<LayoutFacade>(startLayout, 'holt layout', report('layout'));
  const drawing = new Seat<LayoutFacade>(startLayout, 'holt drawing', report('layout'));
  return {
    language: () => questions.face,
    engine: () => engine.face(),
    layout: () => layout.face(),
    draw: newest(
      (request: LayoutRequest) => drawing.face().layout(request),
      () => drawing.end(),
    ),
    restartEngine: () => engine.end(),
    onLost: (listener) => lost.add(listener),
  };
}
