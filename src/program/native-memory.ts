import { type CellKind, NativeFailure, type Scalar } from './native';
import { loadInt64, loadUint64, storeInt64, type WideInteger } from './wide-integer';

/**
 * The memory a program runs in: one growing buffer, values at addresses below 2^31.
 *
 * Values lie in the binary format (specification 3 A) with one freedom: a pointer with its top bit set holds the
 * address of its target instead of the distance to it. So a head can be copied without its bodies, and input
 * bytes are used as they came. Space is taken at `top` and freed by taking `top` back. Reading is harmless everywhere: out of bounds there are zeros and empty arrays.
 */
export class Memory {
  bytes: Uint8Array;
  view: DataView;
  /** End of what is in use. */
  top = 0;
  /** Where the items are of the array that was opened last. */
  base = 0;
  /** A text body that may grow in place: where it ends, and how far it may grow. */
  private growing = 0;
  private room = 0;
  /** Below it nothing is freed. */
  private floor = 0;
  /** By nesting level of functions: the floor to go back to when the active one is left. */
  private readonly floors: number[] = [];
  private watches: (MemoryWatch & { intact: boolean; readonly end: number })[] = [];
  /** The largest end of a watch that is intact. */
  private watched = 0;

  constructor(
    readonly limit: number,
    capacity = 1 << 16,
  ) {
    this.bytes = new Uint8Array(capacity);
    this.view = new DataView(this.bytes.buffer);
  }

  /** Frees everything above `mark`, an earlier value of `top`, but for what is pinned. */
  release(mark: number): void {
    const top = mark > this.floor ? mark : this.floor;
    this.top = top;
    if (this.room > top) this.growing = 0;
    if (this.watched > top) this.breakWatches(top);
  }

  /** Keeps all that is in use now until the function of nesting level `level` that is active now is left. */
  pin(level: number): void {
    this.floor = this.top;
    for (let deeper = level + 1; deeper < this.floors.length; deeper++) this.floors[deeper] = this.top;
  }

  /** Goes with {@link leave}: what is pinned for a level is kept in between. */
  enter(level: number): void {
    this.floors[level] = this.floor;
  }

  leave(level: number): void {
    this.floor = this.floors[level]!;
  }

  /** A watch over the bytes below `end`, intact as long as none of them is freed. It takes the place of `previous`. */
  watch(end: number, previous?: MemoryWatch): MemoryWatch {
    const watch = { intact: true, end };
    this.watches = this.watches.filter((other) => other !== previous);
    this.watches.push(watch);
    this.watched = Math.max(this.watched, end);
    return watch;
  }

  private breakWatches(mark: number): void {
    for (const watch of this.watches) if (watch.end > mark) watch.intact = false;
    this.watches = this.watches.filter(({ intact }) => intact);
    this.watched = this.watches.reduce((most, { end }) => Math.max(most, end), 0);
  }

