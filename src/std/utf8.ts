import type { Memory } from '../program';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A text value of a JavaScript string. */
export function newText(memory: Memory, text: string): number {
  const at = memory.newArray(text.length * 3, 1);
  let length = 0;
  for (; length < text.length; length++) {
    const code = text.charCodeAt(length);
    if (code > 0x7f) break;
    memory.bytes[at + 8 + length] = code;
  }
  if (length < text.length) length = encoder.encodeInto(text, memory.bytes.subarray(at + 8)).written;
  memory.view.setUint32(at + 4, length, true);
  memory.release(at + 8 + length);
  return at;
}

/** The JavaScript string of a text value. */
export function readText(memory: Memory, at: number): string {
  const count = memory.open(at, 1);
  return decoder.decode(memory.bytes.subarray(memory.base, memory.base + count));
}
