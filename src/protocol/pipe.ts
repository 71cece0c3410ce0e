import type { Codec } from '../value';
import { type Request, type Response, request, response } from './messages';

/**
 * One end of a connection that keeps the order and the bounds of messages. Reading ends with `undefined`, for
 * whatever reason; then nothing more comes. Sending into a closed pipe rejects.
 */
export interface Pipe<Out, In> {
  send(message: Out): Promise<void>;
  receive(): Promise<In | undefined>;
  close(): void;
}

export type BytePipe = Pipe<Uint8Array, Uint8Array>;
export type ClientPipe = Pipe<Request, Response>;
export type ServerPipe = Pipe<Response, Request>;

/** The client's end of a connection that carries encoded messages. */
export function clientPipe(bytes: BytePipe): ClientPipe {
  return encodedPipe(bytes, request, response);
}

/** The server's end of a connection that carries encoded messages. */
export function serverPipe(bytes: BytePipe): ServerPipe {
  return encodedPipe(bytes, response, request);
}

/** A message that cannot be decoded ends the connection (specification 3 K2). */
function encodedPipe<Out, In>(bytes: BytePipe, out: Codec<Out>, into: Codec<In>): Pipe<Out, In> {
  return {
    send: (message) => bytes.send(out.encode(message)),
    async receive() {
      const message = await bytes.receive();
      if (message === undefined) return undefined;
      const decoded = into.decode(message);
      if (decoded.ok) return decoded.value;
      bytes.close();
      return undefined;
    },
    close: () => bytes.close(),
  };
}

/** Messages that have arrived and readers that wait for one. What has arrived can be read after the end. */
export class Inbox<In> {
  private readonly arrived: In[] = [];
  private readonly waiting: ((message: In | undefined) => void)[] = [];
  private ended = false;

  put(message: In): void {
    if (this.ended) return;
    const reader = this.waiting.shift();
    if (reader === undefined) this.arrived.push(message);
    else reader(message);
  }

  end(): void {
    this.ended = true;
    for (const reader of this.waiting.splice(0)) reader(undefined);
  }

  take(): Promise<In | undefined> {
    if (this.arrived.length > 0) return Promise.resolve(this.arrived.shift());
    if (this.ended) return Promise.resolve(undefined);
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}
