import { type RefObject, useState } from 'react';
import type { PlanGraph, PlanGraphNode } from '../../engine';
import { words } from '../words';

/** Finds steps by what they do, their kind, name or type; Enter goes from one to the next (GRF-4). */
export function PlanSearch({
  plan,
  go,
  field,
}: {
  readonly plan: PlanGraph;
  readonly go: (node: PlanGraphNode) => void;
  readonly field: RefObject<HTMLInputElement | null>;
}) {
  const [wanted, setWanted] = useState('');
  const [next, setNext] = useState(0);
  const found = stepsLike(plan, wanted);
  return (
    <search className="plan-search">
      <input
        ref={field}
        className="field"
        type="search"
        placeholder={words.plan.search}
        aria-label={words.plan.search}
        value={wanted}
        onChange={(event) => {
          setWanted(event.target.value);
          setNext(0);
        }}
        onKeyDown={(event) => {
          const node = found[next % Math.max(1, found.length)];
          if (event.key !== 'Enter' || node === undefined) return;
          setNext(next + 1);
          go(node);
          field.current?.focus();
        }}
      />
      {wanted === '' ? null : <span role="status">{words.plan.found(found.length)}</span>}
    </search>
  );
}

function stepsLike(plan: PlanGraph, wanted: string): readonly PlanGraphNode[] {
  const text = wanted.trim().toLowerCase();
  if (text === '') return [];
  return plan.nodes.filter(({ display, kind, name, type }) =>
    [display, kind, name, type].some((part) => part.toLowerCase().includes(text)),
  );
}
