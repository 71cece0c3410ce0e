/*
 * Which tab may write a project (PRJ-6): the one that holds its Web Lock. Others wait for it in the background and
 * get it when the holder closes, gives it or, if it no longer answers, has it taken away.
 */

/** How long a holder has to give its project, in ms; then it is taken. */
const patience = 2000;

type Message =
  | { readonly kind: 'ask' | 'give' | 'saved'; readonly project: string }
  | { readonly kind: 'held'; readonly project: string; readonly since: number };

export interface LockEvents {
  /** This tab holds the project now; `waited` tells whether another one had it before. */
  held(project: string, waited: boolean): void;
  /** Another tab has it, since this many milliseconds after 1970, or it is not known since when. */
  elsewhere(project: string, since: number | null): void;
  /** Another tab wants it: write what is not written. */
  give(project: string): Promise<void>;
  /** It was taken without asking. */
  taken(project: string): void;
  /** The tab that holds it has saved it. */
  saved(project: string): void;
}

export class ProjectLock {
  readonly #channel = new BroadcastChannel('holt-projects');
  #project = '';
  #since = 0;
  #release: (() => void) | null = null;
  #waiting: AbortController | null = null;

  constructor(private readonly events: LockEvents) {
    this.#channel.addEventListener('message', ({ data }: MessageEvent<Message>) => void this.#hear(data));
  }

  /** Asks for a project; the answer is an event. The one held before is let go. */
  claim(project: string): void {
    this.leave();
    this.#project = project;
    if (navigator.locks === undefined) {
      this.events.held(project, false);
      return;
    }
    void this.#request(project, { ifAvailable: true }, false).then((free) => {
      if (free || this.#project !== project) return;
      this.events.elsewhere(project, null);
      this.#say({ kind: 'ask', project });
      this.#wait(project);
    });
  }

  /** Lets the project go, or stops waiting for it. */
  leave(): void {
    this.#waiting?.abort();
    this.#waiting = null;
    this.#release?.();
    this.#release = null;
    this.#project = '';
  }

  /** Asks the holder to give the project, and takes it when there is no answer. */
  async takeOver(): Promise<void> {
    const project = this.#project;
    this.#say({ kind: 'give', project });
    await new Promise((resolve) => setTimeout(resolve, patience));
    if (this.#project !== project || this.#release !== null) return;
    this.#waiting?.abort();
    void this.#request(project, { steal: true }, true);
  }

  /** Tells the tabs that follow that there is something new. */
  saved(): void {
    this.#say({ kind: 'saved', project: this.#project });
  }

  #wait(project: string): void {
    this.#waiting = new AbortController();
    void this.#request(project, { signal: this.#waiting.signal }, true);
  }

  /** Settles with false when the lock is not free; while it is held, with true only at its end. */
  async #request(project: string, options: LockOptions, waited: boolean): Promise<boolean> {
    let held = false;
    try {
      return await navigator.locks.request(`holt-project/${project}`, options, (lock) => {
        if (lock === null) return false;
        if (this.#project !== project) return true;
        held = true;
        this.#since = Date.now();
        this.events.held(project, waited);
        return new Promise<boolean>((resolve) => {
          this.#release = () => resolve(true);
        });
      });
    } catch {
      if (held && this.#project === project) {
        this.#release = null;
        this.events.taken(project);
        this.#wait(project);
      }
      return true;
    }
  }

  async #hear(message: Message): Promise<void> {
    const { kind, project } = message;
    if (project !== this.#project) return;
    const holds = this.#release !== null;
    if (kind === 'ask' && holds) this.#say({ kind: 'held', project, since: this.#since });
    else if (kind === 'held' && !holds) this.events.elsewhere(project, message.since);
    else if (kind === 'saved' && !holds) this.events.saved(project);
    else if (kind === 'give' && holds) {
      await this.events.give(project);
      if (this.#project !== project) return;
      this.#release?.();
      this.#release = null;
      this.events.elsewhere(project, Date.now());
      this.#wait(project);
    }
  }

  #say(message: Message): void {
    this.#channel.postMessage(message);
  }
}
