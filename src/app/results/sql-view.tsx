import { useEffect, useState } from 'react';
import type { MarkedSql, RunFailure } from '../../engine';
import { chooseNode } from '../graph/choose-node';
import { type HoltState, projectOf, useHolt } from '../store';
import { words } from '../words';
import { engine } from '../workers';
import { CopyButton } from './copy-button';
import { SchemaView } from './schema-view';
import { SqlText } from './sql-text';

type Dialect = 'duckdb' | 'pglite';
type Compiled = { readonly sql: MarkedSql } | { readonly failure: RunFailure };

/** The program as an engine is asked it, in either dialect; made without running it. */
export default function SqlView() {
  const checked = useHolt((state) => state.check);
  const runner = useHolt((state) => state.runner);
  const [dialect, setDialect] = useState<Dialect>(runner === 'pglite' ? 'pglite' : 'duckdb');
  const [compiled, setCompiled] = useState<Compiled | null>(null);
  const [tables, setTables] = useState(false);
  const step = useHolt((state) => state.check?.plan?.nodes.find((node) => node.id === markedNode(state)));

  useEffect(() => {
    if (checked?.program === undefined) return;
    let current = true;
    void engine()
      .sql(projectOf(useHolt.getState()), dialect)
      .then((answer) => {
        if (current) setCompiled(answer.ok ? { sql: answer.value } : { failure: answer.error });
      });
    return () => {
      current = false;
    };
  }, [checked, dialect]);

  const choose = (id: string) => {
    const node = checked?.plan?.nodes.find((one) => one.id === id);
    if (node === undefined) return;
    useHolt.setState({ hoveredNode: null });
    if (useHolt.getState().node !== id) chooseNode(node);
  };
  const known =
    compiled !== null &&
    'sql' in compiled &&
    compiled.sql.parts.some(({ nodes }) => nodes.includes(step?.id ?? ''));
  const note =
    step === undefined || compiled === null || 'failure' in compiled
      ? words.view.sqlNote
      : known
        ? words.view.sqlMarked(step.display)
        : words.view.sqlUnmarked(step.display);
  return (
    <>
      <div className="result-head">
        <span className="result-facts">
          <span>{tables ? words.view.tablesNote : note}</span>
        </span>
        <span className="choice">
          {[false, true].map((chosen) => (
            <button
              key={String(chosen)}
              type="button"
              aria-pressed={tables === chosen}
              onClick={() => setTables(chosen)}
            >
              {chosen ? words.view.tables : words.view.statement}
            </button>
          ))}
        </span>
        <span className="choice">
          {(['duckdb', 'pglite'] as const).map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={dialect === name}
              onClick={() => {
                setCompiled(null);
                setDialect(name);
              }}
            >
              {words.runner[name]}
            </button>
          ))}
        </span>
        {!tables && compiled !== null && 'sql' in compiled ? <CopyButton text={compiled.sql.text} /> : null}
      </div>
      {tables ? (
        <SchemaView key={dialect} database={dialect} />
      ) : compiled === null ? (
        <p className="note-line">{checked?.program === undefined ? words.plan.empty : ''}</p>
      ) : 'sql' in compiled ? (
        <SqlText sql={compiled.sql} node={step?.id ?? null} onChoose={choose} />
      ) : (
        <section className="state">
          <h3>{words.view.noSql}</h3>
          {compiled.failure.kind === 'problems'
            ? compiled.failure.problems.slice(0, 3).map((problem) => (
                <pre key={`${problem.slug} ${problem.span.start}`} className="state-detail">
                  {problem.message}
                </pre>
              ))
            : null}
          {compiled.failure.kind === 'error' ? <p>{compiled.failure.error.message}</p> : null}
        </section>
      )}
    </>
  );
}

/** The step at the caret or under the pointer, else the chosen one. */
function markedNode({ hoveredNode, node }: HoltState): string | null {
  return hoveredNode ?? node;
}
