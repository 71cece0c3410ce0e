import { type BytePipe, Inbox } from './pipe';
import { disconnected } from './program-runner';

/** A `MessagePort` or `Worker`, as far as it is used here. */
export interface Port {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  addEventListener(
    type: 'message' | 'messageerror' | 'error',
    listener: (event: { data?: unknown }) => void,
  ): void;
  removeEventListener(
    type: 'message' | 'messageerror' | 'error',
    listener: (event: { data?: unknown }) => void,
  ): void;
  /** Of a `MessagePort`: messages flow only after it. */
  start?(): void;
  close?(): void;
}

/**
 * Messages over a port (specification 3 L2): one `ArrayBuffer` each, transferred. An empty buffer is the end of the
 * connection. Plain objects on the same port belong to others (5-plan 8.4) and are left alone. A failing worker ends
 * the connection; closing tells the other side but leaves the port open for those others.
 */
export function portPipe(port: Port): BytePipe {
  const inbox = new Inbox<Uint8Array>();
  let closed = false;

  const onMessage = ({ data }: { data?: unknown }) => {
    if (!(data instanceof ArrayBuffer)) return;
    if (data.byteLength === 0) end();
    else inbox.put(new Uint8Array(data));
  };
  port.addEventListener('message', onMessage);
  port.addEventListener('messageerror', end);
  port.addEventListener('error', end);
  port.start?.();

  return {
    async send(message) {
      if (closed) throw disconnected();
      // The message may be a window on a larger buffer, which must not be taken away.
      const buffer = message.slice().buffer;
      port.postMessage(buffer, [buffer]);
    },
    receive: () => inbox.take(),
    close() {
      if (closed) return;
      end();
      const nothing = new ArrayBuffer(0);
      port.postMessage(nothing, [nothing]);
    },
  };

  function end(): void {
    closed = true;
    inbox.end();
    port.removeEventListener('message', onMessage);
    port.removeEventListener('messageerror', end);
    port.removeEventListener('error', end);
  }
}
