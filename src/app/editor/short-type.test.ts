import { expect, test } from 'vitest';
import { shortType } from './short-type';

test('EDT-4 a hint names the fields, not their types', () => {
  expect(shortType('[{river: Text, otters: Int64}]')).toBe('[{river, otters}]');
  expect(shortType('[{key: Text, values: [{a: Int8, b: Bool}]}]')).toBe('[{key, values}]');
  expect(shortType('{a: Int8, Text}?')).toBe('{a, Text}?');
  expect(shortType('[{`unit price`: Float64, kind: enum {x, y: Int8}}]')).toBe('[{`unit price`, kind}]');
  expect(shortType('[Sighting]')).toBe('[Sighting]');
  expect(shortType('{}')).toBe('{}');
});
