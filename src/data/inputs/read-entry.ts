import { fail, ok, type Result } from '../../base';
import type { Value } from '../../value';
import type { Entry } from './entry';
import type { FieldType } from './field-type';
import { readWritten } from './written-scalar';

/** Something in a field that is no value of its type. */
export interface EntryFault {
  /** Steps from the parameter: position of the field, row or, for what an optional or a variant holds, 0. */
  readonly path: readonly number[];
  /** The same in words, `lines[2].qty`; empty for the parameter itself. */
  readonly at: string;
  readonly message: string;
}

/** The value of a Lutra literal of a type, given as source; the error is a sentence. */
export type LiteralValue = (text: string, type: FieldType) => Promise<Result<Value, string>>;

/**
 * The value of what was put into the form, or everything that is wrong with it (DAT-13): every fault names its field.
 */
export async function readEntry(
  type: FieldType,
  entry: Entry,
  literal: LiteralValue,
): Promise<Result<Value, readonly EntryFault[]>> {
  const faults: EntryFault[] = [];
  const value = await read(type, entry, [], '');
  return faults.length > 0 || value === undefined ? fail(faults) : ok(value);

  async function read(
    of: FieldType,
    one: Entry,
    path: readonly number[],
    at: string,
  ): Promise<Value | undefined> {
    const wrong = (message: string) => {
      faults.push({ path, at, message });
      return undefined;
    };
    if (one.kind === 'literal') {
      if (one.text.trim() === '') return wrong(`It needs a value of type ${of.source}.`);
      const read = await literal(one.text, of);
      return read.ok ? read.value : wrong(read.error);
    }
    if (of.kind === 'scalar') {
      if (of.scalar === 'Bool') return one.kind === 'switch' ? Number(one.on) : misfit();
      if (one.kind !== 'words') return misfit();
      if (of.scalar === 'Text') return one.text;
      const written = readWritten(one.text, of.scalar);
      return written.ok ? written.value : wrong(written.error);
    }
    if (of.kind === 'option' && one.kind === 'maybe') {
      if (!one.on || one.item === null) return { tag: 0, payload: [] };
      const payload = await read(of.item, one.item, [...path, 0], at);
      return payload === undefined ? undefined : { tag: 1, payload };
    }
    if (of.kind === 'tuple' && one.kind === 'group' && one.fields.length === of.fields.length) {
      const parts = of.fields.map(({ name, type: part }, i) => ({
        part,
        at: name === undefined ? `${at}.${i}` : at === '' ? name : `${at}.${name}`,
      }));
      const values: (Value | undefined)[] = [];
      for (const [i, { part, at: inside }] of parts.entries())
        values.push(await read(part, one.fields[i]!, [...path, i], inside));
      return values.includes(undefined) ? undefined : (values as Value[]);
    }
    if (of.kind === 'array' && one.kind === 'rows') {
      const values: (Value | undefined)[] = [];
      for (const [i, item] of one.items.entries())
        values.push(await read(of.item, item, [...path, i], `${at}[${i}]`));
      return values.includes(undefined) ? undefined : (values as Value[]);
    }
    if (of.kind === 'enum' && one.kind === 'choice') {
      const tag = of.variants.findIndex((variant) => variant.name === one.variant);
      if (tag < 0) return wrong(`There is no variant ${one.variant}.`);
      const { payload } = of.variants[tag]!;
      if (payload === null) return { tag, payload: [] };
      if (one.payload === null) return wrong(`The variant ${one.variant} needs a value.`);
      const held = await read(payload, one.payload, [...path, 0], `${at}.${one.variant}`);
      return held === undefined ? undefined : { tag, payload: held };
    }
    return misfit();

    function misfit(): undefined {
      return wrong(`It needs a value of type ${of.source}.`);
    }
  }
}
