import { createBLAKE3 } from 'hash-wasm';
import { expect, test } from 'vitest';
import { PlainBlake3 } from './plain-blake3';

test('the digest of nothing is the published one', () => {
  expect(new PlainBlake3().digest()).toBe('af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262');
});

test('digests are those of the library, whatever the length and the cuts', async () => {
  const library = await createBLAKE3();
  const plain = new PlainBlake3();
  for (const length of [1, 63, 64, 65, 1023, 1024, 1025, 2048, 2049, 3072, 5000, 8192, 31744, 102400]) {
    const bytes = Uint8Array.from({ length }, (_, i) => i % 251);
    library.init();
    library.update(bytes);
    plain.init();
    for (let at = 0; at < length; at += 777) plain.update(bytes.subarray(at, at + 777));
    expect(plain.digest()).toBe(library.digest('hex'));
  }
});