  /** Frees everything from `mark` on and gives a large buffer back. */
  reset(mark: number): void {
    this.floor = 0;
    this.release(mark);
    if (this.bytes.length <= 1 << 26 || mark > 1 << 24) return;
    const bytes = this.bytes.slice(0, Math.max(mark, 1 << 16));
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer);
  }

  /** Space for `size` bytes, with any content. Fails with `resource limit` when the program has had its share. */
  alloc(size: number): number {
    const at = this.top;
    const end = at + size;
    if (end > this.bytes.length) this.grow(end);
    this.top = end;
    return at;
  }

  private grow(end: number): void {
    if (end > this.limit) throw new NativeFailure('resource limit');
    const capacity = Math.min(Math.max(end, this.bytes.length * 2), this.limit);
    let bytes: Uint8Array;
    try {
      bytes = new Uint8Array(capacity);
    } catch {
      throw new NativeFailure('resource limit');
    }
    bytes.set(this.bytes.subarray(0, this.top));
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer);
  }

  /** A 32-bit word, zero out of bounds. */
  word(at: number): number {
    return at + 4 <= this.bytes.length ? this.view.getUint32(at, true) : 0;
  }

  /** Where the pointer at `at` leads; the end of memory when that lies outside. */
  deref(at: number): number {
    const pointer = this.word(at);
    const target = pointer >= 0x80000000 ? pointer - 0x80000000 : at + pointer;
    return target <= this.bytes.length ? target : this.bytes.length;
  }

  /** Writes a pointer to `target`. */
  point(at: number, target: number): void {
    this.view.setUint32(at, target + 0x80000000, true);
  }

  /**
   * Opens the array at `at`: gives the number of items and sets `base`. An array that does not fit into memory
   * (only a value that is not there can be one) counts as empty.
   */
  open(at: number, itemSize: number): number {
    const count = this.word(at + 4);
    this.base = this.deref(at);
    return itemSize === 0 || this.base + count * itemSize <= this.bytes.length ? count : 0;
  }

  /** A new array with room for its items right behind the head, which is what the result is the address of. */
  newArray(count: number, itemSize: number): number {
    if (count > 0xffffffff) throw new NativeFailure('resource limit');
    const at = this.alloc(8 + count * itemSize);
    this.view.setUint32(at, at + 8 + 0x80000000, true);
    this.view.setUint32(at + 4, count, true);
    return at;
  }

  /** An array head for items that are already somewhere. */
  newHead(base: number, count: number): number {
    const at = this.alloc(8);
    this.view.setUint32(at, base + 0x80000000, true);
    this.view.setUint32(at + 4, count, true);
    return at;
  }

  /** Copies a head of `size` bytes whose pointers stand at `pointers`; the bodies stay where they are. */
  copyHead(to: number, from: number, size: number, pointers: readonly number[]): void {
    if (from + size > this.bytes.length) {
      this.bytes.fill(0, to, to + size);
      return;
    }
    const { view } = this;
    let i = 0;
    for (; i + 4 <= size; i += 4) view.setInt32(to + i, view.getInt32(from + i, true), true);
    for (; i < size; i++) this.bytes[to + i] = this.bytes[from + i]!;
    for (let p = 0; p < pointers.length; p++) {
      const at = pointers[p]!;
      const pointer = view.getUint32(from + at, true);
      if (pointer < 0x80000000) {
        const target = from + at + pointer;
        view.setUint32(to + at, (target < 0x80000000 ? target : 0) + 0x80000000, true);
      }
    }
  }

  /**
   * The concatenation of two stretches of bytes, as an array head. When the first was made by `concat` last, it
   * grows in place, so that building a text piece by piece costs what is added.
   */
  concat(leftBase: number, leftCount: number, rightBase: number, rightCount: number): number {
    const count = leftCount + rightCount;
    if (count > 0xffffffff) throw new NativeFailure('resource limit');
    const end = leftBase + leftCount;
    if (end === this.growing && rightCount <= this.room - end && this.room <= this.top && leftCount > 0) {
      this.bytes.copyWithin(end, rightBase, rightBase + rightCount);
      this.growing = end + rightCount;
      return this.newHead(leftBase, count);
    }
    const spare = leftCount > 256 ? count : 0;
    const base = this.alloc(count + spare);
    this.bytes.copyWithin(base, leftBase, leftBase + leftCount);
    this.bytes.copyWithin(base + leftCount, rightBase, rightBase + rightCount);
    if (spare > 0) {
      this.growing = base + count;
      this.room = base + count + spare;
    }
    return this.newHead(base, count);
  }

  /** Reads a scalar; zero out of bounds. */
  load(kind: Scalar, at: number): number | bigint | boolean {
    const { view } = this;
    if (at + widthOf(kind) > this.bytes.length) {
      return kind === 'bool' ? false : 0;
    }
    switch (kind) {
      case 'bool':
        return view.getUint8(at) !== 0;
      case 'int8':
        return view.getInt8(at);
      case 'uint8':
        return view.getUint8(at);
      case 'int16':
        return view.getInt16(at, true);
      case 'uint16':
        return view.getUint16(at, true);
      case 'int32':
        return view.getInt32(at, true);
      case 'uint32':
        return view.getUint32(at, true);
      case 'float32':
        return view.getFloat32(at, true);
      case 'float64':
        return view.getFloat64(at, true);
      case 'int64':
        return loadInt64(view, at);
      case 'uint64':
        return loadUint64(view, at);
    }
  }

  /** Writes a scalar into space that was allocated. */
  store(kind: Scalar, at: number, value: number | bigint | boolean): void {
    const { view } = this;
    switch (kind) {
      case 'bool':
        view.setUint8(at, value ? 1 : 0);
        break;
      case 'int8':
      case 'uint8':
        view.setUint8(at, value as number);
        break;
      case 'int16':
      case 'uint16':
        view.setUint16(at, value as number, true);
        break;
      case 'int32':
      case 'uint32':
        view.setUint32(at, value as number, true);
        break;
      case 'float32':
        view.setFloat32(at, value as number, true);
        break;
      case 'float64':
        view.setFloat64(at, value as number, true);
        break;
      case 'int64':
      case 'uint64':
        storeInt64(view, at, value as WideInteger);
        break;
    }
  }
}

