import type { Value } from '../../value';
import { readCell } from '../columns/cell';
import { type ColumnPlan, typeText } from '../columns/column-type';
import type { FileText } from '../file-text';
import type { ReadProgress } from '../read-progress';
import type { CsvDialect } from './dialect';
import { type BadRecord, quotedEmpty, readRecords } from './records';

/** What became of the rows of a delimited text. */
export interface LoadedRows {
  /** Rows that were given. */
  readonly count: number;
  /** Rows left out, the first hundred of them listed with line and reason (DAT-7). */
  readonly bad: readonly BadRecord[];
  readonly badCount: number;
}

/** A delimited text and how it is read. */
export interface CsvSource {
  readonly text: FileText;
  readonly dialect: CsvDialect;
  /** Whether its first record names the columns. */
  readonly header: boolean;
}

const listedFaults = 100;

/**
 * Reads all rows by the planned types and gives them to `take` as Lutra values, some thousands at a time: the values of
 * the planned columns, in the order of the plans. A row with a cell that does not fit is left out and listed, never
 * changed. `undefined` when cancelled, or when `take` says false.
 */
export async function loadCsv(
  { text, dialect, header }: CsvSource,
  plans: readonly ColumnPlan[],
  take: (rows: readonly (readonly Value[])[]) => boolean,
  progress: ReadProgress = {},
): Promise<LoadedRows | undefined> {
  const bad: BadRecord[] = [];
  let count = 0;
  let badCount = 0;
  let first = true;
  const reject = (fault: BadRecord) => {
    badCount++;
    if (bad.length < listedFaults) bad.push(fault);
  };
  for await (const batch of readRecords(text.parts(), dialect)) {
    const rows: (readonly Value[])[] = [];
    for (let i = 0; i < batch.records.length; i++) {
      if (first) {
        first = false;
        if (header) continue;
      }
      const record = batch.records[i]!;
      const row = readRow(record, plans);
      if (Array.isArray(row)) rows.push(row);
      else {
        const plan = row as ColumnPlan;
        reject({
          line: batch.lines[i]!,
          column: plan.index,
          reason: misfit(record[plan.index] ?? '', plan),
          text: record.join(dialect.delimiter).replaceAll(quotedEmpty, '""').slice(0, 200),
        });
      }
    }
    for (const fault of batch.bad) reject(fault);
    count += rows.length;
    if (rows.length > 0 && !take(rows)) return undefined;
    progress.onProgress?.(batch.read, text.size, count);
    await progress.pause?.();
    if (progress.cancelled?.()) return undefined;
  }
  bad.sort((a, b) => a.line - b.line);
  return { count, bad, badCount };
}

/** The values of a row, or the first column whose cell does not fit. */
function readRow(record: readonly string[], plans: readonly ColumnPlan[]): Value[] | ColumnPlan {
  const row: Value[] = new Array(plans.length);
  for (let c = 0; c < plans.length; c++) {
    const plan = plans[c]!;
    const cell = record[plan.index] ?? '';
    const value = readCell(cell, plan.type);
    if (value === undefined) return plan;
    row[c] = value;
  }
  return row;
}

function misfit(cell: string, plan: ColumnPlan): string {
  const column = plan.original || plan.name;
  if (cell === '') return `column ${column} is empty, and ${typeText(plan.type)} is not optional`;
  return `column ${column} holds ${JSON.stringify(cell === quotedEmpty ? '' : cell)}, which is no ${typeText({ ...plan.type, optional: false })}`;
}
