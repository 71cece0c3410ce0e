import { describe, expect, it } from 'vitest';
import { formatOf } from './format';
import { encodeEnumFormat, layOutTypes } from './layout';
import { arrayTy, enumTy, functionTy, identTy, optionTy, scalarTy, tupleTy, unitTy } from './make-ty';
import { markRecursiveVariants } from './recursion';
import type { Ty, TyDef, TyLayout } from './ty';
import { toHex } from './vectors.test-data';

const int8 = scalarTy('Int8');
const text = scalarTy('Text');

function layout(ty: Ty, defs: readonly TyDef[] = []): TyLayout | undefined {
  const types = layOutTypes(defs);
  if (!types.ok) throw new Error(types.error.message);
  return types.value.ty(ty).layout;
}

describe('layouts (specification 3 B1)', () => {
  it.each<[string, Ty, number, number[]]>([
    ['scalar', scalarTy('Int32'), 32, []],
    ['array', arrayTy(unitTy), 64, [0]],
    ['text', text, 64, [0]],
    ['unit', unitTy, 0, []],
    ['tuple', tupleTy(int8, text, tupleTy(int8, arrayTy(int8))), 144, [1, 10]],
    ['pointer enum', optionTy(text), 40, [1]],
    ['inline enum', optionTy(scalarTy('Int32')), 40, []],
    [
      'inline enum around a bare pointer',
      enumTy([
        ['a', enumTy([['only', text]])],
        ['b', unitTy],
      ]),
      40,
      [],
    ],
    ['no variants', enumTy([]), 0, []],
  ])('%s', (_name, ty, headSize, bodyPtrs) => {
    expect(layout(ty)).toEqual({ headSize, bodyPtrs });
  });

  it('a function has none, its parts have', () => {
    const types = layOutTypes([]);
    const ty = types.ok ? types.value.ty(functionTy([int8], text)) : undefined;
    expect(ty?.layout).toBeUndefined();
    expect(ty?.kind).toMatchObject({
      params: [{ layout: { headSize: 8 } }],
      body: { layout: { headSize: 64 } },
    });
  });
});

describe('recursive variants (specification 3 B3)', () => {
  const recursive = (defs: readonly TyDef[]) =>
    Object.fromEntries(
      markRecursiveVariants(defs).map((def) => [def.name.join('::'), def.ty.variantsRecursive]),
    );

  it('are marked in direct recursion, not through arrays', () => {
    const chain = enumTy([
      ['stop', unitTy],
      ['link', tupleTy(int8, identTy('Chain'))],
    ]);
    const doc = enumTy([
      ['nil', unitTy],
      ['list', arrayTy(identTy('Doc'))],
    ]);
    expect(recursive([{ name: ['Chain'], ty: chain }])).toEqual({ Chain: [1] });
    expect(recursive([{ name: ['Doc'], ty: doc }])).toEqual({ Doc: [] });
  });

  it('are marked for members of a group even when an array breaks the circle', () => {
    const reg = tupleTy(['id', int8], ['kids', arrayTy(identTy('Slot'))]);
    const slot = enumTy([
      ['hole', unitTy],
      ['reg', identTy('Reg')],
    ]);
    expect(
      recursive([
        { name: ['Reg'], ty: reg },
        { name: ['Slot'], ty: slot },
      ]),
    ).toEqual({ Reg: [], Slot: [1] });
  });

  it('are found across dependencies', () => {
    const a = tupleTy(['k', identTy('dep', 'B')]);
    const b = enumTy([
      ['n', unitTy],
      ['s', identTy('dep', 'A')],
    ]);
    expect(
      recursive([
        { name: ['dep', 'A'], ty: a },
        { name: ['dep', 'B'], ty: b },
      ]),
    ).toEqual({ 'dep::A': [], 'dep::B': [1] });
  });

  it('sit on anonymous enums inside tuples', () => {
    const node = tupleTy(['next', optionTy(identTy('Node'))]);
    const [def] = markRecursiveVariants([{ name: ['Node'], ty: node }]);
    expect(def!.ty.kind).toMatchObject({ fields: [{ ty: { variantsRecursive: [1] } }] });
  });
});

describe('order of definitions (specification 3 B4)', () => {
  const order = (defs: readonly TyDef[]) => {
    const types = layOutTypes(markRecursiveVariants(defs));
    return types.ok ? types.value.defs.map((def) => def.name[0]) : types.error.kind;
  };

  it('each follows those its layout depends on', () => {
    expect(
      order([
        { name: ['Order'], ty: tupleTy(identTy('Line'), arrayTy(identTy('Late'))) },
        { name: ['Late'], ty: identTy('Line') },
        { name: ['Line'], ty: int8 },
      ]),
    ).toEqual(['Line', 'Order', 'Late']);
  });

  it('a name carries the recursive variants of its immediate definition only', () => {
    const chain = enumTy([
      ['stop', unitTy],
      ['link', identTy('Chain')],
    ]);
    const types = layOutTypes(
      markRecursiveVariants([
        { name: ['Chain'], ty: chain },
        { name: ['Alias'], ty: identTy('Chain') },
      ]),
    );
    const of = (name: string) => (types.ok ? types.value.ty(identTy(name)).variantsRecursive : undefined);
    expect(of('Chain')).toEqual([1]);
    expect(of('Alias')).toEqual([]);
  });
});

it.each([
  ['Int16?', optionTy(scalarTy('Int16')), '010200' + '0800000002000000' + '0102' + '0000'],
  ['Text?', optionTy(text), '010401' + '0800000002000000' + '0104' + '0000'],
])('enum format of %s (specification 3 B2)', (_name, ty, hex) => {
  const format = formatOf(ty, []);
  const bytes = format.ok ? encodeEnumFormat(format.value) : undefined;
  expect(bytes && toHex(bytes)).toBe(hex);
});
