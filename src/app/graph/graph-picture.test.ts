import { expect, test } from 'vitest';
import type { GraphLayout, PlanGraph } from '../../engine';
import { graphMarkdown, graphPicture, pictureScale } from './graph-picture';

const count = 500;
const plan: PlanGraph = {
  effects: 'pure',
  nodes: Array.from({ length: count }, (_, i) => ({
    id: `main/map#${i}`,
    name: `n${i}`,
    kind: 'map',
    display: `filter a${i} < "b" & c`,
    type: '[Int64]',
    span: null,
    scope: [],
    blocking: false,
    effect: 'pure',
    peekable: true,
    stage: 0,
  })),
  edges: Array.from({ length: count - 1 }, (_, i) => ({
    from: `main/map#${i}`,
    to: `main/map#${i + 1}`,
    port: 'in',
    displayOnly: false,
  })),
};
const layout: GraphLayout = {
  width: 264,
  height: count * 94,
  nodes: plan.nodes.map(({ id }, i) => ({ id, x: 8, y: 8 + i * 94 })),
};
const colours = { paper: '#fff', bank: '#eee', raised: '#fff', line: '#ccc', ink: '#000', faint: '#555' };

test('GRF-15 a picture of 500 steps has every label, as escaped text, and every edge', () => {
  const figures = (node: string) => (node === 'main/map#3' ? '12 rows' : '');
  const svg = graphPicture(plan, layout, figures, (stage) => `stage ${stage + 1} · 3 ms`, colours);
  for (let i = 0; i < count; i++) expect(svg).toContain(`>filter a${i} &lt; &quot;b&quot; &amp; c</text>`);
  expect(svg.match(/<path [^>]*fill="none"/g)).toHaveLength(count - 1);
  expect(svg).toContain('>12 rows</text>');
  expect(svg).toContain('>stage 1 · 3 ms</text>');
  expect(svg).toContain('fill="#eee"');
});

test('GRF-15 a PNG stays within 8,192 px, and is twice the size where that fits', () => {
  expect(pictureScale(layout, 2) * (layout.height + 64)).toBeCloseTo(8192);
  expect(pictureScale({ ...layout, height: 300 }, Number.POSITIVE_INFINITY) * 364).toBeCloseTo(8192);
  expect(pictureScale({ ...layout, height: 300 }, 2)).toBe(2);
  expect(pictureScale({ ...layout, height: 300 }, 1)).toBe(1);
});

test('GRF-15 Markdown lists every step with what it reads', () => {
  const text = graphMarkdown(plan, () => '');
  expect(text.match(/^\d+\. /gm)).toHaveLength(count);
  expect(text).toContain('2. **filter a1 < "b" & c** (`main/map#1`, reads `main/map#0`): `[Int64]`');
});
