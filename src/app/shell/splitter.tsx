import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useHolt } from '../store';
import { words } from '../words';
import { limits, resizeRegion, type SizedRegion, sizeOnScreen, sizeRegion } from './layout';
import './splitter.css';

const step = 16;

/** Where a region ends: to the right of it, or to the left where a language is written that way. */
const onward = words.direction === 'rtl' ? -1 : 1;

/** The edge of a region: drag it, move it with arrow keys, or press Home or twice to reset it (LAY-3). */
export function Splitter({ region, name }: { readonly region: SizedRegion; readonly name: string }) {
  const size = useHolt((state) => state.layout[region]);
  const start = useRef<{ readonly at: number; readonly size: number } | null>(null);
  const { min, max } = limits[region];
  const upright = region !== 'editorHeight';

  /** How far the pointer is along the way on which the region grows. */
  function along(event: PointerEvent): number {
    return upright ? onward * event.clientX : event.clientY;
  }

  function grab(event: PointerEvent<HTMLElement>): void {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { at: along(event), size: sizeOnScreen(region) };
  }

  function drag(event: PointerEvent): void {
    if (start.current !== null) sizeRegion(region, start.current.size + along(event) - start.current.at);
  }

  function key(event: KeyboardEvent): void {
    const [less, more] = upright ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const way = upright ? step * onward : step;
    if (event.key === less) resizeRegion(region, -way);
    else if (event.key === more) resizeRegion(region, way);
    else if (event.key === 'Home') sizeRegion(region, null);
    else return;
    event.preventDefault();
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is a widget, not a rule
    <div
      className="splitter"
      data-region={region}
      role="separator"
      aria-orientation={upright ? 'vertical' : 'horizontal'}
      aria-label={upright ? words.layout.splitter(name) : words.layout.heightSplitter(name)}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={size ?? min}
      tabIndex={0}
      onPointerDown={grab}
      onPointerMove={drag}
      onPointerUp={() => {
        start.current = null;
      }}
      onDoubleClick={() => sizeRegion(region, null)}
      onKeyDown={key}
    />
  );
}
