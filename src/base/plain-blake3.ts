/**
 * BLAKE3-256 without WebAssembly, for pages whose policy forbids it: the same digests, some forty times slower. Takes
 * the place of the library's hasher.
 */
export class PlainBlake3 {
  #stack: Uint32Array[] = [];
  #chunk = new Uint8Array(CHUNK);
  #filled = 0;
  #chunks = 0;

  init(): void {
    this.#stack = [];
    this.#filled = 0;
    this.#chunks = 0;
  }

  update(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      // A chunk is only closed when another byte follows: the last one is treated otherwise.
      if (this.#filled === CHUNK) this.#close();
      const taken = Math.min(CHUNK - this.#filled, bytes.length - at);
      this.#chunk.set(bytes.subarray(at, at + taken), this.#filled);
      this.#filled += taken;
      at += taken;
    }
  }

  digest(): string {
    let last = chunkOutput(this.#chunk.subarray(0, this.#filled), this.#chunks);
    for (const left of this.#stack.toReversed()) last = parentOutput(left, chainingValue(last));
    const words = compress(last.value, last.block, 0, last.length, last.flags | ROOT);
    const bytes = new Uint8Array(32);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < 8; i++) view.setUint32(4 * i, words[i]!, true);
    return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  /** Takes a whole chunk into the tree: as many joins as the number of chunks ends in zero bits. */
  #close(): void {
    let value = chainingValue(chunkOutput(this.#chunk, this.#chunks));
    this.#chunks += 1;
    for (let total = this.#chunks; total % 2 === 0; total /= 2)
      value = chainingValue(parentOutput(this.#stack.pop()!, value));
    this.#stack.push(value);
    this.#filled = 0;
  }
}

const CHUNK = 1024;
const BLOCK = 64;
const [CHUNK_START, CHUNK_END, PARENT, ROOT] = [1, 2, 4, 8];

const START = new Uint32Array([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]);
const PERMUTATION = [2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8];

/** A compression not yet made: of the root it gives the digest, of any other node what goes up. */
interface Output {
  readonly value: Uint32Array;
  readonly block: Uint32Array;
  readonly counter: number;
  readonly length: number;
  readonly flags: number;
}

function chainingValue({ value, block, counter, length, flags }: Output): Uint32Array {
  return compress(value, block, counter, length, flags);
}

function chunkOutput(chunk: Uint8Array, counter: number): Output {
  let value: Uint32Array = START;
  const blocks = Math.max(1, Math.ceil(chunk.length / BLOCK));
  for (let i = 0; ; i++) {
    const bytes = chunk.subarray(i * BLOCK, (i + 1) * BLOCK);
    const block = blockWords(bytes);
    const flags = (i === 0 ? CHUNK_START! : 0) | (i === blocks - 1 ? CHUNK_END! : 0);
    if (i === blocks - 1) return { value, block, counter, length: bytes.length, flags };
    value = compress(value, block, counter, BLOCK, flags);
  }
}

function parentOutput(left: Uint32Array, right: Uint32Array): Output {
  const block = new Uint32Array(16);
  block.set(left);
  block.set(right, 8);
  return { value: START, block, counter: 0, length: BLOCK, flags: PARENT! };
}

function blockWords(bytes: Uint8Array): Uint32Array {
  const whole = new Uint8Array(BLOCK);
  whole.set(bytes);
  const view = new DataView(whole.buffer);
  return Uint32Array.from({ length: 16 }, (_, i) => view.getUint32(4 * i, true));
}

/** The first eight words of the compression function. */
function compress(
  value: Uint32Array,
  block: Uint32Array,
  counter: number,
  length: number,
  flags: number,
): Uint32Array {
  const s = new Uint32Array(16);
  s.set(value);
  s.set(START.subarray(0, 4), 8);
  s[12] = counter;
  s[13] = Math.floor(counter / 2 ** 32);
  s[14] = length;
  s[15] = flags;
  let m = block;
  for (let round = 0; ; round++) {
    mix(s, 0, 4, 8, 12, m[0]!, m[1]!);
    mix(s, 1, 5, 9, 13, m[2]!, m[3]!);
    mix(s, 2, 6, 10, 14, m[4]!, m[5]!);
    mix(s, 3, 7, 11, 15, m[6]!, m[7]!);
    mix(s, 0, 5, 10, 15, m[8]!, m[9]!);
    mix(s, 1, 6, 11, 12, m[10]!, m[11]!);
    mix(s, 2, 7, 8, 13, m[12]!, m[13]!);
    mix(s, 3, 4, 9, 14, m[14]!, m[15]!);
    if (round === 6) break;
    const before = m;
    m = Uint32Array.from(PERMUTATION, (from) => before[from]!);
  }
  return Uint32Array.from({ length: 8 }, (_, i) => s[i]! ^ s[i + 8]!);
}

function mix(s: Uint32Array, a: number, b: number, c: number, d: number, x: number, y: number): void {
  s[a] = s[a]! + s[b]! + x;
  s[d] = rotated(s[d]! ^ s[a]!, 16);
  s[c] = s[c]! + s[d]!;
  s[b] = rotated(s[b]! ^ s[c]!, 12);
  s[a] = s[a]! + s[b]! + y;
  s[d] = rotated(s[d]! ^ s[a]!, 8);
  s[c] = s[c]! + s[d]!;
  s[b] = rotated(s[b]! ^ s[c]!, 7);
}

function rotated(word: number, right: number): number {
  return (word >>> right) | (word << (32 - right));
}
