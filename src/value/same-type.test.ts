import { expect, test } from 'vitest';
import { arrayTy, enumTy, identTy, optionTy, primTy, scalarTy, tupleTy, unitTy } from './make-ty';
import { type DefinedType, sameType } from './same-type';
import type { Ty, TyDef } from './ty';

const plain = (ty: Ty): DefinedType => ({ ty, defs: [] });
const chain = (name: string, next: string): TyDef => ({
  name: [name],
  ty: enumTy([
    ['end', unitTy],
    [next, tupleTy(scalarTy('Int8'), identTy(name))],
  ]),
});

test.each<[string, DefinedType, DefinedType, boolean]>([
  ['scalars', plain(scalarTy('Int8')), plain(scalarTy('Int8')), true],
  ['scalars of one width', plain(scalarTy('Int8')), plain(scalarTy('Uint8')), false],
  ['a scalar and its primitive', plain(scalarTy('Int8')), plain(primTy(8)), false],
  [
    'a frame',
    plain(scalarTy('Int8')),
    { ty: identTy('A'), defs: [{ name: ['A'], ty: scalarTy('Int8') }] },
    true,
  ],
  ['items', plain(arrayTy(scalarTy('Text'))), plain(arrayTy(scalarTy('Bool'))), false],
  ['field names', plain(tupleTy(['a', primTy(8)])), plain(tupleTy(['b', primTy(8)])), false],
  ['a missing field name', plain(tupleTy(['a', primTy(8)])), plain(tupleTy(primTy(8))), false],
  ['field counts', plain(tupleTy(primTy(8))), plain(tupleTy(primTy(8), primTy(8))), false],
  ['variants', plain(optionTy(primTy(8))), plain(optionTy(primTy(8))), true],
  [
    'recursive types of other names',
    { ty: identTy('A'), defs: [chain('A', 'link')] },
    { ty: identTy('B'), defs: [chain('B', 'link')] },
    true,
  ],
  [
    'recursive types of other variants',
    { ty: identTy('A'), defs: [chain('A', 'link')] },
    { ty: identTy('B'), defs: [chain('B', 'next')] },
    false,
  ],
])('%s', (_, a, b, same) => {
  expect(sameType(a, b)).toBe(same);
  expect(sameType(b, a)).toBe(same);
});
