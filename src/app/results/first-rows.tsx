import { words } from '../words';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly align: 'start' | 'end';
}

/** Rows of a result as plain cells, for before the live one is there; `mark` says of when they are (§3, FST-8). */
export function FirstRows(props: {
  readonly mark: string;
  readonly rows: number;
  readonly columns: readonly Column[];
  readonly cells: readonly (readonly string[])[];
}) {
  const { mark, rows, columns, cells } = props;
  return (
    <section className="first-result" aria-label={mark}>
      <p>
        {words.view.rowsByColumns(rows, columns.length)} <em>{mark}</em>
      </p>
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
    </section>
  );
}
