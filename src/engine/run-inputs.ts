import { fail, ok, type Result } from '../base';
import { decode, encode, type Format, formatOf, type ProgramType, typeText } from '../value';
import type { DataSets } from './data-sets';
import type { InputBinding, ParamView, RunFailure } from './messages';

/** Works out the bytes of a Lutra literal of the given type; the text is the person's. */
export type LiteralReader = (literal: string, type: string) => Promise<Result<Uint8Array, string>>;

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
      if (!sameLayout(set.value.format, format)) {
        return refuse(
          `the rows of ${from.set} are ${typeText(set.value.ty)}, and ${param.name} is ${param.type}`,
        );
      }
      parts.push({ bytes: set.value.bytes, format });
      continue;
    }
    if (from.text.trim() === '') return refuse(`${param.name}: ${param.type}`);
    const literal = await read(from.text, param.type);
    if (!literal.ok) return refuse(literal.error);
    parts.push({ bytes: literal.value, format });
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

function fieldOf(format: Format, index: number): Format {
  return format.kind === 'tuple' ? format.fields[index]!.format : format;
}

/** Whether values of one format can be read as the other: names may differ, shapes and scalars may not. */
export function sameLayout(a: Format, b: Format): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind || a.head !== b.head) return false;
  switch (a.kind) {
    case 'text':
      return true;
    case 'prim':
      return b.kind === 'prim' && a.scalar === b.scalar;
    case 'array':
      return b.kind === 'array' && sameLayout(a.item, b.item);
    case 'tuple':
      return (
        b.kind === 'tuple' &&
        a.fields.length === b.fields.length &&
        a.fields.every((field, i) => sameLayout(field.format, b.fields[i]!.format))
      );
    case 'enum':
      return (
        b.kind === 'enum' &&
        a.variants.length === b.variants.length &&
        a.hasPointer === b.hasPointer &&
        a.variants.every((variant, i) => variant.name === b.variants[i]!.name) &&
        // A recursive type meets itself again behind a pointer; data sets never hold one.
        a.variants.every((variant, i) => sameLayout(variant.format, b.variants[i]!.format))
      );
  }
}
