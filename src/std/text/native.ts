import type { Memory } from '../../program';
import { type NativeEntries, plain } from '../native-table';

/** Where `pattern` first occurs in a stretch of bytes at or after `from`, or -1. UTF-8 never matches in mid character. */
function find(
  bytes: Uint8Array,
  base: number,
  end: number,
  from: number,
  pattern: number,
  count: number,
): number {
  if (count === 0) return from;
  const first = bytes[pattern]!;
  const last = end - count;
  let at = Math.max(from, base);
  while (at <= last) {
    at = bytes.indexOf(first, at);
    if (at < 0 || at > last) return -1;
    let i = 1;
    while (i < count && bytes[at + i] === bytes[pattern + i]) i++;
    if (i === count) return at;
    at++;
  }
  return -1;
}

/** Whether a text has `pattern` in one place: `start` bytes from its beginning, or from its end. */
function standsAt(memory: Memory, text: number, pattern: number, place: 'start' | 'end'): boolean {
  const count = memory.open(text, 1);
  const base = memory.base;
  const patternCount = memory.open(pattern, 1);
  const patternBase = memory.base;
  if (patternCount > count) return false;
  const at = place === 'start' ? base : base + count - patternCount;
  const { bytes } = memory;
  for (let i = 0; i < patternCount; i++) if (bytes[at + i] !== bytes[patternBase + i]) return false;
  return true;
}

function contains(memory: Memory, text: number, pattern: number): boolean {
  const count = memory.open(text, 1);
  const base = memory.base;
  const patternCount = memory.open(pattern, 1);
  return find(memory.bytes, base, base + count, base, memory.base, patternCount) >= 0;
}

/** Number of characters: bytes that do not continue one. */
function length(memory: Memory, text: number): number {
  const count = memory.open(text, 1);
  const { base, bytes } = memory;
  let characters = 0;
  for (let i = 0; i < count; i++) if ((bytes[base + i]! & 0xc0) !== 0x80) characters++;
  return characters;
}

function fromAscii(memory: Memory, code: number): number {
  const at = memory.newArray(code < 0x80 ? 1 : 2, 1);
  if (code < 0x80) {
    memory.bytes[at + 8] = code;
  } else {
    memory.bytes[at + 8] = 0xc0 | (code >> 6);
    memory.bytes[at + 9] = 0x80 | (code & 0x3f);
  }
  return at;
}

function join(memory: Memory, parts: number, separator: number): number {
  const count = memory.open(parts, 8);
  const items = memory.base;
  const separatorCount = memory.open(separator, 1);
  const separatorBase = memory.base;
  let size = count > 1 ? (count - 1) * separatorCount : 0;
  for (let i = 0; i < count; i++) size += memory.open(items + i * 8, 1);
  const result = memory.newArray(size, 1);
  let at = result + 8;
  for (let i = 0; i < count; i++) {
    if (i > 0) {
      memory.bytes.copyWithin(at, separatorBase, separatorBase + separatorCount);
      at += separatorCount;
    }
    const length = memory.open(items + i * 8, 1);
    memory.bytes.copyWithin(at, memory.base, memory.base + length);
    at += length;
  }
  return result;
}

/** The parts share the bytes of the text. */
function split(memory: Memory, text: number, separator: number): number {
  const count = memory.open(text, 1);
  const base = memory.base;
  const end = base + count;
  const separatorCount = memory.open(separator, 1);
  const separatorBase = memory.base;
  const cuts = separatorCount === 0 ? everyCharacter(memory.bytes, base, end) : [base];
  if (separatorCount > 0) {
    for (let from = base; ; ) {
      const at = find(memory.bytes, base, end, from, separatorBase, separatorCount);
      if (at < 0) break;
      from = at + separatorCount;
      cuts.push(at, from);
    }
    cuts.push(end);
  }
  const result = memory.newArray(cuts.length / 2, 8);
  for (let i = 0; i < cuts.length; i += 2) {
    const head = result + 8 + i * 4;
    memory.point(head, cuts[i]!);
    memory.view.setUint32(head + 4, cuts[i + 1]! - cuts[i]!, true);
  }
  return result;
}

/** Starts and ends of parts when a text is cut at every boundary, both of its ends included. */
function everyCharacter(bytes: Uint8Array, base: number, end: number): number[] {
  const cuts = [base, base];
  let start = base;
  for (let at = base + 1; at <= end; at++) {
    if (at < end && (bytes[at]! & 0xc0) === 0x80) continue;
    cuts.push(start, at);
    start = at;
  }
  cuts.push(end, end);
  return cuts;
}

/** The natives of `std::text`: all work on UTF-8 bytes. */
export const text: NativeEntries = [
  [
    'std::text::concat',
    plain(['view', 'view'], 'view', ({ memory }) => (left: number, right: number) => {
      const leftCount = memory.open(left, 1);
      const leftBase = memory.base;
      const rightCount = memory.open(right, 1);
      return memory.concat(leftBase, leftCount, memory.base, rightCount);
    }),
  ],
  [
    'std::text::length',
    plain(
      ['view'],
      'uint32',
      ({ memory }) =>
        (value: number) =>
          length(memory, value),
    ),
  ],
  [
    'std::text::from_ascii',
    plain(
      ['uint8'],
      'view',
      ({ memory }) =>
        (code: number) =>
          fromAscii(memory, code),
    ),
  ],
  [
    'std::text::join',
    plain(
      ['view', 'view'],
      'view',
      ({ memory }) =>
        (parts: number, separator: number) =>
          join(memory, parts, separator),
    ),
  ],
  [
    'std::text::split',
    plain(
      ['view', 'view'],
      'view',
      ({ memory }) =>
        (value: number, separator: number) =>
          split(memory, value, separator),
    ),
  ],
  [
    'std::text::starts_with',
    plain(
      ['view', 'view'],
      'bool',
      ({ memory }) =>
        (value: number, prefix: number) =>
          standsAt(memory, value, prefix, 'start'),
    ),
  ],
  [
    'std::text::ends_with',
    plain(
      ['view', 'view'],
      'bool',
      ({ memory }) =>
        (value: number, suffix: number) =>
          standsAt(memory, value, suffix, 'end'),
    ),
  ],
  [
    'std::text::contains',
    plain(
      ['view', 'view'],
      'bool',
      ({ memory }) =>
        (value: number, pattern: number) =>
          contains(memory, value, pattern),
    ),
  ],
];
