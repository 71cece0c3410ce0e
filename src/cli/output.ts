import {
  type Format,
  formatOf,
  type ProgramType,
  print,
  printCsv,
  printJson,
  printTable,
  writeTypedData,
} from '../value';

export const outputForms = ['lt', 'json', 'hex', 'csv', 'table', 'ld', 'ltd'] as const;
export type OutputForm = (typeof outputForms)[number];

/** A program's output in one of the forms of specification 3 N; text, except `ld` and `ltd`, which are bytes. */
export function outputAs(bytes: Uint8Array, type: ProgramType, form: OutputForm): string | Uint8Array {
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
