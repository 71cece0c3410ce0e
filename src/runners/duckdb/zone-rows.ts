import { Table, tableToIPC, Utf8, vectorFromArray } from 'apache-arrow';
import { timeZoneRows } from '../../std';

/** Every zone's changes as an Arrow stream: `name`, `since` and `off_us`, both in microseconds. */
export function zoneRows(): Uint8Array {
  const rows = timeZoneRows();
  const table = new Table({
    name: vectorFromArray(
      rows.map((row) => row.zone),
      new Utf8(),
    ),
    since: vectorFromArray(BigInt64Array.from(rows, (row) => row.since)),
    off_us: vectorFromArray(BigInt64Array.from(rows, (row) => row.offset)),
  });
  return tableToIPC(table, 'stream');
}
