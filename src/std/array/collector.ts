import type { NativeSite } from '../../program';
import { copyItems, type ItemLayout, isWhole } from './loops';

/**
 * Puts together an array whose length is not known beforehand, from stretches of items. Items that are whole are
 * copied at once, so the memory they came from may be freed; of others only the place is kept.
 */
export class Collector {
  private readonly whole: boolean;
  private count = 0;
  private bytes = new Uint8Array(256);
  private length = 0;
  private bases = new Float64Array(16);
  private counts = new Uint32Array(16);
  private stretches = 0;

  constructor(
    private readonly site: NativeSite,
    private readonly item: ItemLayout,
  ) {
    this.whole = isWhole(site, item);
  }

  /** Adds items that lie side by side. Fails with `resource limit` when the array could not be made any more. */
  add(base: number, count: number): void {
    const { memory } = this.site;
    this.count += count;
    if (this.count > 0xffffffff || this.count * this.item.size > memory.limit)
      this.site.fail('resource limit');
    if (this.whole) this.copy(base, count * this.item.size);
    else this.remember(base, count);
  }

  finish(): number {
    const { memory } = this.site;
    const result = memory.newArray(this.count, this.item.size);
    if (this.whole) {
      memory.bytes.set(this.bytes.subarray(0, this.length), result + 8);
      return result;
    }
    let at = result + 8;
    for (let i = 0; i < this.stretches; i++)
      at = copyItems(memory, at, this.bases[i]!, this.counts[i]!, this.item);
    return result;
  }

  private copy(base: number, size: number): void {
    if (this.length + size > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.length + size, this.bytes.length * 2));
      larger.set(this.bytes.subarray(0, this.length));
      this.bytes = larger;
    }
    this.bytes.set(this.site.memory.bytes.subarray(base, base + size), this.length);
    this.length += size;
  }

  private remember(base: number, count: number): void {
    if (this.stretches === this.bases.length) {
      if (this.stretches * 16 > this.site.memory.limit) this.site.fail('resource limit');
      const bases = new Float64Array(this.stretches * 2);
      bases.set(this.bases);
      this.bases = bases;
      const counts = new Uint32Array(this.stretches * 2);
      counts.set(this.counts);
      this.counts = counts;
    }
    this.bases[this.stretches] = base;
    this.counts[this.stretches++] = count;
  }
}
