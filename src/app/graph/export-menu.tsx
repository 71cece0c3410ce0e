import { DropdownMenu } from 'radix-ui';
import type { PlanGraph } from '../../engine';
import { saveFile } from '../results/save-file';
import { announce } from '../session';
import { Icon } from '../shell/icons';
import { projectOf, useHolt } from '../store';
import { words } from '../words';
import { engine, layoutWorker } from '../workers';
import { copyPlan } from './copy-plan';
import { figuresInWords } from './figures';
import { graphMarkdown, graphPicture, pictureScale } from './graph-picture';
import { nodeSize } from './plan-node';

const forms = ['svg', 'png', 'dot', 'json', 'text', 'markdown'] as const;
type Form = (typeof forms)[number];

/** The whole plan as a file, whatever part of it is on the screen (GRF-15). */
export function ExportMenu({ plan }: { readonly plan: PlanGraph }) {
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
            <DropdownMenu.Item key={form} className="menu-item" onSelect={() => void exportPlan(plan, form)}>
              {words.plan.exportAs[form]}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

async function exportPlan(plan: PlanGraph, form: Form): Promise<void> {
  const { projectName, figures, version } = useHolt.getState();
  const name = words.plan.fileName(projectName);
  const measured = (node: string) =>
    figures?.version === version ? figuresInWords(figures.byNode[node]) : '';
  if (form === 'markdown') {
    saveFile(name, 'md', new Blob([graphMarkdown(plan, measured)], { type: 'text/markdown' }));
    return;
  }
  if (form === 'dot' || form === 'json' || form === 'text') {
    const text = await engine().explain(projectOf(useHolt.getState()), form);
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
  const style = getComputedStyle(document.documentElement);
  const colour = (token: string) => style.getPropertyValue(`--${token}`).trim();
  const picture = graphPicture(plan, layout, measured, {
    paper: colour('paper'),
    raised: colour('raised'),
    line: colour('line-strong'),
    ink: colour('ink'),
    faint: colour('ink-faint'),
  });
  const svg = new Blob([picture], { type: 'image/svg+xml' });
  if (form === 'svg') {
    saveFile(name, 'svg', svg);
    return;
  }
  const png = await asPng(svg, pictureScale(layout));
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
