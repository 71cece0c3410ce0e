import { useEffect, useState } from 'react';
import type { SearchOutcome } from '../../engine';
import { closeDialog, Sheet } from '../shell/sheet';
import { textOf, useHolt } from '../store';
import { words } from '../words';
import { language } from '../workers';
import { applyFix } from './apply-fix';
import { goToSpan } from './editor-actions';
import { placeIn } from './editor-handle';
import { settle } from './settle';
import './sheets.css';

/** Finds and replaces in all files of the project (EDT-13). */
export default function SearchSheet() {
  const [query, setQuery] = useState({ text: '', regex: false, matchCase: false, replacement: '' });
  const [found, setFound] = useState<SearchOutcome>({ matches: [] });
  const files = useHolt((state) => state.files);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the files change
  useEffect(() => {
    let current = true;
    void settle()
      .then(() => language().search(query))
      .then((outcome) => {
        if (current) setFound(outcome);
      });
    return () => {
      current = false;
    };
  }, [query, files]);
  const { matches, error } = found;
  const paths = [...new Set(matches.map(({ span }) => span.file))];
  return (
    <Sheet title={words.search.title} kind="rename" closeLabel={words.search.close}>
      <div className="search-fields">
        <input
          className="field"
          aria-label={words.search.find}
          placeholder={words.search.find}
          value={query.text}
          onChange={(event) => setQuery({ ...query, text: event.target.value })}
        />
        <input
          className="field"
          aria-label={words.search.replacement}
          placeholder={words.search.replacement}
          value={query.replacement}
          onChange={(event) => setQuery({ ...query, replacement: event.target.value })}
        />
        <label>
          <input
            type="checkbox"
            checked={query.regex}
            onChange={() => setQuery({ ...query, regex: !query.regex })}
          />
          {words.search.regex}
        </label>
        <label>
          <input
            type="checkbox"
            checked={query.matchCase}
            onChange={() => setQuery({ ...query, matchCase: !query.matchCase })}
          />
          {words.search.matchCase}
        </label>
      </div>
      <p role="status">{error ?? words.search.found(matches.length, paths.length)}</p>
      {paths.map((path) => (
        <section key={path} aria-label={path}>
          <h3 className="section-title code">{path}</h3>
          <ul className="changes">
            {matches
              .filter(({ span }) => span.file === path)
              .slice(0, 50)
              .map(({ span }) => {
                const { line, column } = placeIn(textOf({ files }, path), span.start);
                const whole = textOf({ files }, path).split('\n')[line - 1] ?? '';
                return (
                  <li key={span.start}>
                    <button
                      type="button"
                      className="change found"
                      onClick={() => {
                        closeDialog();
                        goToSpan(span);
                      }}
                    >
                      <small>{line}</small>
                      <code>
                        {whole.slice(0, column - 1).trimStart()}
                        <mark>{whole.slice(column - 1, column - 1 + span.end - span.start)}</mark>
                        {whole.slice(column - 1 + span.end - span.start)}
                      </code>
                    </button>
                  </li>
                );
              })}
          </ul>
        </section>
      ))}
      <div className="sheet-actions">
        <button
          type="button"
          className="button main"
          disabled={matches.length === 0}
          onClick={() => {
            applyFix({ edits: matches.map(({ span, newText }) => ({ range: span, text: newText })) });
            closeDialog();
          }}
        >
          {words.search.replaceAll(matches.length)}
        </button>
      </div>
    </Sheet>
  );
}
