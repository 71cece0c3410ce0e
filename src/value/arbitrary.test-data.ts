import fc from 'fast-check';
import { arrayTy, enumTy, identTy, optionTy, primTy, scalarTy, tupleTy, unitTy } from './make-ty';
import { markRecursiveVariants } from './recursion';
import { SCALAR_NAMES, scalarWidth, standardScalar } from './scalar';
import type { Ty, TyDef } from './ty';
import { TypeTable } from './type-table';
import type { Value } from './value';

/** Definitions that random types may name: an alias, a recursive enum, and two that refer to each other. */
export const DEFS: readonly TyDef[] = markRecursiveVariants([
  { name: ['Amount'], ty: scalarTy('Decimal') },
  {
    name: ['Tree'],
    ty: enumTy([
      ['tip', scalarTy('Int8')],
      ['fork', tupleTy(['left', identTy('Tree')], ['right', identTy('Tree')])],
    ]),
  },
  { name: ['Reg'], ty: tupleTy(['id', scalarTy('Int16')], ['kids', arrayTy(identTy('Slot'))]) },
  {
    name: ['Slot'],
    ty: enumTy([
      ['hole', unitTy],
      ['reg', identTy('Reg')],
    ]),
  },
]);

export const TABLE = new TypeTable(DEFS);

const names = fc.constantFrom('id', 'qty', 'odd name', 'note');

export const types: fc.Arbitrary<Ty> = fc.letrec<{ ty: Ty }>((tie) => ({
  ty: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'type' },
    { weight: 6, arbitrary: fc.constantFrom(...SCALAR_NAMES.map(scalarTy)) },
    { weight: 2, arbitrary: fc.constantFrom(unitTy, ...([8, 16, 32, 64] as const).map(primTy)) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(...['Amount', 'Tree', 'Reg', 'Slot'].map((name) => identTy(name))),
    },
    { weight: 4, arbitrary: tie('ty').map(arrayTy) },
    { weight: 3, arbitrary: tie('ty').map(optionTy) },
    {
      weight: 4,
      arbitrary: fc
        .array(fc.tuple(fc.option(names, { nil: undefined }), tie('ty')), { maxLength: 4 })
        .map((fields) => tupleTy(...fields)),
    },
    {
      weight: 3,
      arbitrary: fc
        .array(tie('ty'), { minLength: 1, maxLength: 4 })
        .map((payloads) => enumTy(payloads.map((ty, index) => [`v${index}`, ty] as const))),
    },
  ),
})).ty;

/** A value of `ty`; recursive types end after a few levels. NaN and odd Bools do not occur. */
export function valuesOf(ty: Ty, depth = 4): fc.Arbitrary<Value> {
  const { kind } = TABLE.materialiseOrStd(ty);
  switch (kind.kind) {
    case 'ident': {
      const name = standardScalar(kind.path)!;
      if (name === 'Text') return fc.string({ unit: 'grapheme', maxLength: 8 });
      if (name === 'Bool') return fc.constantFrom(0, 1);
      if (name === 'Float32') return fc.float({ noNaN: true }).map(bits32);
      if (name === 'Float64') return fc.double({ noNaN: true }).map(bits64);
      return prim(scalarWidth(name));
    }
    case 'primitive':
      return prim(kind.width);
    case 'tuple':
      return fc.tuple(...kind.fields.map((field) => valuesOf(field.ty, depth - 1)));
    case 'array':
      return depth <= 0 ? fc.constant([]) : fc.array(valuesOf(kind.item, depth - 1), { maxLength: 4 });
    case 'enum': {
      const last = depth <= 0 ? 1 : kind.variants.length;
      return fc
        .nat(last - 1)
        .chain((tag) => valuesOf(kind.variants[tag]!.ty, depth - 1).map((payload) => ({ tag, payload })));
    }
    case 'function':
      throw new Error('no values of a function type');
  }
}

export const typedValues: fc.Arbitrary<{ ty: Ty; value: Value }> = types.chain((ty) =>
  valuesOf(ty).map((value) => ({ ty, value })),
);

function prim(width: 8 | 16 | 32 | 64): fc.Arbitrary<Value> {
  return width === 64 ? fc.bigInt(0n, 2n ** 64n - 1n) : fc.nat(2 ** width - 1);
}

function bits32(value: number): number {
  return new Uint32Array(Float32Array.of(value).buffer)[0]!;
}

function bits64(value: number): bigint {
  return new BigUint64Array(Float64Array.of(value).buffer)[0]!;
}
