import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fail, ok, type Result } from '../base';
import {
  formatOf,
  loadParquet,
  type ProgramType,
  readTypedData,
  sameType,
  typeText,
  validate,
} from '../value';
import { CommandError, UsageError } from './command';
import type { Failure } from './workbench';

/**
 * The input of a program from a file, whose ending says what it holds (specification 3 N): `.ld` the encoded value,
 * `.ltd` a value with its type, which must be the input's, `.parquet` rows.
 */
export async function readInput(path: string, type: ProgramType): Promise<Result<Uint8Array, Failure>> {
  const file = await readFile(path).then(
    (bytes) => new Uint8Array(bytes),
    () => {
      throw new CommandError(`${path} cannot be read`);
    },
  );
  const data = await dataOf(path, file, type);
  if (!data.ok) return misfit(`${path}: ${data.error}`);
  const format = formatOf(type.input, type.defs);
  const valid = format.ok ? validate(data.value, format.value) : format;
  return valid.ok ? ok(data.value) : misfit(`${path}: ${valid.error.message}`);
}

async function dataOf(
  path: string,
  file: Uint8Array,
  type: ProgramType,
): Promise<Result<Uint8Array, string>> {
  switch (extname(path)) {
    case '.ld':
      return ok(file);
    case '.ltd': {
      const typed = readTypedData(file);
      if (!typed.ok) return fail(typed.error.message);
      const { ty, defs, data } = typed.value;
      if (sameType({ ty, defs }, { ty: type.input, defs: type.defs })) return ok(data);
      return fail(`the file holds ${typeText(ty)}, but the program takes ${typeText(type.input)}`);
    }
    case '.parquet': {
      const { readParquet } = await loadParquet();
      const format = formatOf(type.input, type.defs);
      const rows = format.ok ? await readParquet(file, format.value) : format;
      return rows.ok ? rows : fail(rows.error.message);
    }
    default:
      throw new UsageError('--input-file takes .ld, .ltd and .parquet files');
  }
}

function misfit(message: string): Result<never, Failure> {
  return fail({ kind: 'error', error: { kind: 'data', code: 'DATA_MISFIT', message } });
}
