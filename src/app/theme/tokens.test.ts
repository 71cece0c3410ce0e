import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

/** Colours of one theme by token name; a theme that leaves a token out has that of the light one. */
function tokens(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('\n}', start));
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name!, value!]),
  );
}

const themes = {
  light: tokens(':root'),
  dark: tokens(":root[data-theme='dark']"),
  contrast: tokens(":root[data-theme='contrast']"),
};

/** Text colours and what they stand on. */
const textPairs: readonly (readonly [string, readonly string[]])[] = [
  ['ink', ['paper', 'bank', 'raised', 'hover', 'river-soft', 'code-line']],
  ['ink-soft', ['paper', 'bank', 'raised', 'hover', 'river-soft']],
  ['ink-faint', ['paper', 'bank', 'raised', 'code-line']],
  ['river', ['paper', 'bank', 'raised', 'code-line']],
  ['on-river', ['river', 'river-strong']],
  ['fur', ['paper', 'raised', 'fur-soft']],
  ['bad', ['paper', 'bank', 'bad-soft']],
  ['good', ['paper', 'raised']],
  ...['keyword', 'type', 'function', 'text', 'number', 'comment', 'operator'].map(
    (kind) => [`code-${kind}`, ['paper', 'raised', 'code-line']] as const,
  ),
];

/** Marks and edges of controls. */
const markPairs: readonly (readonly [string, readonly string[]])[] = [
  ['line-strong', ['paper', 'raised', 'bank']],
  ['river', ['river-soft']],
  ['fur', ['fur-soft']],
];

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high! + 0.05) / (low! + 0.05);
}

describe.each(Object.entries(themes))('LOOK-1 contrast in %s', (name, theme) => {
  const least = (pairs: typeof textPairs, wanted: number) =>
    pairs.flatMap(([front, backs]) =>
      backs.flatMap((back) => {
        const ratio = contrast(theme.get(front)!, theme.get(back)!);
        return ratio < wanted ? [`${front} on ${back}: ${ratio.toFixed(2)}`] : [];
      }),
    );

  test('text', () => {
    expect(least(textPairs, name === 'contrast' ? 7 : 4.5)).toEqual([]);
  });

  test('marks', () => {
    expect(least(markPairs, 3)).toEqual([]);
  });
});
