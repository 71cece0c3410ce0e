import {
  type Format,
  formatOf,
  loadParquet,
  type ProgramType,
  print,
  printCsv,
  printJson,
  printTable,
  writeTypedData,
} from '../value';
import { CommandError } from './command';

export const outputForms = ['lt', 'json', 'hex', 'csv', 'table', 'ld', 'ltd', 'parquet'] as const;
export type OutputForm = (typeof outputForms)[number];

/**
 * A program's output in one of the forms of specification 3 N: text, or bytes for `ld`, `ltd` and `parquet`. A type
 * that a Parquet file cannot hold is a `CommandError`.
 */
export async function outputAs(
  bytes: Uint8Array,
  type: ProgramType,
  form: OutputForm,
): Promise<string | Uint8Array> {
  switch (form) {
    case 'lt':
      return `${printed(bytes, type)}\n`;
    case 'json':
      return `${must(printJson(bytes, formatOfOutput(type)))}\n`;
    case 'hex':
      return `${hex(bytes)}\n`;
    case 'csv':
      return must(printCsv(bytes, formatOfOutput(type)));
    case 'table':
      return `${must(printTable(bytes, formatOfOutput(type)))}\n`;
    case 'ld':
      return bytes;
    case 'ltd':
      return must(writeTypedData({ ty: type.output, defs: type.defs, data: bytes }));
    case 'parquet': {
      const { writeParquet } = await loadParquet();
      const file = writeParquet(bytes, formatOfOutput(type));
      if (!file.ok) throw new CommandError(`the result does not fit a Parquet file: ${file.error.message}`);
      return file.value;
    }
  }
}

/** The printed form that tests compare (specification 2 §13). */
export function printed(bytes: Uint8Array, type: ProgramType): string {
  return must(print(bytes, formatOfOutput(type)));
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function formatOfOutput(type: ProgramType): Format {
  return must(formatOf(type.output, type.defs));
}

/** A session has decoded the output already, so a failure here is a bug. */
function must<T>(
  result:
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly error: { readonly message: string } },
): T {
  if (!result.ok) throw new Error(`the output does not decode: ${result.error.message}`);
  return result.value;
}
