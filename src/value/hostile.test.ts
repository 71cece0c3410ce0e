import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytePartAt } from './byte-part';
import { canonical } from './canonical';
import { loadArrow, loadParquet } from './columnar/load';
import { printCsv } from './csv';
import { decode } from './decode';
import { encode } from './encode';
import { type Format, formatOf } from './format';
import { printJson } from './json';
import { arrayTy, enumTy, identTy, scalarTy, tupleTy, unitTy } from './make-ty';
import { print } from './print';
import { markRecursiveVariants } from './recursion';
import { programType } from './schema';
import { printTable } from './table';
import type { Ty } from './ty';
import { readTypedData, writeTypedData } from './typed-data';
import { validate } from './validate';
import type { Value } from './value';

const defs = markRecursiveVariants([
  {
    name: ['Nat'],
    ty: enumTy([
      ['zero', unitTy],
      ['succ', identTy('Nat')],
    ]),
  },
  { name: ['Loop'], ty: enumTy([['only', identTy('Loop')]]) },
  { name: ['Nest'], ty: arrayTy(identTy('Nest')) },
]);

function format(ty: Ty): Format {
  const result = formatOf(ty, defs);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe('a value of a hundred thousand enums in one another', () => {
  const nat = format(identTy('Nat'));
  let value: Value = { tag: 0, payload: [] };
  for (let level = 0; level < 100_000; level++) value = { tag: 1, payload: value };
  const encoded = encode(value, nat);
  const bytes = encoded.ok ? encoded.value : new Uint8Array();

  it('is printed in every form', () => {
    const text = print(bytes, nat);
    expect(text.ok && text.value).toBe(`${'succ('.repeat(100_000)}zero${')'.repeat(100_000)}`);
    expect(printJson(bytes, nat).ok).toBe(true);
    expect(printCsv(bytes, nat).ok).toBe(true);
    expect(printTable(bytes, nat).ok).toBe(true);
    expect(bytePartAt(bytes, nat, bytes.length - 1)).toMatchObject({ ok: true });
  });

  it('has no columns', async () => {
    const { writeArrow } = await loadArrow();
    const { writeParquet } = await loadParquet();
    for (const name of ['Nat', 'Nest']) {
      const of = format(identTy(name));
      const [small] = [encode(name === 'Nat' ? { tag: 0, payload: [] } : [], of)];
      expect(small.ok && writeArrow(small.value, of)).toMatchObject({ ok: false });
      expect(small.ok && writeParquet(small.value, of)).toMatchObject({ ok: false });
    }
  });
});

describe('pointers that run in circles', () => {
  it.each([
    ['Loop', Uint8Array.of(0, 0, 0, 0)],
    ['Nest', Uint8Array.of(0, 0, 0, 0, 1, 0, 0, 0)],
  ])('of type %s', (name, bytes) => {
    const of = format(identTy(name));
    expect(decode(bytes, of).ok).toBe(false);
    expect(canonical(bytes, of).ok).toBe(false);
    expect(validate(bytes, of).ok).toBe(false);
    expect(print(bytes, of).ok).toBe(false);
    expect(printJson(bytes, of).ok).toBe(false);
    expect(printTable(bytes, of).ok).toBe(true);
    for (let at = 0; at <= bytes.length; at++) bytePartAt(bytes, of, at);
  });
});

describe('types from anywhere', () => {
  it('too deep ones are refused', () => {
    let ty = scalarTy('Int8');
    for (let level = 0; level < 5000; level++) ty = arrayTy(ty);
    expect(formatOf(ty, [])).toMatchObject({ ok: false, error: { kind: 'InvalidType' } });
    let tuple = scalarTy('Int8');
    for (let level = 0; level < 5000; level++) tuple = tupleTy(tuple);
    expect(formatOf(tuple, [])).toMatchObject({ ok: false, error: { kind: 'InvalidType' } });
  });

  it('broken typed data and program types give an error or a value', () => {
    const ty = tupleTy(['id', scalarTy('Int32')], ['n', identTy('Nat')]);
    const written = writeTypedData({ ty, defs, data: Uint8Array.of(1, 2, 3, 4, 0, 0, 0, 0, 0) });
    const file = written.ok ? written.value : new Uint8Array();
    expect(readTypedData(file).ok).toBe(true);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 }),
        (flips) => {
          const broken = file.slice();
          for (const [at, byte] of flips) broken[at] = byte;
          const read = readTypedData(broken);
          if (read.ok) {
            const of = formatOf(read.value.ty, read.value.defs);
            if (of.ok) print(read.value.data, of.value, { maxLength: 10_000 });
          }
          programType.decode(broken);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
