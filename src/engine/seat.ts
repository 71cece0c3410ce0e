import { type Remote, wrap } from 'comlink';
import { lifeName, watchLife } from './life';

/** What every worker of a tab answers besides its own work. */
export interface Pinged {
  /** Answers at once, when the worker's life can be watched (RPC-6). */
  ping(): Promise<true>;
}

/** Pings go so often, in ms. */
const interval = 500;
/**
 * A worker that answers nothing for so long, in ms, hangs. Death is told by a lock at once; this is for a worker that
 * lives and will not come back, and a long check on a slow machine must not be taken for that.
 */
const patience = 30_000;

/** A place for one worker: started on demand, replaced after it died, hung or broke (RPC-6, EDT-27). */
export class Seat<Facade extends Pinged> {
  #worker: Worker | null = null;
  #face: Remote<Facade> | null = null;
  #pinger: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly start: (name: string) => Worker,
    private readonly title: string,
    private readonly lost: () => void,
  ) {}

  face(): Remote<Facade> {
    if (this.#face === null) {
      const name = lifeName(this.title);
      const worker = this.start(name);
      const face = wrap<Facade>(worker);
      const gone = () => {
        if (this.#worker !== worker) return;
        this.end();
        this.lost();
      };
      worker.addEventListener('error', gone);
      worker.addEventListener('messageerror', gone);
      this.#worker = worker;
      this.#face = face;
      void face.ping().then(() => watchLife(name, gone));
      this.#pinger = setInterval(pinger(face, gone), interval);
    }
    return this.#face;
  }

  end(): void {
    clearInterval(this.#pinger);
    this.#worker?.terminate();
    this.#worker = null;
    this.#face = null;
  }
}

/** One round of pings; asks again only once the last was answered. */
function pinger(face: Pinged, gone: () => void): () => void {
  let asked: number | null = null;
  let last = 0;
  return () => {
    const now = performance.now();
    // After a sleep of the machine or of the tab nothing can be told from the time that went by.
    const slept = last !== 0 && now - last > 4 * interval;
    last = now;
    if (asked === null || slept) {
      asked = now;
      void face.ping().then(() => {
        asked = null;
      });
    } else if (now - asked > patience) gone();
  };
}
