import { createBLAKE3, type IHasher } from 'hash-wasm';
import { PlainBlake3 } from './plain-blake3';

const utf8 = new TextEncoder();

type Hasher = Pick<IHasher, 'init' | 'update' | 'digest'> | PlainBlake3;

/** BLAKE3-256 as 64 lower-case hex digits; synchronous once loaded. */
export class Blake3 {
  readonly #hasher: Hasher;

  private constructor(hasher: Hasher) {
    this.#hasher = hasher;
  }

  static async load(): Promise<Blake3> {
    try {
      return new Blake3(await createBLAKE3());
    } catch {
      // The policy of the page forbids WebAssembly.
      return new Blake3(new PlainBlake3());
    }
  }

  /** Hash of the bytes of all parts in a row. */
  hex(...parts: readonly Uint8Array[]): string {
    return this.hexOfAll(parts);
  }

  /** The same for a list of parts, however long. */
  hexOfAll(parts: Iterable<Uint8Array>): string {
    this.#hasher.init();
    for (const part of parts) this.#hasher.update(part);
    return this.#hasher.digest('hex');
  }

  /** Starts a hash of several pieces, each preceded by its length, so that no two lists of pieces collide. */
  pieces(): FieldHash {
    return new FieldHash(this);
  }

  /** As {@link pieces}, after a tag that keeps hashes of different things apart. */
  fields(domain: string): FieldHash {
    return this.pieces().text(domain);
  }
}

/** Pieces for one hash, each preceded by its length in bytes as unsigned 64-bit little-endian. */
export class FieldHash {
  readonly #blake3: Blake3;
  /** All pieces in a row, the first `#length` bytes: one call of the hasher for many small pieces. */
  #buffer = new Uint8Array(1024);
  #length = 0;

  constructor(blake3: Blake3) {
    this.#blake3 = blake3;
  }

  bytes(value: Uint8Array): this {
    const start = this.#reserve(value.length);
    this.#buffer.set(value, start);
    this.#close(start, value.length);
    return this;
  }

  text(value: string): this {
    // A UTF-16 unit takes at most three bytes.
    const start = this.#reserve(value.length * 3);
    const plain = this.#plainText(value, start);
    const written = plain ? value.length : utf8.encodeInto(value, this.#buffer.subarray(start)).written;
    this.#close(start, written);
    return this;
  }

  /** Writes a short text without special characters by itself: asking the platform takes longer. */
  #plainText(value: string, start: number): boolean {
    if (value.length > 128) return false;
    const buffer = this.#buffer;
    for (let i = 0; i < value.length; i++) {
      const unit = value.charCodeAt(i);
      if (unit >= 0x80) return false;
      buffer[start + i] = unit;
    }
    return true;
  }

  hex(): string {
    return this.#blake3.hex(this.#buffer.subarray(0, this.#length));
  }

  /** Makes room for a length and so many bytes, and gives the place of the bytes. */
  #reserve(bytes: number): number {
    const start = this.#length + 8;
    if (start + bytes > this.#buffer.length) {
      const larger = new Uint8Array(2 * (start + bytes));
      larger.set(this.#buffer.subarray(0, this.#length));
      this.#buffer = larger;
    }
    return start;
  }

  /** Writes the length before the bytes. No piece is as long as 2^53 bytes. */
  #close(start: number, length: number): void {
    const buffer = this.#buffer;
    let rest = length;
    for (let at = start - 8; at < start; at++) {
      buffer[at] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    this.#length = start + length;
  }
}

let loading: Promise<Blake3> | undefined;

/** Loads the hasher once per realm; later calls give the same one. */
export function loadBlake3(): Promise<Blake3> {
  loading ??= Blake3.load();
  return loading;
}
