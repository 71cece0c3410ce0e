import { useEffect, useState } from 'react';
import type { RunFailure } from '../../engine';
import { StaticCode } from '../editor/static-code';
import { addFiles } from '../project/file-actions';
import { allowEngine, knowTables, refreshRunners } from '../session';
import { useHolt } from '../store';
import { ownTablesFile } from '../tables-module';
import { sizeInWords, words } from '../words';
import { engine } from '../workers';
import { CopyButton } from './copy-button';

type Database = 'duckdb' | 'pglite';
type Pulled = { readonly text: string } | { readonly failure: RunFailure };

/**
 * The tables of a database as a module of Lutra (specification 4 §16), for reading: its row types, and functions that
 * read and write each table. From then on a program may use it as `tables`: it completes, hovers and opens, and goes into
 * links with a program that does. Made a file of the project, it can be changed.
 */
export function SchemaView({ database }: { readonly database: Database }) {
  const shown = useHolt((state) => state.shown);
  const dataSets = useHolt((state) => state.dataSets);
  const allowed = useHolt((state) => state.enginesAllowed.includes(database));
  const [pulled, setPulled] = useState<Pulled | null>(null);

  // A run may have changed the tables.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what they stand for is asked again
  useEffect(() => {
    let current = true;
    void engine()
      .schema(database, allowed)
      .then((answer) => {
        if (current) setPulled(answer.ok ? { text: answer.value } : { failure: answer.error });
        if (current && answer.ok) knowTables(answer.value);
        void refreshRunners();
      });
    return () => {
      current = false;
    };
  }, [database, allowed, shown, dataSets]);

  if (pulled === null) return <p className="note-line">{words.view.pulling}</p>;
  if ('failure' in pulled) {
    const { failure } = pulled;
    if (failure.kind === 'load') {
      const size = sizeInWords(failure.bytes);
      return (
        <section className="state">
          <h3>{words.view.engineNeeded(words.runner[failure.runner])}</h3>
          <p>{words.view.engineNeededNote(size)}</p>
          <button
            type="button"
            className="button main"
            onClick={() => {
              setPulled(null);
              allowEngine(failure.runner);
            }}
          >
            {words.view.loadAndLook(size)}
          </button>
        </section>
      );
    }
    return (
      <section className="state" role="alert">
        <h3>{words.view.noSchema}</h3>
        {failure.kind === 'error' ? <p>{failure.error.message}</p> : null}
      </section>
    );
  }
  if (pulled.text.trim() === '') return <p className="note-line">{words.view.noTables}</p>;
  return (
    <>
      <div className="schema-actions">
        <button
          type="button"
          className="button framed"
          onClick={() => addFiles([{ path: ownTablesFile, text: `submodule\n${pulled.text}` }])}
        >
          {words.view.addTables}
        </button>
        <CopyButton text={pulled.text} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by keyboard */}
      <section className="source-text" tabIndex={0} aria-label={words.view.tablesOf(words.runner[database])}>
        <StaticCode text={pulled.text.trim()} />
      </section>
    </>
  );
}
