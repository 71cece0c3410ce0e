import { expect, it } from 'vitest';
import { arrayTy, identTy, primTy, scalarTy, tupleTy } from './make-ty';
import * as schema from './schema';
import type { Ty } from './ty';
import { readTypedData, writeTypedData } from './typed-data';
import { fromHex, toHex } from './vectors.test-data';

it('writes and reads the vector of specification 3 A8', () => {
  const hex = `00 26 00 00 00
    01 22 00 00 00
    00 00 00 00 00
    25 00 00 00 00 00 00 00
    1d 00 00 00 00 00 00 00
    15 00 00 00 02 00 00 00
    01
    10 00 00 00 08 00 00 00 00 00 00 00
    39 30`;
  const file = { ty: primTy(16), defs: [], data: Uint8Array.of(0x39, 0x30) };
  const written = writeTypedData(file);
  expect(written.ok && toHex(written.value)).toBe(toHex(fromHex(hex)));
  const read = readTypedData(fromHex(hex));
  expect(read).toEqual({
    ok: true,
    value: { ...file, ty: { ...file.ty, layout: { headSize: 16, bodyPtrs: [] } } },
  });
});

it('writes the definitions the type reaches, and no others', () => {
  const defs = [
    { name: ['Unused'], ty: primTy(8) },
    { name: ['Row'], ty: tupleTy(['id', scalarTy('Int32')], ['next', arrayTy(identTy('Row'))]) },
    { name: ['std', 'Int32'], ty: primTy(32) },
  ];
  const written = writeTypedData({
    ty: arrayTy(identTy('Row')),
    defs,
    data: Uint8Array.of(8, 0, 0, 0, 0, 0, 0, 0),
  });
  const read = written.ok ? readTypedData(written.value) : written;
  expect(read.ok && read.value.defs.map((def) => def.name.join('::'))).toEqual(['std::Int32', 'Row']);
});

it('bytes that are no typed data are an error', () => {
  expect(readTypedData(new Uint8Array(5))).toMatchObject({ ok: false, error: { kind: 'InvalidData' } });
});

it('program types have the bytes of specification 3 I1', () => {
  // The types of the SQL program there: input `{}`, output `std::Int32`, one definition.
  const layout = (headSize: number) => ({ headSize, bodyPtrs: [] });
  const unit: Ty = { kind: { kind: 'tuple', fields: [] }, layout: layout(0), variantsRecursive: [] };
  const int32: Ty = {
    kind: { kind: 'ident', path: ['std', 'Int32'] },
    layout: layout(32),
    variantsRecursive: [],
  };
  const prim: Ty = { kind: { kind: 'primitive', width: 32 }, layout: layout(32), variantsRecursive: [] };
  const type = { input: unit, output: int32, defs: [{ name: ['std', 'Int32'], ty: prim }] };
  const bytes = schema.programType.encode(type);
  expect(schema.programType.decode(bytes)).toEqual({ ok: true, value: type });
  const container = fromHex(`
    01 04 00 00 00 3e 00 00 00 08 00 00 00 01 3d 00
    00 00 01 40 00 00 00 00 00 00 00 00 43 00 00 00
    00 00 00 00 05 3a 00 00 00 01 55 00 00 00 00 00
    00 00 00 58 00 00 00 00 00 00 00 50 00 00 00 01
    00 00 00 53 45 4c 45 43 54 20 36 08 00 00 00 00
    00 00 00 00 00 00 00 08 00 00 00 00 00 00 00 08
    00 00 00 02 00 00 00 10 00 00 00 03 00 00 00 0b
    00 00 00 05 00 00 00 73 74 64 49 6e 74 33 32 20
    00 00 00 08 00 00 00 00 00 00 00 1f 00 00 00 02
    00 00 00 00 2e 00 00 00 01 2a 00 00 00 00 00 00
    00 00 2d 00 00 00 00 00 00 00 10 00 00 00 03 00
    00 00 0b 00 00 00 05 00 00 00 73 74 64 49 6e 74
    33 32 02 20 00 00 00 08 00 00 00 00 00 00 00`);
  // A value may be read at any offset: the three types follow the SQL text in the program's head.
  const sliced = schema.programType.decode(container.subarray(0x0d));
  expect(sliced).toEqual({ ok: true, value: type });
});
