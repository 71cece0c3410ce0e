import { useEffect } from 'react';
import { sizeInWords, words } from '../words';
import { keepEngine, lookAtEngines, useOffline } from './offline';

/** What works without a network, and what more could (OFF-1). */
export function OfflineSection() {
  const { page, engines, keeping, failed } = useOffline();
  useEffect(() => void lookAtEngines(), []);
  return (
    <section className="offline">
      <h3>{words.offline.title}</h3>
      <p>{page ? words.offline.page : words.offline.pageNot}</p>
      <ul className="offline-list">
        {engines.map(({ name, bytes, kept }) => (
          <li key={name}>
            {kept ? (
              words.offline.kept(words.runner[name as 'duckdb' | 'pglite'])
            ) : (
              <button
                type="button"
                className="button framed"
                disabled={keeping !== null}
                onClick={() => void keepEngine(name)}
              >
                {words.offline.keep(words.runner[name as 'duckdb' | 'pglite'], sizeInWords(bytes))}
              </button>
            )}
          </li>
        ))}
      </ul>
      {keeping === null ? null : <p role="status">{words.offline.keeping(Math.round(keeping * 100))}</p>}
      {failed === null ? null : <p role="alert">{words.offline.failed(failed)}</p>}
    </section>
  );
}
