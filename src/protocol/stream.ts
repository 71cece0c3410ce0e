import { FrameReader, frame, LARGEST_FRAME } from './framing';
import type { BytePipe } from './pipe';
import { Inbox } from './pipe';
import { disconnected } from './program-runner';

/** A byte stream in each direction: a socket, a pair of pipes. */
export interface ByteStream {
  /** Chunks as they come, of any size. Ends or throws when the other side is gone. */
  readonly input: AsyncIterable<Uint8Array>;
  /** Writes all of `bytes`; rejects when the other side is gone. */
  write(bytes: Uint8Array): Promise<void>;
  close(): void;
}

/** Messages over a byte stream, each with its length before it (specification 3 K2). */
export function streamPipe(stream: ByteStream, largestFrame = LARGEST_FRAME): BytePipe {
  const inbox = new Inbox<Uint8Array>();
  let closed = false;
  void read();
  return {
    async send(message) {
      if (closed) throw disconnected();
      await stream.write(frame(message));
    },
    receive: () => inbox.take(),
    close,
  };

  function close(): void {
    if (closed) return;
    closed = true;
    inbox.end();
    stream.close();
  }

  async function read(): Promise<void> {
    const reader = new FrameReader(largestFrame);
    try {
      for await (const chunk of stream.input) {
        const messages = reader.push(chunk);
        if (messages === undefined || closed) break;
        for (const message of messages) inbox.put(message);
      }
    } catch {
      // A stream that fails has ended; what waits for an answer learns that below.
    }
    close();
  }
}
