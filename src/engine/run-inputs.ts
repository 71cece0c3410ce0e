import { fail, ok, type Result } from '../base';
import { fieldTypeOf, readEntry } from '../data';
import {
  decode,
  encode,
  type Format,
  formatOf,
  type ProgramType,
  type Ty,
  TypeTable,
  type Value,
} from '../value';
import type { DataSets } from './data-sets';
import type { InputBinding, ParamView, RunFailure } from './messages';

/** Works out a Lutra literal of the given type; the text is the person's. */
export type LiteralReader = (
  literal: string,
  type: string,
) => Promise<Result<{ readonly bytes: Uint8Array; readonly value: Value }, string>>;

/**
 * The program's input, from what each parameter is bound to (specification 3 part H): nothing, the one parameter's
 * value as it is, or a tuple of them.
 */
export async function inputBytes(
  params: readonly ParamView[],
  type: ProgramType,
  bindings: readonly InputBinding[],
  sets: DataSets,
  read: LiteralReader,
): Promise<Result<Uint8Array, RunFailure>> {
  const whole = formatOf(type.input, type.defs);
  if (!whole.ok) return fail({ kind: 'inputs', param: '', message: whole.error.message });
  if (params.length === 0) return ok(new Uint8Array(whole.value.head));
  const parts: { readonly bytes: Uint8Array; readonly format: Format }[] = [];
  for (const [index, param] of params.entries()) {
    const format = params.length === 1 ? whole.value : fieldOf(whole.value, index);
    const refuse = (message: string) => fail({ kind: 'inputs', param: param.name, message } as const);
    const from = bindings.find((binding) => binding.param === param.name)?.from;
    if (from === undefined) return refuse(`${param.name}: ${param.type}`);
    if (from.kind === 'data') {
      const set = sets.get(from.set);
      if (set === undefined) return refuse(`there is no data set ${from.set}`);
      const rows = await sets.rowsAs(set, paramTy(type, params, index), type.defs, format);
      if (!rows.ok) return refuse(rows.error);
      parts.push({ bytes: rows.value, format });
      continue;
    }
    if (from.kind === 'form') {
      const field = fieldTypeOf(paramTy(type, params, index), type.defs);
      const value = await readEntry(field, from.entry, async (text, of) => {
        const literal = await read(text, of.source);
        return literal.ok ? ok(literal.value.value) : literal;
      });
      if (!value.ok) {
        const [fault] = value.error;
        return refuse(
          fault === undefined ? '' : fault.at === '' ? fault.message : `${fault.at}: ${fault.message}`,
        );
      }
      const bytes = encode(value.value, format);
      if (!bytes.ok) return refuse(bytes.error.message);
      parts.push({ bytes: bytes.value, format });
      continue;
    }
    if (from.text.trim() === '') return refuse(`${param.name}: ${param.type}`);
    const literal = await read(from.text, param.type);
    if (!literal.ok) return refuse(literal.error);
    parts.push({ bytes: literal.value.bytes, format });
  }
  if (parts.length === 1) return ok(parts[0]!.bytes);
  const values = [];
  for (const { bytes, format } of parts) {
    const value = decode(bytes, format);
    if (!value.ok) return fail({ kind: 'inputs', param: '', message: value.error.message });
    values.push(value.value);
  }
  const packed = encode(values, whole.value);
  return packed.ok ? ok(packed.value) : fail({ kind: 'inputs', param: '', message: packed.error.message });
}

/** The type of one parameter inside the program's input. */
export function paramTy(type: ProgramType, params: readonly unknown[], index: number): Ty {
  if (params.length === 1) return type.input;
  const { kind } = new TypeTable(type.defs).materialiseOrStd(type.input);
  return kind.kind === 'tuple' ? kind.fields[index]!.ty : type.input;
}

function fieldOf(format: Format, index: number): Format {
  return format.kind === 'tuple' ? format.fields[index]!.format : format;
}
