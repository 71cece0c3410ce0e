import { type Cell, type Memory, type NativeSite, storer, type WideInteger } from '../../program';
import type { LayoutArguments } from '../layout-arguments';

/** Head bytes and pointers of items, as `h(item)`, `ptrs(item)` in the layout arguments. */
export interface ItemLayout {
  readonly size: number;
  readonly pointers: readonly number[];
}

export function itemLayout(layout: LayoutArguments): ItemLayout {
  const size = layout.next();
  return { size, pointers: layout.list() };
}

/** How the results of a callback are written as items, and whether memory they were made in can be freed then. */
export interface ResultWriter {
  readonly store: (at: number, value: Cell) => void;
  readonly releases: boolean;
}

export function resultWriter(site: NativeSite, argument: number, item: ItemLayout): ResultWriter {
  const { result } = site.callbacks[argument]!;
  return {
    store: storer(site.memory, result, item.size, item.pointers),
    releases: result !== 'view' || isWhole(site, item),
  };
}

/** Whether the heads of items are all there is of them. */
export function isWhole(site: NativeSite, item: ItemLayout): boolean {
  return site.exactPointers && item.pointers.length === 0;
}

/** Copies heads that lie back to back; gives the end of the copy. */
export function copyItems(memory: Memory, to: number, from: number, count: number, item: ItemLayout): number {
  const { size, pointers } = item;
  if (pointers.length === 0) memory.bytes.copyWithin(to, from, from + count * size);
  else for (let i = 0; i < count; i++) memory.copyHead(to + i * size, from + i * size, size, pointers);
  return to + count * size;
}

/** A position given as a 64-bit integer, brought into -limit … limit so that it is a number. */
export function clamp(position: WideInteger, limit: number): number {
  if (position > limit) return limit;
  return position < -limit ? -limit : Number(position);
}
