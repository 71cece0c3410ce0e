import { isMissing } from '../columns/cell';
import type { ColumnPlan } from '../columns/column-type';
import { type ColumnGuess, ColumnReader } from '../columns/infer-column';
import { columnNames } from '../columns/names';
import type { FileText, TextPart } from '../file-text';
import type { ReadProgress } from '../read-progress';
import { type CsvDialect, detectDialect, sampleLength } from './dialect';
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

const previewRows = 50;
const listedFaults = 100;

const megabyte = 1 << 20;
/** A longer file is looked at in places only (DAT-7): its start, its end, and samples spread between them. */
const readWhole = 50 * megabyte;
const sampled = { start: 4 * megabyte, count: 64, each: megabyte / 8, end: megabyte } as const;

/**
 * Reads a delimited text and proposes a type for each column, which fits every cell that was read: all of them, or of a
 * long file those of its samples. `undefined` when cancelled. An empty text gives a preview without columns.
 */
export async function previewCsv(
  text: FileText,
  options: { readonly header?: boolean; readonly dialect?: CsvDialect } & ReadProgress = {},
): Promise<CsvPreview | undefined> {
  const dialect = options.dialect ?? detectDialect(await text.lines(0, sampleLength));
  const complete = text.size <= readWhole;
  let header = options.header;
  let names: readonly string[] = [];
  let readers: ColumnReader[] = [];
  const rows: (readonly string[])[] = [];
  const bad: BadRecord[] = [];
  let badCount = 0;
  let rowCount = 0;
  let started = false;
  for (const parts of complete ? [text.parts()] : samplesOf(text)) {
    for await (const batch of readRecords(parts, dialect, readers.length)) {
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
      // A sample may begin inside a cell, so what does not fit there says nothing; the load looks at every row.
      if (complete) {
        badCount += batch.bad.length;
        for (const record of batch.bad) if (bad.length < listedFaults) bad.push(record);
      }
      options.onProgress?.(batch.read, text.size, rowCount);
      await options.pause?.();
      if (options.cancelled?.()) return undefined;
    }
  }
  const plain = columnNames(names);
  const columns = readers.map((reader, index): CsvColumn => {
    const guess = reader.guess(names[index]!);
    return { plan: { name: plain[index]!, original: names[index]!, type: guess.type, index }, guess };
  });
  return { dialect, header: header ?? true, columns, rows, rowCount, complete, bad, badCount };
}

/** Lines of the start, of 64 places spread over the file, and of its end. */
function samplesOf(text: FileText): readonly AsyncIterable<TextPart>[] {
  const { start, count, each, end } = sampled;
  const between = text.size - start - end - each;
  const places = Array.from({ length: count }, (_, i) => start + Math.floor((between * i) / (count - 1)));
  return [
    [0, start] as const,
    ...places.map((at) => [at, at + each] as const),
    [text.size - end, text.size],
  ].map(([from, to]) => sample(text, from!, to!));
}

async function* sample(text: FileText, from: number, to: number): AsyncGenerator<TextPart> {
  yield { text: await text.lines(from, to), read: to };
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
  // Numbers that are words may well be names: a column `nan` beside `mean` and `count`.
  if (cell === quotedEmpty || isMissing(cell) || /^(nan|inf|infinity)$/i.test(cell)) return true;
  const reader = new ColumnReader();
  reader.add(cell);
  const guess = reader.guess('');
  return guess.type.scalar === 'Text' && guess.offers.length === 0;
}
