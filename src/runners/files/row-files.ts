import { fail, ok, type Result } from '../../base';
import { type Format, loadParquet } from '../../value';
import type { FileStore } from './file-store';

/** The rows of a Parquet file as an encoded value (specification 3 M1, M3), or the cause, without a prefix. */
export async function readRows(
  store: FileStore,
  path: string,
  format: Format,
): Promise<Result<Uint8Array, string>> {
  const file = await store.read(path);
  if (file === undefined) return fail('file not found');
  const { readParquet } = await loadParquet();
  const rows = await readParquet(file, format);
  return rows.ok ? rows : fail(rows.error.message);
}

/** Writes an encoded value as a Parquet file (specification 3 M2, M3). The error is the text after `error: `. */
export async function writeRows(
  store: FileStore,
  path: string,
  format: Format,
  rows: Uint8Array,
): Promise<Result<void, string>> {
  const { writeParquet } = await loadParquet();
  const file = writeParquet(rows, format);
  if (!file.ok) {
    const step = file.error.kind === 'InvalidType' ? 'lutra_to_arrow' : 'write_parquet';
    return fail(`${step}: ${file.error.message}`);
  }
  try {
    await store.write(path, file.value);
    return ok(undefined);
  } catch (problem) {
    return fail(`write_parquet: ${problem instanceof Error ? problem.message : String(problem)}`);
  }
}
