import type { Format } from '../value';
import type { Memory } from './native-memory';

/**
 * Turns every pointer of a value in memory into an address. Needed only for programs with the enums of specification
 * 3 B1's defect: their heads move without their pointers being listed. The value has been validated.
 */
export function addressPointers(memory: Memory, format: Format, at: number): void {
  const pending: (Format | number)[] = [format, at, 1];
  while (pending.length > 0) {
    const count = pending.pop() as number;
    const start = pending.pop() as number;
    const heads = pending.pop() as Format;
    if (heads.slots.length === 0) continue;
    for (let i = 0; i < count; i++) {
      for (const slot of heads.slots)
        addressSlot(memory, slot.format, start + i * heads.head + slot.offset, pending);
    }
  }
}

function addressSlot(memory: Memory, format: Format, at: number, pending: (Format | number)[]): void {
  if (format.kind === 'text' || format.kind === 'array') {
    const target = memory.deref(at);
    memory.point(at, target);
    if (format.kind === 'array') pending.push(format.item, target, memory.word(at + 4));
  } else if (format.kind === 'enum') {
    const tag = tagOf(memory, at, format.tagBytes);
    const variant = format.variants[tag];
    if (variant === undefined || variant.isUnit) return;
    const inner = at + format.tagBytes;
    const payload = format.hasPointer ? memory.deref(inner) : inner;
    if (format.hasPointer) memory.point(inner, payload);
    pending.push(variant.format, payload, 1);
  }
}

function tagOf(memory: Memory, at: number, tagBytes: number): number {
  let tag = 0;
  for (let i = tagBytes - 1; i >= 0; i--) tag = tag * 256 + memory.bytes[at + i]!;
  return tag;
}

/** Whether values of a type can hold a pointer that pointer lists leave out. */
export function hidesPointers(format: Format): boolean {
  const seen = new Set<Format>();
  const pending: Format[] = [format];
  while (pending.length > 0) {
    const next = pending.pop()!;
    if (seen.has(next)) continue;
    seen.add(next);
    switch (next.kind) {
      case 'tuple':
        pending.push(...next.fields.map((field) => field.format));
        break;
      case 'array':
        pending.push(next.item);
        break;
      case 'enum':
        if (!next.hasPointer && next.slots.length > 0) return true;
        pending.push(...next.variants.map((variant) => variant.format));
    }
  }
  return false;
}
