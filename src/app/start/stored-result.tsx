import { FirstRows } from '../results/first-rows';
import { words } from '../words';
import stored from './starter-result.json';

const columns = stored.columns.map((column) => ({
  ...column,
  align: column.align === 'end' ? ('end' as const) : ('start' as const),
}));

/** The starter's result as it was at build time, until the live one is there (§3). */
export function StoredResult() {
  return (
    <FirstRows mark={words.view.stored} rows={stored.rows.length} columns={columns} cells={stored.rows} />
  );
}
