import { arrayTy, enumTy, identTy, optionTy, primTy, scalarTy, tupleTy, unitTy } from './make-ty';
import { markRecursiveVariants } from './recursion';
import type { Ty, TyDef } from './ty';
import type { Value } from './value';

/** A row of specification 3 A10: `hex` may hold blanks and `|`, which separate fields for reading only. */
export interface Vector {
  readonly id: string;
  readonly ty: Ty;
  readonly value: Value;
  readonly hex: string;
}

const [int8, int16, int32, int64] = [
  scalarTy('Int8'),
  scalarTy('Int16'),
  scalarTy('Int32'),
  scalarTy('Int64'),
];
const text = scalarTy('Text');
const bool = scalarTy('Bool');

const none: Value = { tag: 0, payload: [] };
const some = (payload: Value): Value => ({ tag: 1, payload });
const unitVariant = (tag: number): Value => ({ tag, payload: [] });
const units = (count: number): readonly (readonly [string, Ty])[] =>
  Array.from({ length: count }, (_, index) => [`v${index}`, unitTy] as const);

/** The recursive types of the vectors, marked. */
export const VECTOR_DEFS: readonly TyDef[] = markRecursiveVariants([
  {
    name: ['Chain'],
    ty: enumTy([
      ['stop', unitTy],
      ['link', tupleTy(['w', int16], ['next', identTy('Chain')])],
    ]),
  },
  {
    name: ['Doc'],
    ty: enumTy([
      ['nil', unitTy],
      ['num', int64],
      ['list', arrayTy(identTy('Doc'))],
    ]),
  },
  { name: ['Reg'], ty: tupleTy(['id', int16], ['kids', arrayTy(identTy('Slot'))]) },
  {
    name: ['Slot'],
    ty: enumTy([
      ['hole', unitTy],
      ['reg', identTy('Reg')],
    ]),
  },
]);

const padded = enumTy([
  ['a', int8],
  ['b', tupleTy(int8, int16)],
  ['c', unitTy],
]);

