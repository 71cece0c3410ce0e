import { words } from '../words';
import stored from './starter-result.json';

/** The starter's result as it was at build time, until the live one is there (§3). */
export function StoredResult() {
  return (
    <section className="first-result" aria-label={words.view.stored}>
      <p>
        {words.view.rowsByColumns(stored.rows.length, stored.columns.length)} <em>{words.view.stored}</em>
      </p>
      <table>
        <thead>
          <tr>
            <td />
            {stored.columns.map((column) => (
              <th key={column.name} scope="col" data-align={column.align}>
                <b>{column.name}</b>
                <small>{column.type}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {stored.rows.map((row, line) => (
            <tr key={row[0]}>
              <th scope="row">{line}</th>
              {row.map((cell, at) => (
                <td key={stored.columns[at]!.name} data-align={stored.columns[at]!.align}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
