import type { Memory } from '../../program';
import type { Format, PrimFormat } from '../../value';
import { tagAt } from '../ops/typed-comparison';

/**
 * Numbers distinct values 0, 1, 2 … in order of first occurrence. Values are equal when `cmp` says so: NaN is one
 * value, -0.0 and 0.0 are two (specification 2 §5.3).
 */
export class ByteKeyTable {
  private slots = new Int32Array(64).fill(-1);
  private hashes = new Int32Array(32);
  private ends = new Float64Array(32);
  private bytes = new Uint8Array(1024);
  size = 0;

  /** The number of a key given by its bytes. A key not seen before gets the next number, `size` before the call. */
  number(from: Uint8Array, start: number, length: number): number {
    const hash = hashOf(from, start, length);
    const slot = this.slotOf(hash, from, start, length);
    const known = this.slots[slot]!;
    return known >= 0 ? known : this.add(slot, hash, from, start, length);
  }

  /** The number of a key, or -1 when it was never given one. */
  find(from: Uint8Array, start: number, length: number): number {
    return this.slots[this.slotOf(hashOf(from, start, length), from, start, length)]!;
  }

  /** The slot in which a key is, or that is free for it. */
  private slotOf(hash: number, from: Uint8Array, start: number, length: number): number {
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (; this.slots[slot]! >= 0; slot = (slot + 1) & mask) {
      const known = this.slots[slot]!;
      if (this.hashes[known] === hash && this.isEqual(known, from, start, length)) break;
    }
    return slot;
  }

  private isEqual(known: number, from: Uint8Array, start: number, length: number): boolean {
    const begin = known === 0 ? 0 : this.ends[known - 1]!;
    if (this.ends[known]! - begin !== length) return false;
    for (let i = 0; i < length; i++) if (this.bytes[begin + i] !== from[start + i]) return false;
    return true;
  }

  private add(slot: number, hash: number, from: Uint8Array, start: number, length: number): number {
    const number = this.size++;
    const begin = number === 0 ? 0 : this.ends[number - 1]!;
    if (begin + length > this.bytes.length) {
      const larger = new Uint8Array(Math.max(begin + length, this.bytes.length * 2));
      larger.set(this.bytes.subarray(0, begin));
      this.bytes = larger;
    }
    this.bytes.set(from.subarray(start, start + length), begin);
    this.slots[slot] = number;
    this.hashes[number] = hash;
    this.ends[number] = begin + length;
    if (this.size * 2 >= this.slots.length) this.widen();
    return number;
  }

  private widen(): void {
    const hashes = new Int32Array(this.slots.length);
    hashes.set(this.hashes.subarray(0, this.size));
    const ends = new Float64Array(this.slots.length);
    ends.set(this.ends.subarray(0, this.size));
    this.hashes = hashes;
    this.ends = ends;
    this.slots = new Int32Array(this.slots.length * 2).fill(-1);
    const mask = this.slots.length - 1;
    for (let number = 0; number < this.size; number++) {
      let slot = hashes[number]! & mask;
      while (this.slots[slot]! >= 0) slot = (slot + 1) & mask;
      this.slots[slot] = number;
    }
  }
}

/** FNV-1a with a last stir, so that the low bits depend on all bytes. */
function hashOf(bytes: Uint8Array, start: number, length: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = start; i < start + length; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return hash ^ (hash >>> 15);
}

/** Bytes that are the same exactly for values of one type that are equal by `cmp`. Kept in a buffer of its own. */
export class KeyWriter {
  bytes = new Uint8Array(256);
  private view = new DataView(this.bytes.buffer);
  length = 0;

  constructor(
    private readonly memory: Memory,
    private readonly format: Format,
  ) {}

  /** Writes the key at an address; the result is `bytes` up to `length`. Nested values may be of any depth. */
  write(at: number): void {
    this.length = 0;
    const pending: (Format | number)[] = [this.format, at];
    while (pending.length > 0) {
      const address = pending.pop() as number;
      this.head(pending.pop() as Format, address, pending);
    }
  }

  private head(format: Format, at: number, pending: (Format | number)[]): void {
    const { memory } = this;
    switch (format.kind) {
      case 'prim':
        this.prim(format, at);
        break;
      case 'text': {
        const count = memory.open(at, 1);
        this.word(count);
        this.room(count);
        this.bytes.set(memory.bytes.subarray(memory.base, memory.base + count), this.length);
        this.length += count;
        break;
      }
      case 'tuple':
        for (let i = format.fields.length - 1; i >= 0; i--) {
          const field = format.fields[i]!;
          pending.push(field.format, at + field.offset);
        }
        break;
      case 'array': {
        const { item } = format;
        const count = memory.open(at, item.head);
        const { base } = memory;
        this.word(count);
        if (item.head > 0) for (let i = count - 1; i >= 0; i--) pending.push(item, base + i * item.head);
        break;
      }
      case 'enum': {
        const tag = tagAt(memory, at, format.tagBytes);
        this.word(tag);
        const variant = format.variants[tag];
        if (variant === undefined || variant.isUnit) break;
        const payload = at + format.tagBytes;
        pending.push(variant.format, format.hasPointer ? memory.deref(payload) : payload);
      }
    }
  }

  private prim(format: PrimFormat, at: number): void {
    const { memory } = this;
    this.room(8);
    if (format.scalar === 'Bool') this.view.setUint8(this.length, memory.load('bool', at) ? 1 : 0);
    else if (format.scalar === 'Float32') this.single(memory.load('float32', at) as number);
    else if (format.scalar === 'Float64') this.double(memory.load('float64', at) as number);
    else this.bytes.set(memory.bytes.subarray(at, at + format.head), this.length);
    this.length += format.head;
  }

  private single(value: number): void {
    if (Number.isNaN(value)) this.view.setUint32(this.length, 0x7fc00000);
    else this.view.setFloat32(this.length, value);
  }

  private double(value: number): void {
    if (Number.isNaN(value)) this.view.setBigUint64(this.length, 0x7ff8000000000000n);
    else this.view.setFloat64(this.length, value);
  }

  private word(value: number): void {
    this.room(4);
    this.view.setUint32(this.length, value);
    this.length += 4;
  }

  private room(size: number): void {
    if (this.length + size <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.length + size, this.bytes.length * 2));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
    this.view = new DataView(larger.buffer);
  }
}
