import { webLocks } from './web-locks';

/*
 * A worker that was ended fires no event. So each holds a lock for as long as it lives, under the name it was started
 * with, and who started it waits for that lock: it is given when the worker is no more (RPC-6, SES-3).
 */

/** In a worker: settles once its life can be watched. */
export async function holdLife(): Promise<void> {
  await webLocks()?.hold(lockOf(self.name), {});
}

/** A name that no other worker has. */
export function lifeName(title: string): string {
  return `${title} ${crypto.randomUUID()}`;
}

/** Calls `dead` when the worker of this name, which holds its life already, is no more. */
export function watchLife(name: string, dead: () => void): void {
  void webLocks()
    ?.hold(lockOf(name), {})
    .then((lock) => {
      lock?.[Symbol.dispose]();
      dead();
    });
}

function lockOf(name: string): string {
  return `holt/alive/${name}`;
}
