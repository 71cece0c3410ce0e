import Papa from 'papaparse';
import type { TextPart } from '../file-text';
import type { CsvDialect } from './dialect';

/** Stands for a cell written as `""`: an empty text, where an unquoted empty cell is a missing value (DAT-5). */
export const quotedEmpty = '\u{F0000}';

/** Records in order, each with the line it starts on; what could not be read as a record is in `bad`. */
export interface RecordBatch {
  readonly records: readonly (readonly string[])[];
  /** 1-based, of the first line of each record. */
  readonly lines: readonly number[];
  readonly bad: readonly BadRecord[];
  /** Bytes of the file read so far. */
  readonly read: number;
}

export interface BadRecord {
  readonly line: number;
  /** Position in the file of the column that does not fit, where it is one. */
  readonly column?: number;
  readonly reason: string;
  /** The line as it stands in the file, cut at 200 characters. */
  readonly text: string;
}

const longestListed = 200;

const sliceLength = 1 << 20;
const shortSlice = 1 << 14;
/** A record of more characters is one whose quote was never closed. */
const longestRecord = 1 << 24;

/**
 * Reads a delimited text record by record, in batches. Nothing is lost silently: a line whose quotes or number
 * of cells do not fit is given as bad, and reading goes on at the very next line, so that one broken quote
 * does not swallow the rest of the file. The number of cells is that of the first record, or `width` where it is known.
 */
export async function* readRecords(
  source: AsyncIterable<TextPart>,
  dialect: CsvDialect,
  width = 0,
): AsyncGenerator<RecordBatch> {
  const parts = source[Symbol.asyncIterator]();
  let buffer = '';
  let ended = false;
  let read = 0;
  let line = 1;
  let length = sliceLength;
  for (;;) {
    while (!ended && buffer.length <= length) {
      const part = await parts.next();
      if (part.done) ended = true;
      else {
        buffer += part.value.text;
        read = part.value.read;
      }
    }
    if (buffer === '') return;
    const part = buffer.slice(0, length);
    const more = part.length < buffer.length;
    const slice = parseSlice(part, dialect, more);
    if (slice.consumed === 0 && more && length < longestRecord) {
      length *= 4;
      continue;
    }
    const records: (readonly string[])[] = [];
    const lines: number[] = [];
    const bad: BadRecord[] = [];
    let resume = slice.consumed;
    let starts: RecordStarts | undefined;
    if (resume === 0) {
      const text = lineFrom(part, dialect, 0);
      bad.push({ line, reason: fault('MissingQuotes', 0, width), text: text.slice(0, longestListed) });
      resume = text.length + dialect.newline.length;
      line += 1;
      length = shortSlice;
    }
    for (let i = 0; i < slice.records.length; i++) {
      const cells = slice.records[i]!;
      const blank = cells.length === 1 && cells[0] === '';
      if (width === 0 && !blank) width = cells.length;
      const height = lineCount(cells, slice.multiline);
      if (!slice.faults.has(i) && cells.length === width) {
        records.push(cells);
        lines.push(line);
      } else if (!blank) {
        starts ??= new RecordStarts(part, dialect, more);
        const start = starts.of(i);
        const text = lineFrom(part, dialect, start);
        const reason = fault(slice.faults.get(i), cells.length, width);
        bad.push({ line, reason, text: text.slice(0, longestListed) });
        if (height > 1) {
          // The record runs over several lines because of a quote: only its first line is given up.
          resume = Math.min(part.length, start + text.length + dialect.newline.length);
          line += 1;
          length = shortSlice;
          break;
        }
      }
      line += height;
      if (i === slice.records.length - 1) length = Math.min(sliceLength, length * 2);
    }
    buffer = buffer.slice(resume);
    yield { records, lines, bad, read };
  }
}

/** The line of a text that starts at `start`. */
function lineFrom(text: string, { newline }: CsvDialect, start: number): string {
  const end = text.indexOf(newline, start);
  return text.slice(start, end < 0 ? text.length : end);
}

interface Slice {
  readonly records: readonly string[][];
  /** Fault codes by record. */
  readonly faults: ReadonlyMap<number, string>;
  readonly consumed: number;
  readonly multiline: boolean;
}

type StepResult = { data: string[][]; errors: { code: string }[]; meta: { cursor: number } };
interface CsvParser {
  parse(
    input: string,
    baseIndex: number,
    ignoreLastRow: boolean,
  ): {
    data: string[][];
    errors: { code: string; row?: number }[];
    meta: { cursor: number };
  };
}

