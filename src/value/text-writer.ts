/**
 * Text put together from many small pieces. Pieces are joined in batches: adding them to one growing string would
 * leave the engine a tree of millions of parts to keep and collect.
 */
export class TextWriter {
  /** Characters so far. */
  length = 0;
  private pieces: string[] = [];
  private readonly joined: string[] = [];

  put(piece: string): void {
    this.length += piece.length;
    this.pieces.push(piece);
    if (this.pieces.length >= 4096) this.join();
  }

  finish(): string {
    this.join();
    return this.joined.join('');
  }

  private join(): void {
    this.joined.push(this.pieces.join(''));
    this.pieces = [];
  }
}
