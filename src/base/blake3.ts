import { createBLAKE3, type IHasher } from 'hash-wasm';
import { PlainBlake3 } from './plain-blake3';

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
  readonly #parts: Uint8Array[] = [];

  constructor(blake3: Blake3) {
    this.#blake3 = blake3;
  }

  bytes(value: Uint8Array): this {
    const length = new Uint8Array(8);
    new DataView(length.buffer).setBigUint64(0, BigInt(value.length), true);
    this.#parts.push(length, value);
    return this;
  }

  text(value: string): this {
    return this.bytes(new TextEncoder().encode(value));
  }

  hex(): string {
    return this.#blake3.hexOfAll(this.#parts);
  }
}

let loading: Promise<Blake3> | undefined;

/** Loads the hasher once per realm; later calls give the same one. */
export function loadBlake3(): Promise<Blake3> {
  loading ??= Blake3.load();
  return loading;
}