function makeParser(dialect: CsvDialect, step?: (result: StepResult) => void): CsvParser {
  return new Papa.Parser({
    delimiter: dialect.delimiter,
    newline: dialect.newline,
    ...(step ? { step } : {}),
  } as never) as unknown as CsvParser;
}

function parseSlice(slice: string, dialect: CsvDialect, more: boolean): Slice {
  const marked = markQuotedEmpties(slice, dialect);
  const result = makeParser(dialect).parse(marked.text, 0, more);
  const records = result.data;
  const consumed = more ? marked.original(result.meta.cursor) : slice.length;
  if (!more && records.length > 0 && isBlank(records.at(-1)!)) records.pop();
  if (dialect.newline === '\n' && slice.includes('\r'))
    for (const record of records) dropCarriageReturn(record);
  const faults = new Map<number, string>();
  for (const error of result.errors)
    if (error.row !== undefined && !faults.has(error.row)) faults.set(error.row, error.code);
  return { records, faults, consumed, multiline: slice.includes('"') };
}

/** Where the records of a slice start in it; made by parsing once more with positions, only on a fault. */
class RecordStarts {
  readonly #marked: MarkedText;
  readonly #ends: number[] = [];

  constructor(slice: string, dialect: CsvDialect, more: boolean) {
    this.#marked = markQuotedEmpties(slice, dialect);
    makeParser(dialect, (result) => this.#ends.push(result.meta.cursor)).parse(this.#marked.text, 0, more);
  }

  of(record: number): number {
    return record === 0 ? 0 : this.#marked.original(this.#ends[record - 1] ?? 0);
  }
}

function fault(code: string | undefined, cells: number, width: number): string {
  if (code === 'MissingQuotes') return 'a quote is opened and never closed';
  if (code === 'InvalidQuotes') return 'a quote stands inside a quoted cell without being doubled';
  return `${cells} ${cells === 1 ? 'cell' : 'cells'} where the first row has ${width}`;
}

function isBlank(record: readonly string[]): boolean {
  return record.length === 1 && (record[0] === '' || record[0] === '\r');
}

function dropCarriageReturn(record: string[]): void {
  const last = record[record.length - 1]!;
  if (last.endsWith('\r')) record[record.length - 1] = last.slice(0, -1);
}

function lineCount(cells: readonly string[], multiline: boolean): number {
  let count = 1;
  if (!multiline) return count;
  for (const cell of cells) for (let i = cell.indexOf('\n'); i >= 0; i = cell.indexOf('\n', i + 1)) count++;
  return count;
}

interface MarkedText {
  readonly text: string;
  /** The offset before marking that belongs to one after it. */
  original(offset: number): number;
}

/**
 * Writes {@link quotedEmpty} into each cell that is exactly `""`, since the parser does not tell a quoted empty
 * cell from a bare one. A slice starts at a record, so a quote opens where the number of quotes before is even.
 */
function markQuotedEmpties(slice: string, dialect: CsvDialect): MarkedText {
  const inserts: number[] = [];
  let inside = false;
  for (let i = slice.indexOf('"'); i >= 0; i = slice.indexOf('"', i + 1)) {
    if (!inside && slice[i + 1] === '"' && startsCell(slice, i, dialect) && endsCell(slice, i + 2, dialect)) {
      inserts.push(i + 1);
      i++;
    } else inside = !inside;
  }
  if (inserts.length === 0) return { text: slice, original: (offset) => offset };
  let text = '';
  let from = 0;
  for (const at of inserts) {
    text += slice.slice(from, at) + quotedEmpty;
    from = at;
  }
  text += slice.slice(from);
  return {
    text,
    original: (offset) => {
      // How many marks stand before the offset: each is a code of two units further on than its place before marking.
      let [low, high] = [0, inserts.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (inserts[middle]! + middle * quotedEmpty.length < offset) low = middle + 1;
        else high = middle;
      }
      return offset - low * quotedEmpty.length;
    },
  };
}

function startsCell(slice: string, at: number, dialect: CsvDialect): boolean {
  const before = slice[at - 1];
  return before === undefined || before === dialect.delimiter || before === '\n' || before === '\r';
}

function endsCell(slice: string, at: number, dialect: CsvDialect): boolean {
  const after = slice[at];
  return after === undefined || after === dialect.delimiter || after === '\n' || after === '\r';
}
