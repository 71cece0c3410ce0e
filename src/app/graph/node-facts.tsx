import { useEffect, useState } from 'react';
import type { NodeFacts as Facts, NodeFigures, PlanGraph, PlanGraphNode } from '../../engine';
import { CopyButton } from '../results/copy-button';
import { PlainText } from '../results/plain-text';
import { SqlText } from '../results/sql-text';
import { projectOf, useHolt } from '../store';
import { sizeInWords, timeInWords, wholeNumber, words } from '../words';
import { engine } from '../workers';

/** The tabs that show what a step is compiled to and where its columns come from (GRF-7). */
export type FactTab = 'columns' | 'sql' | 'ir' | 'bytecode' | 'lineage';

export function NodeFacts({
  node,
  plan,
  tab,
}: {
  readonly node: PlanGraphNode;
  readonly plan: PlanGraph;
  readonly tab: FactTab;
}) {
  const version = useHolt((state) => state.check?.version);
  const [facts, setFacts] = useState<Facts | null>(null);
  const [dialect, setDialect] = useState<'duckdb' | 'pglite'>('duckdb');

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again for each checked text
  useEffect(() => {
    let current = true;
    void engine()
      .inspect(projectOf(useHolt.getState()), node.id)
      .then((answer) => {
        if (current) setFacts(answer.ok ? answer.value : null);
      });
    return () => {
      current = false;
    };
  }, [node.id, version]);

  if (facts === null) return <p className="note-line">{words.view.reading}</p>;
  if (tab === 'columns') return <Columns columns={facts.columns} />;
  if (tab === 'lineage') return <Lineage lineage={facts.lineage} plan={plan} />;
  if (tab === 'ir')
    return facts.ir === null ? (
      <p className="note-line">{words.plan.addedByPlanner}</p>
    ) : (
      <PlainText text={facts.ir} label={words.view.ir} />
    );
  const sql = facts.sql[dialect];
  const code =
    tab === 'sql' ? (sql.ok ? ({ ok: true, value: sql.value.text } as const) : sql) : facts.bytecode;
  const unmarked = sql.ok && !sql.value.parts.some(({ nodes }) => nodes.includes(node.id));
  return (
    <>
      <div className="node-choice">
        <span>{words.plan.upToHere}</span>
        <span className="fill" />
        {tab === 'sql' ? (
          <span className="choice">
            {(['duckdb', 'pglite'] as const).map((name) => (
              <button
                key={name}
                type="button"
                aria-pressed={dialect === name}
                onClick={() => setDialect(name)}
              >
                {words.runner[name]}
              </button>
            ))}
          </span>
        ) : null}
        {code.ok ? <CopyButton text={code.value} /> : null}
      </div>
      {tab === 'sql' && unmarked ? <p className="peek-facts">{words.plan.noPart}</p> : null}
      {!code.ok ? (
        <p className="note-line">{code.error}</p>
      ) : tab === 'sql' && sql.ok ? (
        <SqlText sql={sql.value} node={node.id} />
      ) : (
        <PlainText text={code.value} label={words.plan.bytecode} />
      )}
    </>
  );
}

/** What each column became between the step's inputs and its own rows. */
function Columns({ columns }: { readonly columns: Facts['columns'] }) {
  if (columns === null) return null;
  return (
    <dl className="node-types" aria-label={words.plan.columns}>
      {columns.map(({ name, change, from, to }) => (
        <div key={`${name} ${change}`} className="column-change" data-change={change}>
          <dt>{name}</dt>
          <dd>{words.plan.changed(words.plan.changes[change], from, to)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Each column with the source columns it is made of, and what decides which rows there are. */
function Lineage({ lineage, plan }: { readonly lineage: Facts['lineage']; readonly plan: PlanGraph }) {
  if (lineage === null) return <p className="note-line">{words.plan.opaque}</p>;
  const named = ({ node, column, kind }: NonNullable<Facts['lineage']>['influences'][number]) => {
    const display = plan.nodes.find((one) => one.id === node)?.display ?? node;
    return words.plan.origin(display, column, words.plan.origins[kind] ?? kind);
  };
  return (
    <dl className="node-types">
      {lineage.columns.map(({ column, origins, influences, constant, opaque }) => (
        <div key={column}>
          <dt>{column}</dt>
          <dd>
            {constant ? words.plan.constant : null}
            {opaque ? words.plan.opaque : null}
            {[...origins, ...influences].map((one) => (
              <span key={`${one.kind} ${one.node} ${one.column}`} className="origin">
                {named(one)}
              </span>
            ))}
          </dd>
        </div>
      ))}
      {lineage.influences.length === 0 ? null : (
        <div>
          <dt>{words.plan.whichRows}</dt>
          <dd>
            {lineage.influences.map((one) => (
              <span key={`${one.kind} ${one.node} ${one.column}`} className="origin">
                {named(one)}
              </span>
            ))}
          </dd>
        </div>
      )}
    </dl>
  );
}

/** What the last run measured of a step; what it did not reads as a dash (GO-12). */
export function Numbers({ figures }: { readonly figures: NodeFigures | undefined }) {
  const lines: readonly (readonly [string, string])[] = [
    [words.plan.rowsIn, count(figures?.rowsIn)],
    [words.plan.rowsOut, count(figures?.rowsOut)],
    [words.plan.bytes, figures?.bytes == null ? '–' : sizeInWords(figures.bytes)],
    [words.plan.time, timeInWords(figures?.ms ?? null)],
  ];
  return (
    <dl className="node-types">
      {lines.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function count(rows: number | null | undefined): string {
  return rows == null ? '–' : wholeNumber(rows);
}
