import { useEffect, useState } from 'react';
import type { ColumnProfile, ValueView } from '../../engine';
import { words } from '../words';
import { engine } from '../workers';
import './profile.css';

/** What each column of a table holds: missing, distinct, least, greatest, and how the values spread (DAT-12). */
export function ProfileView({ value }: { readonly value: ValueView }) {
  const [columns, setColumns] = useState<readonly ColumnProfile[] | null>(null);
  useEffect(() => {
    let current = true;
    void engine()
      .profile(value.id)
      .then((next) => {
        if (current) setColumns(next);
      });
    return () => {
      current = false;
    };
  }, [value.id]);
  if (columns === null) return <p className="note-line">{words.view.reading}</p>;
  const rows = value.rows ?? 0;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="profile" tabIndex={0} aria-label={words.view.profile}>
      {columns.map((column, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns of a type keep their order
        <article key={i} className="profile-column">
          <h3>
            <b>{column.name}</b> <small className="code">{column.type}</small>
          </h3>
          <dl>
            <dt>{words.profile.missing}</dt>
            <dd>{words.profile.share(column.missing, rows)}</dd>
            <dt>{words.profile.distinct}</dt>
            <dd>{words.profile.distinctCount(column.distinct, column.distinctComplete)}</dd>
            {column.least === null ? null : (
              <>
                <dt>{words.profile.least}</dt>
                <dd className="code">{column.least}</dd>
                <dt>{words.profile.greatest}</dt>
                <dd className="code">{column.greatest}</dd>
              </>
            )}
          </dl>
          {column.histogram === null || column.top.length > 0 ? null : (
            <Histogram counts={column.histogram} column={column} />
          )}
          {column.top.length === 0 ? null : (
            <ol className="profile-top">
              {column.top.map(({ text, count }) => (
                <li key={text} style={{ '--share': count / Math.max(1, column.top[0]!.count) } as object}>
                  <span className="code">{text === '' ? '""' : text}</span>
                  <span>{count.toLocaleString('en')}</span>
                </li>
              ))}
            </ol>
          )}
        </article>
      ))}
    </section>
  );
}

function Histogram(props: { readonly counts: readonly number[]; readonly column: ColumnProfile }) {
  const { counts, column } = props;
  const most = Math.max(...counts);
  return (
    <svg
      className="profile-histogram"
      viewBox={`0 0 ${counts.length * 10} 40`}
      preserveAspectRatio="none"
      role="img"
      aria-label={words.profile.histogram(column.name, column.least ?? '', column.greatest ?? '', most)}
    >
      {counts.map((count, i) => {
        const height = count === 0 ? 0 : Math.max(1, (count / most) * 40);
        // biome-ignore lint/suspicious/noArrayIndexKey: bars keep their order
        return <rect key={i} x={i * 10 + 0.5} width={9} y={40 - height} height={height} />;
      })}
    </svg>
  );
}
