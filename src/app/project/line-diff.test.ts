import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineDiff } from './line-diff';

test('PRJ-5 a difference names the lines that go and come, and counts what is far from them', () => {
  expect(lineDiff('1\n2\n3\n4\n5\n6\n7', '1\n2\n3\n4\nfive\n6\n7')).toEqual([
    { kind: 'gap', count: 2 },
    { kind: 'same', text: '3' },
    { kind: 'same', text: '4' },
    { kind: 'gone', text: '5' },
    { kind: 'come', text: 'five' },
    { kind: 'same', text: '6' },
    { kind: 'same', text: '7' },
  ]);
});

test('equal texts have one gap and nothing else', () => {
  expect(lineDiff('a\nb', 'a\nb')).toEqual([{ kind: 'gap', count: 2 }]);
});

test('the lines that stay and come are the text after, those that stay and go the text before', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = lineDiff(before.join('\n'), after.join('\n'));
      const count = (kinds: readonly string[]) =>
        lines.reduce(
          (sum, line) => sum + (line.kind === 'gap' ? line.count : Number(kinds.includes(line.kind))),
          0,
        );
      expect(count(['same', 'gone'])).toBe(before.length);
      expect(count(['same', 'come'])).toBe(after.length);
      const come = lines.flatMap((line) => (line.kind === 'come' ? [line.text] : []));
      for (const line of come) expect(after).toContain(line);
    }),
  );
});
