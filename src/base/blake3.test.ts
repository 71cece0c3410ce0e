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

  test('the hasher is loaded once', async () => {
    expect(await loadBlake3()).toBe(await loadBlake3());
  });
});
