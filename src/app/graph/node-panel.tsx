import { useEffect, useRef, useState } from 'react';
import type { ValueView as HeldValue, PlanGraph, PlanGraphNode, RunFailure } from '../../engine';
import { factsOfPeek } from '../results/peek-facts';
import { ValueView } from '../results/value-view';
import { peekRequest } from '../session';
import { Icon } from '../shell/icons';
import { textOf, useHolt } from '../store';
import { words } from '../words';
import { engine } from '../workers';
import { chooseNode } from './choose-node';
import { NodeFacts, Numbers } from './node-facts';

/** The chosen step: the rows at that point, its type and its text (GRF-7, GRF-8). */
export function NodePanel({ node, plan }: { readonly node: PlanGraphNode; readonly plan: PlanGraph }) {
  const source = useHolt((state) => textOf(state, node.span?.file ?? ''));
  const [tab, setTab] = useState<NodeTab>('peek');
  const figures = useHolt((state) =>
    state.figures?.version === state.version ? state.figures.byNode[node.id] : undefined,
  );
  const inputs = plan.edges.filter((edge) => edge.to === node.id);
  return (
    <section className="node-panel" aria-label={words.plan.step(node.display)}>
      <div className="head">
        <h2 className="node-title">{node.display}</h2>
        <span className="fill" />
        <button
          type="button"
          className="button icon"
          aria-label={words.plan.close}
          title={words.plan.close}
          onClick={() => chooseNode(null)}
        >
          <Icon name="close" />
        </button>
      </div>
      <div className="choice node-tabs">
        {nodeTabs.map((name) => (
          <button key={name} type="button" aria-pressed={tab === name} onClick={() => setTab(name)}>
            {words.plan[name]}
          </button>
        ))}
      </div>
      {tab === 'peek' ? <Peek node={node} /> : null}
      {tab === 'type' ? (
        <div className="node-type">
          <dl className="node-types">
            {inputs.map((edge) => (
              <div key={`${edge.from}/${edge.port}`}>
                <dt>{edge.port}</dt>
                <dd>{plan.nodes.find((one) => one.id === edge.from)?.type}</dd>
              </div>
            ))}
            <div>
              <dt>→</dt>
              <dd>{node.type}</dd>
            </div>
          </dl>
          <NodeFacts key={node.id} node={node} plan={plan} tab="columns" />
        </div>
      ) : null}
      {tab === 'sql' || tab === 'ir' || tab === 'bytecode' || tab === 'lineage' ? (
        <NodeFacts key={node.id} node={node} plan={plan} tab={tab} />
      ) : null}
      {tab === 'numbers' ? <Numbers figures={figures} /> : null}
      {tab === 'source' ? (
        <pre className="source-text">
          {node.span === null ? words.plan.addedByPlanner : source.slice(node.span.start, node.span.end)}
        </pre>
      ) : null}
    </section>
  );
}

const nodeTabs = ['peek', 'type', 'sql', 'ir', 'bytecode', 'numbers', 'lineage', 'source'] as const;
type NodeTab = (typeof nodeTabs)[number];

/** What a look gave, and of which text. */
type Peeked = { readonly version: number } & (
  | { readonly value: HeldValue }
  | { readonly failure: RunFailure }
);

/**
 * The value of one step, run up to there. It stays while the text moves on, marked as of an earlier text, until the
 * next text that checks gives another (GRF-8).
 */
function Peek({ node }: { readonly node: PlanGraphNode }) {
  const version = useHolt((state) => state.version);
  const checked = useHolt((state) => (state.check?.plan === undefined ? null : state.check.version));
  const runner = useHolt((state) => state.runner);
  const [peeked, setPeeked] = useState<Peeked | null>(null);
  const held = useRef<number | null>(null);
  const asked = useRef<string | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new text or runner is a new peek
  useEffect(() => {
    if (checked === null) return;
    let current = true;
    if (asked.current !== node.id) setPeeked(null);
    asked.current = node.id;
    void engine()
      .peek(peekRequest(node.id))
      .then((answer) => {
        if (!current) {
          if (answer.ok) void engine().release(answer.value.id);
          return;
        }
        setPeeked({ ...(answer.ok ? { value: answer.value } : { failure: answer.error }), version: checked });
        if (held.current !== null) void engine().release(held.current);
        held.current = answer.ok ? answer.value.id : null;
      });
    return () => {
      current = false;
    };
  }, [node.id, checked, runner]);
  useEffect(
    () => () => {
      if (held.current !== null) void engine().release(held.current);
    },
    [],
  );

  if (peeked === null) return <p className="note-line">{words.plan.peeking}</p>;
  if ('value' in peeked) {
    return (
      <div className="result-body">
        <p className="peek-facts">
          <span>{factsOfPeek(peeked.value)}</span>
          {peeked.version === version ? null : <span className="result-mark">{words.view.earlier}</span>}
        </p>
        <ValueView value={peeked.value} form={null} />
      </div>
    );
  }
  return (
    <section className="state small">
      <h3>{words.plan.peekFailed}</h3>
      <p>{failureInWords(peeked.failure)}</p>
    </section>
  );
}

function failureInWords(failure: RunFailure): string {
  if (failure.kind === 'error') return failure.error.message;
  if (failure.kind === 'inputs') return failure.message;
  if (failure.kind === 'load') return words.plan.engineAway(words.runner[failure.runner]);
  if (failure.kind === 'problems') return failure.problems[0]?.message ?? words.view.broken;
  return words.strip.stopped;
}
