import type { ClientPipe, Pipe, ServerPipe } from './pipe';
import { disconnected } from './program-runner';

/**
 * A connection inside one process (specification 3 L1): the message objects themselves travel over two queues that
 * hold one message each, so a sender waits until its last message has been taken.
 */
export function channel(): { readonly client: ClientPipe; readonly server: ServerPipe } {
  const requests = new Queue<Parameters<ClientPipe['send']>[0]>();
  const responses = new Queue<Parameters<ServerPipe['send']>[0]>();
  return { client: end(requests, responses), server: end(responses, requests) };
}

function end<Out, In>(out: Queue<Out>, into: Queue<In>): Pipe<Out, In> {
  return {
    send: (message) => out.put(message),
    receive: () => into.take(),
    close() {
      out.close();
      into.close();
    },
  };
}

/** A queue of capacity one; those who wait to put are served in order. */
class Queue<T> {
  private held: { readonly message: T } | undefined;
  private closed = false;
  private readonly puts: { readonly message: T; readonly done: () => void; readonly fail: () => void }[] = [];
  private readonly takes: ((message: T | undefined) => void)[] = [];

  put(message: T): Promise<void> {
    if (this.closed) return Promise.reject(disconnected());
    const taker = this.takes.shift();
    if (taker !== undefined) taker(message);
    else if (this.held === undefined) this.held = { message };
    else {
      return new Promise((resolve, reject) => {
        this.puts.push({ message, done: resolve, fail: () => reject(disconnected()) });
      });
    }
    return Promise.resolve();
  }

  take(): Promise<T | undefined> {
    if (this.held !== undefined) {
      const { message } = this.held;
      const next = this.puts.shift();
      this.held = next === undefined ? undefined : { message: next.message };
      next?.done();
      return Promise.resolve(message);
    }
    if (this.closed) return Promise.resolve(undefined);
    return new Promise((resolve) => this.takes.push(resolve));
  }

  close(): void {
    this.closed = true;
    for (const put of this.puts.splice(0)) put.fail();
    for (const take of this.takes.splice(0)) take(undefined);
  }
}
