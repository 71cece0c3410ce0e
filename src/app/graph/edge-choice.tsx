import { useEffect, useRef } from 'react';
import type { PlanGraphNode } from '../../engine';
import { words } from '../words';

/** Several edges lead on from a step: arrows choose one of them, Enter goes there, Esc goes back (GRF-13). */
export function EdgeChoice({
  ways,
  go,
  back,
  leave,
}: {
  readonly ways: readonly PlanGraphNode[];
  readonly go: (node: PlanGraphNode) => void;
  readonly back: () => void;
  /** The focus went elsewhere. */
  readonly leave: () => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.querySelector('button')?.focus(), []);
  return (
    <div
      ref={list}
      className="edge-choice"
      role="menu"
      aria-label={words.plan.whichWay}
      onKeyDown={(event) => {
        const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
        const at = buttons.indexOf(event.target as HTMLButtonElement);
        const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
        if (step !== undefined) buttons[(at + step + buttons.length) % buttons.length]?.focus();
        else if (event.key === 'Escape') back();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) leave();
      }}
    >
      {ways.map((node) => (
        <button key={node.id} type="button" role="menuitem" className="menu-item" onClick={() => go(node)}>
          {node.kind === 'output' ? words.plan.output : node.display}
        </button>
      ))}
    </div>
  );
}
