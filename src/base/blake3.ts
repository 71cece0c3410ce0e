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

/** Texts so short and plain that their length is one character and each of theirs one byte. */
const plainText = /^[ -~]{0,127}$/;
/** The eight bytes of each length up to 127, as a text of as many characters. */
const plainLengths = Array.from(
  { length: 128 },
  (_, length) => `${String.fromCharCode(length)}${'\0'.repeat(7)}`,
);

/** Pieces for one hash, each preceded by its length in bytes as unsigned 64-bit little-endian. */
export class FieldHash {
  readonly #blake3: Blake3;
  /** Pieces in a row, the first `#length` bytes: one call of the hasher for many small pieces. */
  #buffer = new Uint8Array(1024);
  #length = 0;
  /** Plain pieces that follow, with their lengths: encoded all at once. */
  #plain = '';

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
    if (plainText.test(value)) {
      this.#plain += plainLengths[value.length]! + value;
      return this;
    }
    // A UTF-16 unit takes at most three bytes.
    const start = this.#reserve(value.length * 3);
    this.#close(start, utf8.encodeInto(value, this.#buffer.subarray(start)).written);
    return this;
  }

  hex(): string {
    this.#flush();
    return this.#blake3.hex(this.#buffer.subarray(0, this.#length));
  }

  #flush(): void {
    if (this.#plain === '') return;
    this.#grow(this.#plain.length);
    this.#length += utf8.encodeInto(this.#plain, this.#buffer.subarray(this.#length)).written;
    this.#plain = '';
  }

  /** Makes room for a length and so many bytes, and gives the place of the bytes. */
  #reserve(bytes: number): number {
    this.#flush();
    this.#grow(8 + bytes);
    return this.#length + 8;
  }

  #grow(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.#buffer.length) return;
    const larger = new Uint8Array(2 * needed);
    larger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = larger;
  }

  /** Writes the length before the bytes. No piece is as long as 2^53 bytes. */
  #close(start: number, length: number): void {
    new DataView(this.#buffer.buffer).setBigUint64(start - 8, BigInt(length), true);
    this.#length = start + length;
  }
}

let loading: Promise<Blake3> | undefined;

/** Loads the hasher once per realm; later calls give the same one. */
export function loadBlake3(): Promise<Blake3> {
  loading ??= Blake3.load();
  return loading;
}
