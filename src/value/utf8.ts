import type { ByteWriter } from './byte-writer';
import { FormatFailure, invalidData } from './format-error';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Below this length a loop over the bytes beats the call of the platform's coder. */
const SHORT = 24;
/** Room for the characters of a short text, one array for each length. */
const CODES = Array.from({ length: SHORT + 1 }, (_, length) => new Array<number>(length).fill(0));

/** Appends the UTF-8 form of `text` and returns its length in bytes. Half a surrogate pair is no text. */
export function writeUtf8(out: ByteWriter, text: string): number {
  const units = text.length;
  const start = out.reserve(units);
  const { bytes } = out;
  let at = 0;
  if (units <= SHORT * 4) {
    for (; at < units; at++) {
      const unit = text.charCodeAt(at);
      if (unit >= 0x80) break;
      bytes[start + at] = unit;
    }
    if (at === units) return units;
  }
  if (/\p{Surrogate}/u.test(text)) {
    throw new FormatFailure({ kind: 'BadValueType', message: 'text holds half a surrogate pair' });
  }
  out.reserve(units * 2);
  const { written } = encoder.encodeInto(text, out.bytes.subarray(start));
  // The room that was not needed was never written beyond `written`: give it back as it is, zero.
  out.length = start + written;
  return written;
}

/** Reads UTF-8 bytes; bytes that are no UTF-8 are `InvalidData`. A byte order mark is kept. */
export function readUtf8(bytes: Uint8Array, start: number, length: number): string {
  if (length <= SHORT) {
    const codes = CODES[length]!;
    let index = 0;
    for (; index < length; index++) {
      const byte = bytes[start + index]!;
      if (byte >= 0x80) break;
      codes[index] = byte;
    }
    if (index === length) return String.fromCharCode.apply(null, codes);
  }
  try {
    return decoder.decode(bytes.subarray(start, start + length));
  } catch {
    throw invalidData('text is not valid UTF-8', start);
  }
}

/** Fails with `InvalidData` unless the bytes are UTF-8 (no overlong forms, no surrogates, at most U+10FFFF). */
export function checkUtf8(bytes: Uint8Array, start: number, length: number): void {
  const end = start + length;
  let at = start;
  while (at < end) {
    const first = bytes[at]!;
    if (first < 0x80) {
      at++;
      continue;
    }
    const size =
      first >= 0xc2 && first < 0xe0
        ? 2
        : first >= 0xe0 && first < 0xf0
          ? 3
          : first >= 0xf0 && first < 0xf5
            ? 4
            : 0;
    if (size === 0 || at + size > end) throw invalidData('text is not valid UTF-8', at);
    const second = bytes[at + 1]!;
    const lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
    const highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
    if (second < lowest || second > highest) throw invalidData('text is not valid UTF-8', at);
    for (let more = 2; more < size; more++) {
      if ((bytes[at + more]! & 0xc0) !== 0x80) throw invalidData('text is not valid UTF-8', at);
    }
    at += size;
  }
}
