/**
 * Named exclusive locks (specification 5 §18): Web Locks in browsers, in memory elsewhere. A lock is freed when
 * its realm dies, so that lock state is liveness.
 */
export interface Locks {
  /**
   * Waits for the lock and holds it until the result is disposed of. `ifAvailable` gives null at once instead of
   * waiting; `steal` takes it from whoever holds it.
   */
  hold(name: string, options: LockOptions): Promise<Disposable | null>;
}

export interface LockOptions {
  readonly ifAvailable?: boolean;
  readonly steal?: boolean;
}
