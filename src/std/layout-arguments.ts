/** Reads the layout arguments of an external in order (specification 3 G4). */
export class LayoutArguments {
  private at = 0;

  constructor(private readonly words: readonly number[]) {}

  /** One number: head bytes. Zero past the end. */
  next(): number {
    return this.words[this.at++] ?? 0;
  }

  /** `list(xs)`: a count and that many numbers. */
  list(): number[] {
    const count = this.next();
    const items = this.words.slice(this.at, this.at + count);
    this.at += count;
    return items;
  }

  /** `blob(bytes)`: bytes packed into words. Undefined when nothing is left. */
  blob(): Uint8Array | undefined {
    if (this.at >= this.words.length) return undefined;
    const [length = 0, ...words] = this.list();
    const bytes = new Uint8Array(words.length * 4);
    const view = new DataView(bytes.buffer);
    for (const [i, word] of words.entries()) view.setUint32(i * 4, word, true);
    return bytes.subarray(0, length);
  }
}
