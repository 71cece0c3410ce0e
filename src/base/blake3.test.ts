import { describe, expect, test } from 'vitest';
import { loadBlake3 } from './blake3';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('BLAKE3', () => {
  test('the published value of the empty input', async () => {
    const blake3 = await loadBlake3();
    expect(blake3.hex()).toBe('af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262');
  });

  test('parts are hashed as one', async () => {
    const blake3 = await loadBlake3();
    expect(blake3.hex(bytes('ab'), bytes('c'))).toBe(blake3.hex(bytes('abc')));
  });

  test('fields are told apart by their lengths', async () => {
    const blake3 = await loadBlake3();
    const one = blake3.fields('d').text('ab').text('c').hex();
    const two = blake3.fields('d').text('a').text('bc').hex();
    expect(one).not.toBe(two);
    const length = (n: number) => new Uint8Array([n, 0, 0, 0, 0, 0, 0, 0]);
    expect(one).toBe(blake3.hex(length(1), bytes('d'), length(2), bytes('ab'), length(1), bytes('c')));
  });

  test('fields of any text and length', async () => {
    const blake3 = await loadBlake3();
    const pieces = [
      'a',
      '',
      'é',
      'x'.repeat(127),
      'x'.repeat(128),
      'b\nc',
      'ü'.repeat(700),
      'x'.repeat(5000),
      'z',
    ];
    const hash = blake3.fields('d');
    const expected: Uint8Array[] = [];
    for (const piece of ['d', ...pieces]) {
      const length = new Uint8Array(8);
      new DataView(length.buffer).setBigUint64(0, BigInt(bytes(piece).length), true);
      expected.push(length, bytes(piece));
      if (piece !== 'd') hash.text(piece);
    }
    expect(hash.bytes(bytes('end')).hex()).toBe(
      blake3.hexOfAll([...expected, new Uint8Array([3, 0, 0, 0, 0, 0, 0, 0]), bytes('end')]),
    );
  });

  test('the hasher is loaded once', async () => {
    expect(await loadBlake3()).toBe(await loadBlake3());
  });
});
