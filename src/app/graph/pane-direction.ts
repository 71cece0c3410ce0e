import { type RefObject, useLayoutEffect, useState } from 'react';

export type Direction = 'down' | 'right';

/** A pane so many times as wide as it is high has more room beside a step than below it. */
const wide = 1.6;

/**
 * The way in which a plan is drawn in the pane that `inside` stands in: to the right in a wide one, else down (GRF-3).
 * The panel of a chosen step takes its height from the drawing, so the whole tab panel counts.
 */
export function usePaneDirection(inside: RefObject<HTMLElement | null>): Direction {
  const [direction, setDirection] = useState<Direction>('down');
  useLayoutEffect(() => {
    const pane = inside.current?.closest<HTMLElement>('[role=tabpanel]');
    if (pane === null || pane === undefined) return;
    const look = () => setDirection(pane.clientWidth > wide * pane.clientHeight ? 'right' : 'down');
    look();
    const observer = new ResizeObserver(look);
    observer.observe(pane);
    return () => observer.disconnect();
  }, [inside]);
  return direction;
}

const turned: Readonly<Record<string, string>> = {
  ArrowRight: 'ArrowDown',
  ArrowLeft: 'ArrowUp',
  ArrowDown: 'ArrowRight',
  ArrowUp: 'ArrowLeft',
};

/** The key that does in a drawing that goes down what `key` does in this one: arrows follow what is seen (GRF-13). */
export function keyGoingDown(key: string, direction: Direction): string {
  return direction === 'down' ? key : (turned[key] ?? key);
}
