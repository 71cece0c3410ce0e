import type { EarlierResult as Earlier } from '../project/project-record';
import { words } from '../words';

/** The first rows of the last visit's result, until this one's is there (FST-8). */
export function EarlierResult({ earlier }: { readonly earlier: Earlier }) {
  const { rows, columns, cells } = earlier;
  return (
    <section className="first-result" aria-label={words.view.fromEarlier}>
      <p>
        {rows === null ? words.view.oneValue : words.view.rowsByColumns(rows, columns.length)}{' '}
        <em>{words.view.fromEarlier}</em>
      </p>
      {rows === null ? (
        <output className="scalar">{cells[0]?.[0]}</output>
      ) : (
        <table>
          <thead>
            <tr>
              <td />
              {columns.map((column) => (
                <th key={column.name} scope="col" data-align={column.align}>
                  <b>{column.name}</b>
                  <small>{column.type}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cells.map((row, line) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a result that does not change
              <tr key={line}>
                <th scope="row">{line}</th>
                {row.map((cell, at) => (
                  <td key={columns[at]?.name ?? at} data-align={columns[at]?.align}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
