import type { GraphLayout, PlanGraph } from '../../engine';
import { words } from '../words';
import { hullGround } from './hull-ground';
import { nodeSize } from './node-size';

const box = { ...nodeSize, radius: 10 };
/** How far the ground of a stage reaches beyond its steps, in px. */
const reach = 11;
const margin = 32;
/** PNG pictures are at most so wide or high, in px (GRF-15). */
const mostPixels = 8192;

/** The colours of a picture; the page's own, or another theme's. */
export interface PictureColours {
  readonly paper: string;
  readonly bank: string;
  readonly raised: string;
  readonly line: string;
  readonly ink: string;
  readonly faint: string;
}

/**
 * The whole plan as one SVG document: text stays text, in generic fonts, and stages are grounds below their steps
 * (GRF-15). `figures` by node and `stages` by stage, in words; both empty where they are not wanted.
 */
export function graphPicture(
  plan: PlanGraph,
  layout: GraphLayout,
  figures: (node: string) => string,
  stages: (stage: number) => string,
  colours: PictureColours,
): string {
  const places = new Map(layout.nodes.map((place) => [place.id, place]));
  const width = Math.ceil(layout.width + 2 * margin);
  const height = Math.ceil(layout.height + 2 * margin);
  const byStage = new Map<number, string[]>();
  for (const { id, stage } of plan.nodes) byStage.set(stage, [...(byStage.get(stage) ?? []), id]);
  const hulls = [...byStage].map(([stage, steps]) => {
    const low = steps.flatMap((step) => places.get(step) ?? []).reduce((a, b) => (b.y > a.y ? b : a));
    const label = `<text x="${low.x + 8}" y="${low.y + box.height + reach + 13}" font-size="11" fill="${colours.faint}">${escaped(stages(stage))}</text>`;
    return [
      ground(plan, places, steps, reach + 1, colours.line),
      ground(plan, places, steps, reach, colours.bank),
      label,
    ].join('\n');
  });
  const edges = plan.edges.flatMap((edge) => {
    const [from, to] = [places.get(edge.from), places.get(edge.to)];
    if (from === undefined || to === undefined) return [];
    const [x1, y1] = [from.x + box.width / 2, from.y + box.height];
    const [x2, y2] = [to.x + box.width / 2, to.y];
    const bend = Math.max(12, (y2 - y1) / 2);
    const dashed = edge.displayOnly ? ' stroke-dasharray="4 4"' : '';
    const path = `<path d="M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}" fill="none" stroke="${colours.line}" stroke-width="1.5"${dashed}/>`;
    const label =
      edge.port === 'in'
        ? ''
        : `<text x="${(x1 + x2) / 2 + 6}" y="${(y1 + y2) / 2}" font-size="11" fill="${colours.faint}">${escaped(edge.port)}</text>`;
    return [path + label];
  });
  const nodes = plan.nodes.flatMap((node) => {
    const place = places.get(node.id);
    if (place === undefined) return [];
    const title = node.kind === 'output' ? words.plan.output : node.display;
    const measured = figures(node.id);
    return [
      `<g transform="translate(${place.x} ${place.y})"><title>${escaped(`${node.id}: ${node.display}`)}</title>`,
      `<rect width="${box.width}" height="${box.height}" rx="${box.radius}" fill="${colours.raised}" stroke="${colours.line}"/>`,
      `<text x="14" y="25" font-size="12.5" font-weight="500" fill="${colours.ink}">${escaped(cut(title, 30))}</text>`,
      `<text x="14" y="43" font-size="11" fill="${colours.faint}">${escaped(cut(node.type, 34))}</text>`,
      measured === ''
        ? ''
        : `<text x="${box.width / 2 + 10}" y="${box.height + 18}" font-size="11" fill="${colours.faint}">${escaped(measured)}</text>`,
      '</g>',
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${-margin} ${-margin} ${width} ${height}" font-family="ui-monospace, Menlo, Consolas, monospace">`,
    `<rect x="${-margin}" y="${-margin}" width="${width}" height="${height}" fill="${colours.paper}"/>`,
    ...hulls,
    ...edges,
    ...nodes,
    '</svg>\n',
  ].join('\n');
}

function ground(
  plan: PlanGraph,
  places: ReadonlyMap<string, GraphLayout['nodes'][number]>,
  steps: readonly string[],
  around: number,
  colour: string,
): string {
  const { rects, ways } = hullGround(steps, plan, places, around);
  return [
    `<g fill="${colour}" stroke="none">`,
    ...rects.map(
      ({ x, y, width, height, rx }) =>
        `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${rx}"/>`,
    ),
    ...ways.map(({ path, width }) => `<path d="${path}" stroke="${colour}" stroke-width="${width}"/>`),
    '</g>',
  ].join('');
}

/** How much bigger than the drawing a PNG of it is: as wanted, or as much as the limit of its dots allows. */
export function pictureScale(layout: GraphLayout, wanted: number): number {
  const longest = Math.max(layout.width, layout.height) + 2 * margin;
  return Math.min(wanted, mostPixels / longest);
}

/** The plan as Markdown: a list in the order of computation. */
export function graphMarkdown(plan: PlanGraph, figures: (node: string) => string): string {
  const lines = plan.nodes.map((node, i) => {
    const inputs = plan.edges.filter((edge) => edge.to === node.id).map((edge) => `\`${edge.from}\``);
    const reads = inputs.length === 0 ? '' : `, ${words.plan.from(inputs.join(', '))}`;
    const measured = figures(node.id);
    return `${i + 1}. **${node.display.replaceAll('*', '\\*')}** (\`${node.id}\`${reads}): \`${node.type}\`${measured === '' ? '' : ` · ${measured}`}`;
  });
  return `# ${words.plan.label}\n\n${lines.join('\n')}\n`;
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