export const VECTORS: readonly Vector[] = [
  { id: 'V01', ty: scalarTy('Uint8'), value: 200, hex: 'c8' },
  { id: 'V02', ty: bool, value: 1, hex: '01' },
  { id: 'V03', ty: int16, value: 0xfffd, hex: 'fd ff' },
  { id: 'V04', ty: scalarTy('Uint32'), value: 3735928559, hex: 'ef be ad de' },
  { id: 'V05', ty: int64, value: 2n ** 64n - 2n, hex: 'fe ff ff ff ff ff ff ff' },
  { id: 'V06', ty: scalarTy('Float32'), value: 0xbfc00000, hex: '00 00 c0 bf' },
  { id: 'V07', ty: scalarTy('Float64'), value: 0x3fb999999999999an, hex: '9a 99 99 99 99 99 b9 3f' },
  { id: 'V08', ty: scalarTy('Date'), value: 11017, hex: '09 2b 00 00' },
  { id: 'V09', ty: scalarTy('Duration'), value: 2n ** 64n - 1_000_000n, hex: 'c0 bd f0 ff ff ff ff ff' },
  { id: 'V10', ty: scalarTy('Decimal'), value: 1234n, hex: 'd2 04 00 00 00 00 00 00' },
  { id: 'V11', ty: unitTy, value: [], hex: '' },

  { id: 'V12', ty: text, value: 'né', hex: '08 00 00 00 | 03 00 00 00 | 6e c3 a9' },
  { id: 'V13', ty: text, value: '', hex: '08 00 00 00 | 00 00 00 00' },
  { id: 'V14', ty: arrayTy(int16), value: [7, 0xffff], hex: '08 00 00 00 | 02 00 00 00 | 07 00 | ff ff' },
  { id: 'V15', ty: arrayTy(int64), value: [], hex: '08 00 00 00 | 00 00 00 00' },
  { id: 'V16', ty: arrayTy(unitTy), value: [[], [], []], hex: '08 00 00 00 | 03 00 00 00' },
  { id: 'V17', ty: tupleTy(bool, int32, bool), value: [1, 258, 0], hex: '01 | 02 01 00 00 | 00' },
  {
    id: 'V18',
    ty: tupleTy(text, int8, text),
    value: ['ab', 5, 'c'],
    hex: '11 00 00 00 02 00 00 00 | 05 | 0a 00 00 00 01 00 00 00 | 61 62 | 63',
  },
  {
    id: 'V19',
    ty: tupleTy(arrayTy(int8), int8, arrayTy(int16)),
    value: [[9], 8, [7]],
    hex: '11 00 00 00 01 00 00 00 | 08 | 09 00 00 00 01 00 00 00 | 09 | 07 00',
  },
  {
    id: 'V20',
    ty: tupleTy(['a', tupleTy(text, int16)], ['b', arrayTy(bool)]),
    value: [['k', 9], [1]],
    hex: '12 00 00 00 01 00 00 00 09 00 | 09 00 00 00 01 00 00 00 | 6b | 01',
  },
  {
    id: 'V21',
    ty: arrayTy(text),
    value: ['hi', '', 'yo!'],
    hex: `08 00 00 00 03 00 00 00
          18 00 00 00 02 00 00 00
          12 00 00 00 00 00 00 00
          0a 00 00 00 03 00 00 00
          68 69 | 79 6f 21`,
  },
  {
    id: 'V22',
    ty: arrayTy(arrayTy(int8)),
    value: [[1], [2, 3]],
    hex: '08 00 00 00 02 00 00 00 | 10 00 00 00 01 00 00 00 | 09 00 00 00 02 00 00 00 | 01 | 02 03',
  },
  {
    id: 'V23',
    ty: arrayTy(tupleTy(int16, arrayTy(text))),
    value: [
      [1, ['p']],
      [2, ['q', 'rs']],
    ],
    hex: `08 00 00 00 02 00 00 00
          01 00 | 12 00 00 00 01 00 00 00
          02 00 | 11 00 00 00 02 00 00 00
          08 00 00 00 01 00 00 00
          70
          10 00 00 00 01 00 00 00
          09 00 00 00 02 00 00 00
          71 | 72 73`,
  },

  {
    id: 'V24',
    ty: enumTy([
      ['lo', unitTy],
      ['mid', unitTy],
      ['hi', unitTy],
    ]),
    value: unitVariant(2),
    hex: '02',
  },
  { id: 'V25', ty: enumTy([['one', unitTy]]), value: unitVariant(0), hex: '' },
  { id: 'V26', ty: enumTy([['only', int16]]), value: { tag: 0, payload: 513 }, hex: '01 02' },
  { id: 'V27 none', ty: optionTy(int8), value: none, hex: '00 00' },
  { id: 'V27 some', ty: optionTy(int8), value: some(4), hex: '01 04' },
  { id: 'V28', ty: optionTy(int32), value: some(1), hex: '01 | 01 00 00 00' },
  { id: 'V29', ty: optionTy(int64), value: none, hex: '00 | 00 00 00 00' },
  { id: 'V30', ty: optionTy(int64), value: some(1n), hex: '01 | 04 00 00 00 | 01 00 00 00 00 00 00 00' },
  {
    id: 'V31',
    ty: optionTy(text),
    value: some('ok'),
    hex: '01 | 04 00 00 00 | 08 00 00 00 02 00 00 00 | 6f 6b',
  },
  { id: 'V32', ty: padded, value: { tag: 0, payload: 6 }, hex: '00 | 06 00 00' },
  { id: 'V33', ty: padded, value: { tag: 1, payload: [1, 515] }, hex: '01 | 01 03 02' },
  { id: 'V34', ty: padded, value: unitVariant(2), hex: '02 | 00 00 00' },
  { id: 'V35', ty: tupleTy(optionTy(text), int8), value: [none, 1], hex: '00 00 00 00 00 | 01' },
  {
    id: 'V36',
    ty: enumTy([
      ['a', unitTy],
      ['b', tupleTy(['x', unitTy])],
    ]),
    value: { tag: 1, payload: [[]] },
    hex: '01',
  },
  { id: 'V37', ty: optionTy(optionTy(int8)), value: some(some(3)), hex: '01 | 01 | 03' },
  { id: 'V38', ty: optionTy(optionTy(int16)), value: some(none), hex: '01 | 00 | 00 00' },
  {
    id: 'V39',
    ty: optionTy(optionTy(int64)),
    value: some(some(9n)),
    hex: '01 | 04 00 00 00 | 01 | 04 00 00 00 | 09 00 00 00 00 00 00 00',
  },
  { id: 'V40', ty: enumTy(units(256)), value: unitVariant(255), hex: 'ff' },
  { id: 'V41', ty: enumTy(units(257)), value: unitVariant(1), hex: '01 00' },
  {
    id: 'V42',
    ty: enumTy([['v0', int8], ...units(300).slice(1)]),
    value: unitVariant(256),
    hex: '00 01 | 00',
  },
  {
    id: 'V43',
    ty: enumTy([
      ['ok', text],
      ['err', tupleTy(int16, text)],
    ]),
    value: { tag: 1, payload: [404, 'no'] },
    hex: '01 | 04 00 00 00 | 94 01 08 00 00 00 02 00 00 00 | 6e 6f',
  },
  {
    id: 'V44',
    ty: arrayTy(optionTy(text)),
    value: [some('x'), none, some('yz')],
    hex: `08 00 00 00 03 00 00 00
          01 0e 00 00 00
          00 00 00 00 00
          01 0d 00 00 00
          08 00 00 00 01 00 00 00 78
          08 00 00 00 02 00 00 00 79 7a`,
  },
  {
    id: 'V45',
    ty: identTy('Chain'),
    value: { tag: 1, payload: [1, { tag: 1, payload: [2, unitVariant(0)] }] },
    hex: `01 04 00 00 00
          01 00
          01 04 00 00 00
          02 00
          00 00 00 00 00`,
  },
  {
    id: 'V46',
    ty: identTy('Doc'),
    value: { tag: 2, payload: [{ tag: 1, payload: 5n }, unitVariant(0)] },
    hex: `02 04 00 00 00
          08 00 00 00 02 00 00 00
          01 09 00 00 00
          00 00 00 00 00
          05 00 00 00 00 00 00 00`,
  },
  {
    id: 'V47',
    ty: tupleTy(
      tupleTy(int16, text),
      optionTy(int64),
      arrayTy(
        enumTy([
          ['u', unitTy],
          ['v', int8],
        ]),
      ),
    ),
    value: [[1, 'zz'], some(7n), [{ tag: 1, payload: 2 }, unitVariant(0)]],
    hex: `01 00
          15 00 00 00 02 00 00 00
          01 0e 00 00 00
          12 00 00 00 02 00 00 00
          7a 7a
          07 00 00 00 00 00 00 00
          01 02 | 00 00`,
  },
  {
    id: 'B3 Reg',
    ty: identTy('Reg'),
    value: [3, [unitVariant(0), { tag: 1, payload: [4, []] }]],
    hex: `03 00 | 08 00 00 00 02 00 00 00 | 00 00 00 00 00 | 01 04 00 00 00 |
          04 00 08 00 00 00 00 00 00 00`,
  },

  // Rows of part O that are not among the vectors above.
  { id: 'O01', ty: tupleTy(int8, int64), value: [1, 2n], hex: '01 02 00 00 00 00 00 00 00' },
  { id: 'O02', ty: arrayTy(bool), value: [1, 0], hex: '08 00 00 00 02 00 00 00 | 01 00' },
  { id: 'O04', ty: tupleTy(text, int8), value: ['', 1], hex: '09 00 00 00 00 00 00 00 | 01' },
  { id: 'O06', ty: enumTy([['a', int8]]), value: { tag: 0, payload: 3 }, hex: '03' },
  { id: 'O09', ty: optionTy(scalarTy('Float32')), value: some(0x3f800000), hex: '01 00 00 80 3f' },
  {
    id: 'O10',
    ty: enumTy([
      ['a', int8],
      ['b', tupleTy(int32, int8)],
    ]),
    value: { tag: 0, payload: 1 },
    hex: '00 04 00 00 00 01',
  },
  {
    id: 'O24',
    ty: enumTy([
      ['ok', int8],
      ['err', int16],
    ]),
    value: { tag: 0, payload: 9 },
    hex: '00 09 00',
  },
  {
    // B1: a tagless enum is a bare pointer and so fits inline; encoding follows it all the same.
    id: 'B1 inline pointer',
    ty: enumTy([
      ['a', enumTy([['only', text]])],
      ['b', unitTy],
    ]),
    value: { tag: 0, payload: { tag: 0, payload: 'x' } },
    hex: '00 | 04 00 00 00 | 08 00 00 00 01 00 00 00 | 78',
  },
  { id: 'bare Prim8', ty: arrayTy(primTy(8)), value: [104, 105], hex: '08 00 00 00 02 00 00 00 | 68 69' },
];

export function fromHex(hex: string): Uint8Array {
  const digits = hex.replace(/[^0-9a-f]/g, '');
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
    Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16),
  );
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
