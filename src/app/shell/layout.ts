import { writeLocal } from '../local-store';
import { type Layout, useHolt } from '../store';

/** Regions that a splitter sizes, with their limits in CSS px (LAY-2). */
export const limits = {
  side: { min: 160, max: 480 },
  editor: { min: 320, max: 2400 },
  editorHeight: { min: 160, max: 2000 },
} as const;

const wide = window.matchMedia('(min-width: 1200px)');

const stacked = window.matchMedia('(min-width: 480px) and (max-width: 799px)');

/** Whether the editor stands over the view, so that its height is what can be set. */
export function isStacked(): boolean {
  return stacked.matches;
}

export type SizedRegion = keyof typeof limits;

const property: Record<SizedRegion, string> = {
  side: '--side-width',
  editor: '--editor-width',
  editorHeight: '--editor-height',
};

/** Sets a region's size, held within its limits; null goes back to the default. */
export function sizeRegion(region: SizedRegion, size: number | null): void {
  const { min, max } = limits[region];
  const held = size === null ? null : Math.round(Math.min(max, Math.max(min, size)));
  const layout: Layout = { ...useHolt.getState().layout, [region]: held };
  useHolt.setState({ layout });
  applyLayout(layout);
  writeLocal('layout', layout);
}

/** Makes a region wider or narrower by `by` px, from the size it has on the screen. */
export function resizeRegion(region: SizedRegion, by: number): void {
  sizeRegion(region, sizeOnScreen(region) + by);
}

export function sizeOnScreen(region: SizedRegion): number {
  const element = document.querySelector<HTMLElement>(region === 'side' ? '.side' : '.writing');
  if (element === null) return limits[region].min;
  return region === 'editorHeight' ? element.offsetHeight : element.offsetWidth;
}

/** The layout a project had, on this screen: where it is narrow the Side stays a closed drawer. */
export function layoutHere(kept: Layout, now: Layout): Layout {
  return wide.matches ? kept : { ...kept, sideShown: now.sideShown };
}

/** Puts the sizes where the style sheet reads them; the same names are set before the first paint. */
export function applyLayout(layout: Layout): void {
  const style = document.documentElement.style;
  for (const region of ['side', 'editor', 'editorHeight'] as const) {
    const size = layout[region];
    if (size === null) style.removeProperty(property[region]);
    else style.setProperty(property[region], `${size}px`);
  }
}
