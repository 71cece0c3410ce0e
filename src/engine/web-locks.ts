import type { LockOptions, Locks } from '../base';

/** The browser's locks; a tab or worker that dies frees what it held (specification 5 §18). */
export class WebLocks implements Locks {
  constructor(private readonly locks: LockManager) {}

  hold(name: string, { ifAvailable = false, steal = false }: LockOptions): Promise<Disposable | null> {
    return new Promise((resolve, reject) => {
      // Options that do not go together may not be named together.
      const options = steal ? { steal } : { ifAvailable };
      this.locks
        .request(name, options, (lock) => {
          if (lock === null) {
            resolve(null);
            return undefined;
          }
          return new Promise<void>((free) => resolve({ [Symbol.dispose]: free }));
        })
        // A lock that was stolen rejects; who held it learns that from what it guards.
        .catch(reject);
    });
  }
}

/** The locks of this realm; null where the browser gives none, as in a page of an opaque origin. */
export function webLocks(): Locks | null {
  return typeof navigator === 'undefined' || navigator.locks === undefined
    ? null
    : new WebLocks(navigator.locks);
}
