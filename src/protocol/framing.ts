/** Messages longer than this are refused unless told otherwise: nobody may make the reader allocate what they like. */
export const LARGEST_FRAME = 2 ** 29;

/** A message with its length before it (specification 3 K2). */
export function frame(message: Uint8Array): Uint8Array {
  const framed = new Uint8Array(4 + message.length);
  new DataView(framed.buffer).setUint32(0, message.length, true);
  framed.set(message, 4);
  return framed;
}

/** Cuts a byte stream into messages, however its chunks fall. */
export class FrameReader {
  private readonly chunks: Uint8Array[] = [];
  private held = 0;
  /** Length of the message being read, once its prefix is complete. */
  private wanted: number | undefined;

  constructor(private readonly largest = LARGEST_FRAME) {}

  /**
   * Takes the next bytes and returns the messages they complete, or undefined when the stream is broken: an empty or
   * too large frame. After that the stream cannot be read further.
   */
  push(chunk: Uint8Array): readonly Uint8Array[] | undefined {
    if (chunk.length > 0) {
      this.chunks.push(chunk);
      this.held += chunk.length;
    }
    const messages: Uint8Array[] = [];
    for (;;) {
      if (this.wanted === undefined) {
        if (this.held < 4) return messages;
        const prefix = this.take(4);
        this.wanted = new DataView(prefix.buffer).getUint32(0, true);
        if (this.wanted === 0 || this.wanted > this.largest) return undefined;
      }
      if (this.held < this.wanted) return messages;
      messages.push(this.take(this.wanted));
      this.wanted = undefined;
    }
  }

  /** Whether the stream may end here without cutting a message. */
  get atBoundary(): boolean {
    return this.held === 0 && this.wanted === undefined;
  }

  private take(size: number): Uint8Array {
    const taken = new Uint8Array(size);
    let filled = 0;
    while (filled < size) {
      const chunk = this.chunks[0]!;
      const part = chunk.subarray(0, size - filled);
      taken.set(part, filled);
      filled += part.length;
      if (part.length === chunk.length) this.chunks.shift();
      else this.chunks[0] = chunk.subarray(part.length);
    }
    this.held -= size;
    return taken;
  }
}
