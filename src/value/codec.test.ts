import { describe, expect, it } from 'vitest';
import { type Codec, list, named, option, struct, text, u8, u32, union, unit } from './codec';
import * as schema from './schema';
import type { Ty } from './ty';
import { fromHex, toHex } from './vectors.test-data';

const layout = (headSize: number, ...bodyPtrs: number[]) => ({ headSize, bodyPtrs });

describe('types as values (specification 3 C1)', () => {
  const int32: Ty = {
    kind: { kind: 'ident', path: ['std', 'Int32'] },
    layout: layout(32),
    variantsRecursive: [],
  };
  const unitTy: Ty = { kind: { kind: 'tuple', fields: [] }, layout: layout(0), variantsRecursive: [] };

  it.each([
    [
      'std::Int32',
      int32,
      `05 16 00 00 00 | 01 31 00 00 00 | 00 00 00 00 00 | 34 00 00 00 00 00 00 00 | 08 00 00 00 02 00 00 00 |
       10 00 00 00 03 00 00 00 | 0b 00 00 00 05 00 00 00 | 73 74 64 | 49 6e 74 33 32 | 20 00 00 00 08 00 00 00 00 00 00 00`,
    ],
    [
      'unit',
      unitTy,
      `01 16 00 00 00 | 01 19 00 00 00 | 00 00 00 00 00 | 1c 00 00 00 00 00 00 00 | 08 00 00 00 00 00 00 00 |
       00 00 00 00 08 00 00 00 00 00 00 00`,
    ],
  ])('%s', (_name, ty, hex) => {
    const bytes = schema.ty.encode(ty);
    expect(toHex(bytes)).toBe(toHex(fromHex(hex)));
    expect(schema.ty.decode(bytes)).toEqual({ ok: true, value: ty });
  });

  it('marks the recursive variants the specification lists', () => {
    const kind = schema.ty.defs.find((def) => def.name[1] === 'TyKind');
    expect(kind?.ty.variantsRecursive).toEqual([2, 4]);
  });
});

type Tree =
  | { readonly kind: 'leaf' }
  | { readonly kind: 'node'; readonly value: { readonly label: string; readonly next: Tree } };
const tree: Codec<Tree> = named('Tree', () =>
  union({ leaf: unit, node: struct({ label: text, next: tree }) }),
);

describe('codec', () => {
  it('keeps options, lists and nested unions', () => {
    const order = struct({ id: u32, note: option(text), lines: list(struct({ sku: text, count: u8 })) });
    const object = { id: 7, note: undefined, lines: [{ sku: 'a-1', count: 2 }] };
    expect(order.decode(order.encode(object))).toEqual({ ok: true, value: object });
    expect(order.decode(order.encode({ ...object, note: '' }))).toEqual({
      ok: true,
      value: { ...object, note: '' },
    });
  });

  it('converts objects far deeper than the call stack', () => {
    let deep: Tree = { kind: 'leaf' };
    for (let level = 0; level < 9000; level++) deep = { kind: 'node', value: { label: 'x', next: deep } };
    const decoded = tree.decode(tree.encode(deep));
    let depth = 0;
    for (let node = decoded.ok ? decoded.value : undefined; node?.kind === 'node'; node = node.value.next)
      depth++;
    expect(depth).toBe(9000);
  });

  it('gives an error for bytes that do not fit', () => {
    expect(tree.decode(Uint8Array.of(7, 0, 0, 0, 0))).toMatchObject({
      ok: false,
      error: { kind: 'InvalidData' },
    });
  });
});
