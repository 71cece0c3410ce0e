import { fail, ok, type Result } from '../base';
import type { ArrayFormat, Slot, TupleFormat } from './format';
import type { FormatError } from './format-error';

/** Pointers and counts are 32 bits, so no value is larger than this. */
const LARGEST = 2 ** 32 - 1;

/**
 * The canonical bytes of an array whose items are those of all `parts`, arrays of the same format in canonical bytes, in
 * order. Heads are moved together and their pointers mended; nothing is decoded. Takes the parts out of the list as it
 * goes, so that their memory can be used again.
 */
export function joinItems(parts: Uint8Array[], format: ArrayFormat): Result<Uint8Array, FormatError> {
  if (parts.length === 1) return ok(parts[0]!);
  const { head, slots } = format.item;
  const counts = parts.map((part) => viewOf(part).getUint32(4, true));
  const count = counts.reduce((sum, one) => sum + one, 0);
  const size = parts.reduce((sum, part) => sum + part.length - 8, 8);
  if (size > LARGEST) return fail(tooLarge());
  const out = new Uint8Array(size);
  const view = viewOf(out);
  view.setUint32(0, 8, true);
  view.setUint32(4, count, true);
  let headAt = 8;
  let bodyAt = 8 + count * head;
  for (const items of counts) {
    const part = parts.shift()!;
    const bodies = 8 + items * head;
    out.set(part.subarray(8, bodies), headAt);
    out.set(part.subarray(bodies), bodyAt);
    const moved = bodyAt - bodies - (headAt - 8);
    if (slots.length > 0)
      for (let item = 0; item < items; item++) movePointers(view, slots, headAt + item * head, moved);
    headAt += items * head;
    bodyAt += part.length - bodies;
  }
  return ok(out);
}

/** The canonical bytes of a tuple whose fields are `parts`, each in canonical bytes of its field's format. */
export function joinFields(
  parts: readonly Uint8Array[],
  format: TupleFormat,
): Result<Uint8Array, FormatError> {
  const size = parts.reduce((sum, part, i) => sum + part.length - format.fields[i]!.format.head, format.head);
  if (size > LARGEST) return fail(tooLarge());
  const out = new Uint8Array(size);
  const view = viewOf(out);
  let bodyAt = format.head;
  for (const [i, part] of parts.entries()) {
    const { offset, format: field } = format.fields[i]!;
    out.set(part.subarray(0, field.head), offset);
    out.set(part.subarray(field.head), bodyAt);
    movePointers(view, field.slots, offset, bodyAt - field.head - offset);
    bodyAt += part.length - field.head;
  }
  return ok(out);
}

/** Adds `moved` to every pointer of the head at `at`: what they lead to lies so much further on now. */
function movePointers(view: DataView, slots: readonly Slot[], at: number, moved: number): void {
  for (const { offset, format } of slots) {
    const place = at + offset;
    if (format.kind !== 'enum') {
      view.setUint32(place, view.getUint32(place, true) + moved, true);
      continue;
    }
    let tag = 0;
    for (let byte = format.tagBytes - 1; byte >= 0; byte--) tag = tag * 256 + view.getUint8(place + byte);
    const variant = format.variants[tag]!;
    const payload = place + format.tagBytes;
    if (!format.hasPointer) movePointers(view, variant.format.slots, payload, moved);
    else if (!variant.isUnit) view.setUint32(payload, view.getUint32(payload, true) + moved, true);
  }
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

function tooLarge(): FormatError {
  return { kind: 'BadValueType', message: 'value is larger than 4 GB' };
}
