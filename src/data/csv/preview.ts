import { isMissing } from '../columns/cell';
import type { ColumnPlan } from '../columns/column-type';
import { type ColumnGuess, ColumnReader } from '../columns/infer-column';
import { columnNames } from '../columns/names';
import { type CsvDialect, detectDialect } from './dialect';
import { type BadRecord, quotedEmpty, type RecordBatch, readRecords } from './records';

/** What the preview sheet shows before anything is added (specification 7 DAT-2). Plain data. */
export interface CsvPreview {
  /** Of delimited text; other formats have none. */
  readonly dialect: CsvDialect | null;
  readonly header: boolean;
  readonly columns: readonly CsvColumn[];
  /** The first rows as written, the header left out. */
  readonly rows: readonly (readonly string[])[];
  readonly rowCount: number;
  /** False when the count is a lower bound because reading stopped early. */
  readonly complete: boolean;
  readonly bad: readonly BadRecord[];
  readonly badCount: number;
}

export interface CsvColumn {
  readonly plan: ColumnPlan;
  readonly guess: ColumnGuess;
}

/** How a long read tells how far it is, and learns that it should stop. */
export interface ReadProgress {
  /** Called after each batch with characters and rows read so far. */
  readonly onProgress?: (read: number, total: number, rows: number) => void;
  /** True once the person pressed cancel. */
  readonly cancelled?: () => boolean;
  /** Lets messages in between batches; a worker waits for a turn of its event loop here. */
  readonly pause?: () => Promise<void>;
}

const previewRows = 50;
const listedFaults = 100;

/**
 * Reads a delimited text and proposes a type for each column. All cells are read; the type fits every one of
 * them. `undefined` when cancelled. An empty text gives a preview without columns.
 */
export async function previewCsv(
  text: string,
  options: { readonly header?: boolean; readonly dialect?: CsvDialect } & ReadProgress = {},
): Promise<CsvPreview | undefined> {
  const dialect = options.dialect ?? detectDialect(text);
  let header = options.header;
  let names: readonly string[] = [];
  let readers: ColumnReader[] = [];
  const rows: (readonly string[])[] = [];
  const bad: BadRecord[] = [];
  let badCount = 0;
  let rowCount = 0;
  let started = false;
  for (const batch of readRecords(text, dialect)) {
    let records = batch.records;
    if (!started && records.length > 0) {
      started = true;
      header ??= looksLikeHeader(batch);
      const first = records[0]!;
      names = header ? first.map(unmark) : first.map(() => '');
      readers = first.map(() => new ColumnReader());
      if (header) records = records.slice(1);
    }
    for (const record of records) {
      if (rows.length < previewRows) rows.push(record.map(unmark));
      for (let c = 0; c < readers.length; c++) readers[c]!.add(record[c]!);
    }
    rowCount += records.length;
    badCount += batch.bad.length;
    for (const record of batch.bad) if (bad.length < listedFaults) bad.push(record);
    options.onProgress?.(batch.position, text.length, rowCount);
    await options.pause?.();
    if (options.cancelled?.()) return undefined;
  }
  const plain = columnNames(names);
  const columns = readers.map((reader, index): CsvColumn => {
    const guess = reader.guess(names[index]!);
    return { plan: { name: plain[index]!, original: names[index]!, type: guess.type, index }, guess };
  });
  return { dialect, header: header ?? true, columns, rows, rowCount, complete: true, bad, badCount };
}

function unmark(cell: string): string {
  return cell === quotedEmpty ? '' : cell;
}

/**
 * The first record is a header when its cells are mostly distinct texts, none of them looks like a value, and it is not
 * the only line of a file of plain texts that could be data.
 */
function looksLikeHeader(batch: RecordBatch): boolean {
  const first = batch.records[0]!;
  if (first.some((cell) => cell === quotedEmpty || isMissing(cell)))
    return new Set(first).size > 1 && first.every((cell) => isText(cell));
  // A name that stands twice is no surprise; a first row of mostly equal texts is data.
  return new Set(first).size * 2 > first.length && first.every(isText);
}

function isText(cell: string): boolean {
  if (cell === quotedEmpty || isMissing(cell)) return true;
  const reader = new ColumnReader();
  reader.add(cell);
  const guess = reader.guess('');
  return guess.type.scalar === 'Text' && guess.offers.length === 0;
}