/** Tells whether what was read from memory once is still there. */
export interface MemoryWatch {
  readonly intact: boolean;
}

/** Bytes of a scalar. */
export function widthOf(kind: Scalar): 1 | 2 | 4 | 8 {
  switch (kind) {
    case 'bool':
    case 'int8':
    case 'uint8':
      return 1;
    case 'int16':
    case 'uint16':
      return 2;
    case 'int32':
    case 'uint32':
    case 'float32':
      return 4;
    default:
      return 8;
  }
}

/** A reader of one kind of scalar, for loops: no choice is left to make an item. */
export function loader(memory: Memory, kind: Scalar): (at: number) => number | bigint | boolean {
  switch (kind) {
    case 'bool':
      return (at) => at < memory.bytes.length && memory.bytes[at] !== 0;
    case 'int8':
      return (at) => (at < memory.bytes.length ? memory.view.getInt8(at) : 0);
    case 'uint8':
      return (at) => (at < memory.bytes.length ? memory.bytes[at]! : 0);
    case 'int16':
      return (at) => (at + 2 <= memory.bytes.length ? memory.view.getInt16(at, true) : 0);
    case 'uint16':
      return (at) => (at + 2 <= memory.bytes.length ? memory.view.getUint16(at, true) : 0);
    case 'int32':
      return (at) => (at + 4 <= memory.bytes.length ? memory.view.getInt32(at, true) : 0);
    case 'uint32':
      return (at) => (at + 4 <= memory.bytes.length ? memory.view.getUint32(at, true) : 0);
    case 'float32':
      return (at) => (at + 4 <= memory.bytes.length ? memory.view.getFloat32(at, true) : 0);
    case 'float64':
      return (at) => (at + 8 <= memory.bytes.length ? memory.view.getFloat64(at, true) : 0);
    case 'int64':
      return (at) => (at + 8 <= memory.bytes.length ? loadInt64(memory.view, at) : 0);
    case 'uint64':
      return (at) => (at + 8 <= memory.bytes.length ? loadUint64(memory.view, at) : 0);
  }
}

/** A writer of values in one representation as heads of `size` bytes. */
export function storer(
  memory: Memory,
  kind: CellKind,
  size: number,
  pointers: readonly number[],
): (at: number, value: number | bigint | boolean) => void {
  switch (kind) {
    case 'view':
      if (size === 0) return () => {};
      return (at, value) => memory.copyHead(at, value as number, size, pointers);
    case 'bool':
      return (at, value) => memory.view.setUint8(at, value ? 1 : 0);
    case 'int32':
    case 'uint32':
      return (at, value) => memory.view.setUint32(at, value as number, true);
    case 'float64':
      return (at, value) => memory.view.setFloat64(at, value as number, true);
    case 'int64':
    case 'uint64':
      return (at, value) => storeInt64(memory.view, at, value as WideInteger);
    default:
      return (at, value) => memory.store(kind, at, value);
  }
}
