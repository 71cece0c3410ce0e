import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';
import type { PlanGraph } from '../../engine';
import { saveFile } from '../results/save-file';
import { announce } from '../session';
import { Icon } from '../shell/icons';
import { projectOf, useHolt } from '../store';
import { coloursOf } from '../theme/colours-of';
import { timeInWords, words } from '../words';
import { engine, layoutWorker } from '../workers';
import { copyPlan } from './copy-plan';
import { figuresInWords } from './figures';
import { graphMarkdown, graphPicture, type PictureColours, pictureScale } from './graph-picture';
import { nodeSize } from './node-size';

const forms = ['svg', 'png', 'png1', 'pngMost', 'dot', 'json', 'text', 'markdown'] as const;
type Form = (typeof forms)[number];

const pictureThemes = ['light', 'dark'] as const;
type PictureTheme = (typeof pictureThemes)[number];

/** How many dots a px of the drawing has. */
const scales = { png: 2, png1: 1, pngMost: Number.POSITIVE_INFINITY };

interface Wishes {
  readonly figures: boolean;
  readonly theme: PictureTheme;
}

/** The whole plan as a file, whatever part of it is on the screen (GRF-15). `stageMs` as in {@link RunView}. */
export function ExportMenu({
  plan,
  stageMs,
}: {
  readonly plan: PlanGraph;
  readonly stageMs: readonly (number | null)[];
}) {
  const [figures, setFigures] = useState(true);
  const [theme, setTheme] = useState<PictureTheme>(() =>
    document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light',
  );
  const stay = (event: Event) => event.preventDefault();
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className="button icon"
        aria-label={words.plan.exportPlan}
        title={words.plan.exportPlan}
      >
        <Icon name="download" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={6}>
          <DropdownMenu.Item className="menu-item" onSelect={() => void copyPlan()}>
            {words.plan.copyPlan}
          </DropdownMenu.Item>
          {forms.map((form) => (
            <DropdownMenu.Item
              key={form}
              className="menu-item"
              onSelect={() => void exportPlan(plan, stageMs, form, { figures, theme })}
            >
              {words.plan.exportAs[form]}
            </DropdownMenu.Item>
          ))}
          <DropdownMenu.Separator className="menu-line" />
          <DropdownMenu.CheckboxItem
            className="menu-item"
            checked={figures}
            onCheckedChange={setFigures}
            onSelect={stay}
          >
            {words.plan.exportFigures}
          </DropdownMenu.CheckboxItem>
          <DropdownMenu.RadioGroup
            aria-label={words.plan.exportTheme}
            value={theme}
            onValueChange={(next) => setTheme(next as PictureTheme)}
          >
            {pictureThemes.map((one) => (
              <DropdownMenu.RadioItem key={one} className="menu-item" value={one} onSelect={stay}>
                {words.themes[one]}
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

async function exportPlan(
  plan: PlanGraph,
  stageMs: readonly (number | null)[],
  form: Form,
  wishes: Wishes,
): Promise<void> {
  const { projectName, figures, version } = useHolt.getState();
  const name = words.plan.fileName(projectName);
  const measured = (node: string) =>
    wishes.figures && figures?.version === version ? figuresInWords(figures.byNode[node]) : '';
  if (form === 'markdown') {
    saveFile(name, 'md', new Blob([graphMarkdown(plan, measured)], { type: 'text/markdown' }));
    return;
  }
  if (form === 'dot' || form === 'json' || form === 'text') {
    const run = wishes.figures && figures?.version === version ? { nodes: figures.byNode, stageMs } : null;
    const text = await engine().explain(projectOf(useHolt.getState()), form, run);
    if (text.ok)
      saveFile(name, form === 'text' ? 'txt' : form, new Blob([text.value], { type: 'text/plain' }));
    else announce(words.plan.notExported);
    return;
  }
  const layout = await layoutWorker().layout({
    nodes: plan.nodes.map((node) => ({ id: node.id, ...nodeSize })),
    edges: plan.edges.map(({ from, to }) => ({ from, to })),
    direction: 'down',
  });
  const stages = (stage: number) => {
    const ms = wishes.figures ? (stageMs[stage] ?? null) : null;
    return words.plan.stageAndTime(stage + 1, ms === null ? '' : timeInWords(ms));
  };
  const picture = graphPicture(plan, layout, measured, stages, pictureColours(wishes.theme));
  const svg = new Blob([picture], { type: 'image/svg+xml' });
  if (form === 'svg') {
    saveFile(name, 'svg', svg);
    return;
  }
  const png = await asPng(svg, pictureScale(layout, scales[form]));
  if (png === null) announce(words.plan.notExported);
  else saveFile(name, 'png', png);
}

/** Draws a picture into dots; null where the browser will not. */
async function asPng(svg: Blob, scale: number): Promise<Blob | null> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await svg.text())}`;
  try {
    await image.decode();
  } catch {
    return null;
  }
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(image.naturalWidth * scale);
  canvas.height = Math.floor(image.naturalHeight * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

function pictureColours(theme: PictureTheme): PictureColours {
  return coloursOf(theme, (colour) => ({
    paper: colour('paper'),
    bank: colour('bank'),
    raised: colour('raised'),
    line: colour('line-strong'),
    ink: colour('ink'),
    faint: colour('ink-faint'),
  }));
}
