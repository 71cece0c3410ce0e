import { fail, ok, type Result } from '../../base';
import type { BadRecord } from '../csv/records';
import { type JsonValue, readJson } from './json-value';

export interface JsonRows {
  readonly rows: readonly JsonValue[];
  /** 1-based, of each row; for a JSON text of one value its position in the array instead. */
  readonly lines: readonly number[];
  readonly bad: readonly BadRecord[];
}

/** The rows of a JSON text: the items of an array, or the value itself. The error is a sentence with its place. */
export function jsonRows(text: string): Result<JsonRows, string> {
  const read = readJson(text);
  if (!read.ok) {
    const { line, column, message } = read.error;
    return fail(`Line ${line}, column ${column}: ${message}.`);
  }
  const rows = read.value.kind === 'array' ? read.value.items : [read.value];
  return ok({ rows, lines: rows.map((_, i) => i + 1), bad: [] });
}

/** The rows of a text with a JSON value on each line; a line that is none is bad, and reading goes on. */
export function ndjsonRows(text: string): JsonRows {
  const rows: JsonValue[] = [];
  const lines: number[] = [];
  const bad: BadRecord[] = [];
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const read = readJson(line);
    if (read.ok) {
      rows.push(read.value);
      lines.push(i + 1);
    } else {
      bad.push({
        line: i + 1,
        reason: `column ${read.error.column}: ${read.error.message}`,
        text: line.slice(0, 200),
      });
    }
  }
  return { rows, lines, bad };
}
