import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Memory, type NativeSite } from '../../program';
import { newText, readText } from '../utf8';
import { text as entries } from './native';

const memory = new Memory(2 ** 26);
const natives = new Map(entries);

function call(name: string, ...args: readonly unknown[]): unknown {
  const native = natives.get(`std::text::${name}`)!;
  const site = { memory, layout: [], callbacks: [] } as unknown as NativeSite;
  const { code } = native.build(site);
  return (code as unknown as (...args: readonly unknown[]) => unknown)(...args);
}

const put = (value: string) => newText(memory, value);
const texts = (array: unknown) => {
  const count = memory.open(array as number, 8);
  const { base } = memory;
  return Array.from({ length: count }, (_, i) => readText(memory, base + i * 8));
};

/** Few characters of every length in UTF-8, so that matches are common. */
const someText = fc
  .array(fc.constantFrom('a', 'b', 'é', '日', '🦦'), { maxLength: 8 })
  .map((units) => units.join(''));

describe('text functions on UTF-8 bytes agree with strings', () => {
  test('split', () => {
    fc.assert(
      fc.property(someText, someText, (value, separator) => {
        const expected = separator === '' ? ['', ...value, ''] : value.split(separator);
        expect(texts(call('split', put(value), put(separator)))).toEqual(expected);
      }),
    );
  });

  test('join after split gives the text back', () => {
    fc.assert(
      fc.property(someText, someText, (value, separator) => {
        const parts = call('split', put(value), put(separator));
        expect(readText(memory, call('join', parts, put(separator)) as number)).toBe(value);
      }),
    );
  });

  test('contains, starts_with, ends_with, length, concat', () => {
    fc.assert(
      fc.property(someText, someText, (value, part) => {
        expect(call('contains', put(value), put(part))).toBe(value.includes(part));
        expect(call('starts_with', put(value), put(part))).toBe(value.startsWith(part));
        expect(call('ends_with', put(value), put(part))).toBe(value.endsWith(part));
        expect(call('length', put(value))).toBe([...value].length);
        expect(readText(memory, call('concat', put(value), put(part)) as number)).toBe(value + part);
      }),
    );
  });

  test('a text that grew in place keeps its earlier values', () => {
    let grown = put('-'.repeat(300));
    const kept: number[] = [];
    for (let i = 0; i < 50; i++) {
      grown = call('concat', grown, put(String(i % 10))) as number;
      kept.push(grown);
    }
    const other = call('concat', kept[10], put('other')) as number;
    for (const [i, at] of kept.entries()) {
      const tail = Array.from({ length: i + 1 }, (_, n) => n % 10).join('');
      expect(readText(memory, at)).toBe('-'.repeat(300) + tail);
    }
    expect(readText(memory, other)).toBe(`${'-'.repeat(300)}01234567890other`);
  });

  test('from_ascii covers Latin-1', () => {
    for (let code = 0; code < 256; code++) {
      expect(readText(memory, call('from_ascii', code) as number)).toBe(String.fromCharCode(code));
    }
  });
});
