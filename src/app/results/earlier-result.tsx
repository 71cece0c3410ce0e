import type { EarlierResult as Earlier } from '../project/project-record';
import { words } from '../words';
import { FirstRows } from './first-rows';

/** The first rows of the last visit's result, until this one's is there (FST-8). */
export function EarlierResult({ earlier }: { readonly earlier: Earlier }) {
  const { rows, columns, cells } = earlier;
  if (rows !== null)
    return <FirstRows mark={words.view.fromEarlier} rows={rows} columns={columns} cells={cells} />;
  return (
    <section className="first-result" aria-label={words.view.fromEarlier}>
      <p>
        {words.view.oneValue} <em>{words.view.fromEarlier}</em>
      </p>
      <output className="scalar">{cells[0]?.[0]}</output>
    </section>
  );
}
