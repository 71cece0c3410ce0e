import { gunzipSync } from 'fflate';
import { fail, ok, type Result } from '../base';

/** What a data file is (DAT-1). `delimited` is CSV, TSV and their kin. */
export type FileFormat = 'delimited' | 'json' | 'ndjson' | 'parquet' | 'arrow' | 'ltd';

/** Formats whose bytes are no text. */
export function isBinaryFormat(format: FileFormat): boolean {
  return format === 'parquet' || format === 'arrow' || format === 'ltd';
}

/** Bytes that a compressed file may become. */
const mostBytes = 1 << 30;

const endings: readonly (readonly [RegExp, FileFormat])[] = [
  [/\.(csv|tsv|tab|txt)$/i, 'delimited'],
  [/\.(ndjson|jsonl)$/i, 'ndjson'],
  [/\.json$/i, 'json'],
  [/\.parquet$/i, 'parquet'],
  [/\.(arrow|arrows|feather|ipc)$/i, 'arrow'],
  [/\.ltd$/i, 'ltd'],
];

/** Whether a file's name says that it holds data, compressed or not. */
export function isDataFile(name: string): boolean {
  return formatOfName(plainName(name)) !== undefined;
}

/** The format a name's ending says. */
export function formatOfName(name: string): FileFormat | undefined {
  return endings.find(([ending]) => ending.test(plainName(name)))?.[1];
}

/** A file's name without the ending of its compression. */
export function plainName(name: string): string {
  return name.replace(/\.gz$/i, '');
}

/** The format of a file: its first bytes go before its name; text whose name says nothing is delimited. */
export function detectFormat(name: string, bytes: Uint8Array): FileFormat {
  const starts = (text: string, at = 0) => [...text].every((sign, i) => bytes[at + i] === sign.charCodeAt(0));
  if (starts('PAR1')) return 'parquet';
  if (starts('ARROW1')) return 'arrow';
  return formatOfName(name) ?? 'delimited';
}

/** Whether bytes are the beginning of a gzip file. */
export function isGzip(start: Uint8Array): boolean {
  return start[0] === 0x1f && start[1] === 0x8b;
}

/** The content of a gzip file. The error is a sentence. */
export function inflated(name: string, bytes: Uint8Array): Result<Uint8Array, string> {
  if (bytes.length < 18) return fail(`${name} is damaged: its compression cannot be read.`);
  // The last four bytes say how long the content is, modulo 2^32.
  const said = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4).getUint32(0, true);
  if (said > mostBytes) return fail(`${name} holds over 1 GB when it is inflated.`);
  try {
    return ok(gunzipSync(bytes));
  } catch {
    return fail(`${name} is damaged: its compression cannot be read.`);
  }
}

/** The bytes of a binary file as text, for links. */
export function keptText(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}

/** A file's bytes from the text that was kept of it; undefined where that is none. */
export function keptBytes(name: string, text: string): Uint8Array | undefined {
  const format = formatOfName(name);
  if (format === undefined || !isBinaryFormat(format)) return new TextEncoder().encode(text);
  try {
    return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  } catch {
    return undefined;
  }
}
