import type { Value } from '../../value';
import { readCell } from '../columns/cell';
import { type ColumnPlan, typeText } from '../columns/column-type';
import type { CsvDialect } from './dialect';
import type { ReadProgress } from './preview';
import { type BadRecord, quotedEmpty, readRecords } from './records';

/** The rows of a delimited text as Lutra values, in the order of the plans. */
export interface LoadedRows {
  /** One tuple a row: the values of the planned columns. */
  readonly rows: readonly (readonly Value[])[];
  /** Rows left out, the first hundred of them listed with line and reason (DAT-7). */
  readonly bad: readonly BadRecord[];
  readonly badCount: number;
}

const listedFaults = 100;

/**
 * Reads all rows by the planned types. A row with a cell that does not fit is left out and listed, never changed.
 * `undefined` when cancelled.
 */
export async function loadCsv(
  text: string,
  dialect: CsvDialect,
  header: boolean,
  plans: readonly ColumnPlan[],
  progress: ReadProgress = {},
): Promise<LoadedRows | undefined> {
  const rows: (readonly Value[])[] = [];
  const bad: BadRecord[] = [];
  let badCount = 0;
  let first = true;
  const reject = (fault: BadRecord) => {
    badCount++;
    if (bad.length < listedFaults) bad.push(fault);
  };
  for (const batch of readRecords(text, dialect)) {
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
    progress.onProgress?.(batch.position, text.length, rows.length);
    await progress.pause?.();
    if (progress.cancelled?.()) return undefined;
  }
  bad.sort((a, b) => a.line - b.line);
  return { rows, bad, badCount };
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
