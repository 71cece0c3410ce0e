import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteKeyTable } from './key-table';

test('numbers keys in order of first occurrence and finds them again', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 3 }), { maxLength: 300 }), (keys) => {
      const table = new ByteKeyTable();
      const known = new Map<string, number>();
      for (const key of keys) {
        expect(table.find(key, 0, key.length)).toBe(known.get(key.join()) ?? -1);
        if (!known.has(key.join())) known.set(key.join(), known.size);
        expect(table.number(key, 0, key.length)).toBe(known.get(key.join()));
      }
      expect(table.size).toBe(known.size);
    }),
  );
});

test('tells 100,000 keys apart', () => {
  const table = new ByteKeyTable();
  const encoder = new TextEncoder();
  for (let i = 0; i < 100_000; i++) {
    const key = encoder.encode(`key ${i}`);
    expect(table.number(key, 0, key.length)).toBe(i);
  }
});
