import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TABLE, types, valuesOf } from './arbitrary.test-data';
import { encode } from './encode';
import { type ArrayFormat, type Format, formatOf, type TupleFormat } from './format';
import { joinFields, joinItems } from './join';
import { arrayTy, tupleTy } from './make-ty';
import type { Ty } from './ty';
import type { Value } from './value';

function format(ty: Ty): Format {
  const made = formatOf(ty, TABLE);
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

function encoded(value: Value, of: Format): Uint8Array {
  const bytes = encode(value, of);
  if (!bytes.ok) throw new Error(bytes.error.message);
  return bytes.value;
}

test('portions of an array become the bytes of the whole array, wherever it is cut', () => {
  const arrays = types.chain((ty) =>
    fc.record({
      of: fc.constant(format(arrayTy(ty)) as ArrayFormat),
      portions: fc.array(fc.array(valuesOf(ty), { maxLength: 4 }), { minLength: 1, maxLength: 5 }),
    }),
  );
  fc.assert(
    fc.property(arrays, ({ of, portions }) => {
      const joined = joinItems(
        portions.map((items) => encoded(items, of)),
        of,
      );
      expect(joined).toEqual({ ok: true, value: encoded(portions.flat(), of) });
    }),
  );
});

test('fields become the bytes of their tuple', () => {
  const tuples = fc.array(types, { minLength: 1, maxLength: 4 }).chain((tys) =>
    fc.record({
      of: fc.constant(format(tupleTy(...tys.map((ty, i) => [`f${i}`, ty] as const))) as TupleFormat),
      values: fc.tuple(...tys.map((ty) => valuesOf(ty))),
    }),
  );
  fc.assert(
    fc.property(tuples, ({ of, values }) => {
      const joined = joinFields(
        values.map((value, i) => encoded(value, of.fields[i]!.format)),
        of,
      );
      expect(joined).toEqual({ ok: true, value: encoded(values, of) });
    }),
  );
});
