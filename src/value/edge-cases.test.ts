import { describe, expect, it } from 'vitest';
import { decode } from './decode';
import { encode } from './encode';
import { type Format, formatOf } from './format';
import { arrayTy, enumTy, identTy, optionTy, primTy, scalarTy, tupleTy, unitTy } from './make-ty';
import { print } from './print';
import { markRecursiveVariants } from './recursion';
import type { Ty, TyDef } from './ty';
import type { Value } from './value';
import { toHex } from './vectors.test-data';

/** The rows of specification 3 part O that speak of bytes and have no test of their own elsewhere (see TESTS.md). */
const defs: readonly TyDef[] = markRecursiveVariants([
  { name: ['Kg'], ty: scalarTy('Float64') },
  { name: ['Tags'], ty: arrayTy(scalarTy('Bool')) },
  {
    name: ['Chain'],
    ty: enumTy([
      ['stop', unitTy],
      ['link', tupleTy(['w', scalarTy('Int16')], ['next', identTy('Chain')])],
    ]),
  },
  {
    name: ['Doc'],
    ty: enumTy([
      ['nil', unitTy],
      ['list', arrayTy(identTy('Doc'))],
    ]),
  },
  {
    name: ['Bits'],
    ty: enumTy([
      ['nil', unitTy],
      ['bit', scalarTy('Bool')],
    ]),
  },
  { name: ['Small'], ty: scalarTy('Int8') },
  { name: ['Price'], ty: scalarTy('Decimal') },
]);

function format(ty: Ty): Format {
  const result = formatOf(ty, defs);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const none: Value = { tag: 0, payload: [] };
const some = (payload: Value): Value => ({ tag: 1, payload });
const oneOf = (...variants: (readonly [string, Ty])[]) => enumTy(variants);

describe('bytes', () => {
  it.each<[row: string, ty: Ty, value: Value, hex: string]>([
    [
      '1: fields are not aligned',
      tupleTy(scalarTy('Int8'), scalarTy('Int64')),
      [1, 2n],
      '01 0200000000000000',
    ],
    ['2: a Bool is a byte, also in arrays', arrayTy(scalarTy('Bool')), [1, 0], '08000000 02000000 01 00'],
    ['3: the length of a text counts bytes', scalarTy('Text'), 'né', '08000000 03000000 6ec3a9'],
    [
      '4: the pointer of an empty text is the end so far',
      tupleTy(scalarTy('Text'), scalarTy('Int8')),
      ['', 1],
      '09000000 00000000 01',
    ],
    ['5: an array of units keeps its count', arrayTy(unitTy), [[], []], '08000000 02000000'],
    ['6: one variant needs no tag', oneOf(['a', scalarTy('Int8')]), { tag: 0, payload: 3 }, '03'],
    ['9: 32 bits are inline', optionTy(scalarTy('Float32')), none, '00 00000000'],
    [
      '10: 40 bits put every payload behind a pointer',
      oneOf(['a', scalarTy('Int8')], ['b', tupleTy(scalarTy('Int32'), scalarTy('Int8'))]),
      { tag: 0, payload: 1 },
      '00 04000000 01',
    ],
    ['17: a frame leaves nothing behind', arrayTy(identTy('Kg')), [0n], '08000000 01000000 0000000000000000'],
    ['18: a frame of an array has the head of an array', identTy('Tags'), [1], '08000000 01000000 01'],
    ['19: a recursive variant puts all behind pointers', identTy('Chain'), none, '00 00000000'],
    ['20: an array is a pointer of its own', identTy('Doc'), none, '00 00000000'],
    ['20: and without one there is none', identTy('Bits'), some(1), '01 01'],
    [
      '24: a result is an enum like any other',
      oneOf(['ok', scalarTy('Int8')], ['err', scalarTy('Int16')]),
      { tag: 0, payload: 9 },
      '00 0900',
    ],
    ['25: some(none)', optionTy(optionTy(scalarTy('Int16'))), some(none), '01 00 0000'],
    ['25: is not none', optionTy(optionTy(scalarTy('Int16'))), none, '00 00 0000'],
  ])('%s', (_, ty, value, hex) => {
    const bytes = encode(value, format(ty));
    expect(bytes.ok && toHex(bytes.value)).toBe(hex.replaceAll(' ', ''));
    expect(bytes.ok && decode(bytes.value, format(ty))).toEqual({ ok: true, value });
  });

  it('7: an enum without variants has neither head nor values', () => {
    const never = format(enumTy([]));
    expect(never.head).toBe(0);
    expect(decode(new Uint8Array(), never)).toMatchObject({ ok: false, error: { kind: 'InvalidData' } });
    expect(encode({ tag: 0, payload: [] }, never)).toMatchObject({ ok: false });
  });

  it('5: eight bytes are an array of two units', () => {
    expect(decode(Uint8Array.of(8, 0, 0, 0, 2, 0, 0, 0), format(arrayTy(unitTy)))).toEqual({
      ok: true,
      value: [[], []],
    });
  });
});

describe('printing', () => {
  const decimal = new Uint8Array(new BigInt64Array([-250n]).buffer);

  it.each<[row: string, ty: Ty, bytes: Uint8Array, text: string]>([
    ['32: the sign is that of the name an alias leads to', identTy('Small'), Uint8Array.of(0xff), '-1'],
    ['32: a bare primitive has none', primTy(8), Uint8Array.of(0xff), '255'],
    ['33: an alias of Decimal is a decimal', identTy('Price'), decimal, '-2.50'],
  ])('%s', (_, ty, bytes, text) => {
    expect(print(bytes, format(ty))).toEqual({ ok: true, value: text });
  });
});
