import { type Format, formatOf, type ProgramType, type Slot, type TupleFormat } from '../../value';

/** How the results of other stages become the input of one: worked out when the plan is made (PLAN-9). */
export class StageInputLayout {
  readonly #tuple: TupleFormat | null;

  constructor(type: ProgramType, parts: number) {
    const format = parts > 1 ? formatOf(type.input, type.defs) : null;
    if (format && (!format.ok || format.value.kind !== 'tuple')) throw new Error('a stage takes a tuple');
    this.#tuple = format?.ok ? (format.value as TupleFormat) : null;
  }

  /**
   * The encoded tuple of canonical values: their heads in a row, then their bodies in a row, so that only the
   * pointers in the heads change. The result is canonical. A tuple of one is encoded as its only part is.
   */
  join(parts: readonly Uint8Array[]): Uint8Array {
    if (this.#tuple === null) return parts[0] ?? new Uint8Array();
    const { head, fields } = this.#tuple;
    const bodies = parts.reduce((sum, part, i) => sum + part.length - fields[i]!.format.head, 0);
    const out = new Uint8Array(head + bodies);
    const view = new DataView(out.buffer);
    let tail = head;
    for (const [i, part] of parts.entries()) {
      const { offset, format } = fields[i]!;
      out.set(part.subarray(0, format.head), offset);
      out.set(part.subarray(format.head), tail);
      const shift = tail - format.head - offset;
      for (const slot of format.slots) movePointer(view, offset, slot, shift);
      tail += part.length - format.head;
    }
    return out;
  }
}

/** Adds `shift` to the pointer of a slot whose owner's head stands at `at`. */
function movePointer(view: DataView, at: number, slot: Slot, shift: number): void {
  const place = at + slot.offset;
  const { format } = slot;
  if (format.kind !== 'enum') {
    view.setUint32(place, view.getUint32(place, true) + shift, true);
    return;
  }
  if (format.hasPointer) {
    const pointer = view.getUint32(place + format.tagBytes, true);
    // A unit variant has no body and four zero bytes in place of a pointer.
    if (pointer !== 0) view.setUint32(place + format.tagBytes, pointer + shift, true);
    return;
  }
  const payload: Format | undefined = format.variants[readTag(view, place, format.tagBytes)]?.format;
  for (const inner of payload?.slots ?? []) movePointer(view, place + format.tagBytes, inner, shift);
}

function readTag(view: DataView, at: number, bytes: number): number {
  let tag = 0;
  for (let i = bytes - 1; i >= 0; i--) tag = tag * 256 + view.getUint8(at + i);
  return tag;
}
