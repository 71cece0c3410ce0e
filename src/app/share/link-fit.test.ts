import { expect, test } from 'vitest';
import { fitOf, looksSecret } from './link-fit';

test('SHR-4 the length says where a link fits', () => {
  expect([2000, 2001, 8000, 8001, 32_000, 32_001].map(fitOf)).toEqual([
    'chat',
    'everywhere',
    'everywhere',
    'browsers',
    'browsers',
    'none',
  ]);
});

test('SHR-7 what looks like a secret is found, plain programs are not', () => {
  expect(looksSecret('@!runner("postgres://ana:hunter22@db.example/x")')).toBe(true);
  expect(looksSecret('const password = "correct horse"')).toBe(true);
  expect(looksSecret('const password: Text = "x"')).toBe(false);
  expect(looksSecret('func main() -> "https://example.org/a"')).toBe(false);
});
