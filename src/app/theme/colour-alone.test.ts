import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const sheet = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

/** What a rule says apart from which colours it takes. */
function shape(css: string, selector: string): string {
  const start = css.indexOf(`\n${selector} {`);
  expect(start, selector).toBeGreaterThanOrEqual(0);
  return css.slice(css.indexOf('{', start), css.indexOf('}', start)).replace(/var\(--[\w-]+\)/g, 'a colour');
}

test('ACC-6 what became of a step is told by the form of its mark', () => {
  const css = sheet('../editor/editor.css');
  const shapes = ['.step-mark::before', '.step-ok::before', '.step-failed::before'].map((one) =>
    shape(css, one),
  );
  expect(new Set(shapes).size).toBe(3);
});

test('ACC-6 what a change takes away is struck out, what it adds is underlined', () => {
  const css = sheet('../editor/sheets.css');
  expect(shape(css, '.change ins')).toContain('text-decoration: underline');
  // Struck out is how every browser draws it: no sheet may take that away.
  for (const path of ['../editor/sheets.css', './base.css', '../project/timeline.css'])
    expect(sheet(path)).not.toMatch(/\bdel\b[^{]*\{[^}]*text-decoration/);
});

test('ACC-6 words that are unused, of some runners only, or hidden differ in slant, weight or line', () => {
  const theme = sheet('../editor/monaco.ts');
  const styles = ['unused', 'runnerOnly', 'hidden'].map(
    (mark) => new RegExp(`\\.${mark}\`[^}]*fontStyle: '(\\w+)'`).exec(theme)?.[1],
  );
  expect(styles).toEqual(['italic', 'bold', 'underline']);
});
