import { describe, expect, test } from 'vitest';
import {
  arrayTy,
  enumTy,
  functionTy,
  identTy,
  optionTy,
  primTy,
  scalarTy,
  type Ty,
  type TyDef,
  tupleTy,
  unitTy,
} from '../../value';
import { containedProgram } from '../container';
import type { Expr } from '../ir';
import { layOut } from '../layout';
import { bytecodeChildren, symbolOf } from './bytecode';
import { toBytecode } from './to-bytecode';
import { typeDescriptor } from './type-descriptor';

const int32 = scalarTy('Int32');
const int64 = scalarTy('Int64');
const text = scalarTy('Text');
const bool = scalarTy('Bool');

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

function compile(main: Expr, defs: readonly TyDef[] = []) {
  const program = layOut({ main, defs });
  if (!program.ok) throw new Error(program.error.message);
  return toBytecode(program.value);
}

function external(id: string, params: readonly Ty[], body: Ty): Expr {
  return { kind: 'external', id, ty: functionTy(params, body) };
}

function call(id: string, args: readonly Expr[], ty: Ty): Expr {
  return {
    kind: 'call',
    callee: external(
      id,
      args.map((arg) => arg.ty),
      ty,
    ),
    args,
    ty,
  };
}

function main(input: Ty, body: Expr): Expr {
  return { kind: 'function', id: 0, body, ty: functionTy([input], body.ty) };
}

function parameter(ty: Ty): Expr {
  return { kind: 'parameter', functionId: 0, position: 0, ty };
}

function literal(bits: number): Expr {
  return { kind: 'literal', literal: { kind: 'prim32', bits }, ty: int32 };
}

/** The externals of a program that points to `id` at these types. */
function symbols(id: string, params: readonly Ty[], body: Ty, defs: readonly TyDef[] = []) {
  const args = params.map((ty, position): Expr => ({ kind: 'parameter', functionId: 0, position, ty }));
  return compile({ kind: 'function', id: 0, body: call(id, args, body), ty: functionTy(params, body) }, defs)
    .program.externals;
}

describe('worked programs (specification 3 G7)', () => {
  test('q * 7 + 3 in 187 bytes', () => {
    const product = call('std::ops::mul', [parameter(int32), literal(7)], int32);
    const { program } = compile(main(int32, call('std::ops::add', [product, literal(3)], int32)));
    expect(hex(containedProgram.encode({ kind: 'bytecode_lt', value: program }))).toBe(
      [
        '02 04 00 00 00',
        '15 00 00 00 02 00 00 00',
        '03 52 00 00 00',
        'a9 00 00 00 00 00 00 00',
        '20 00 00 00 13 00 00 00',
        '2b 00 00 00 00 00 00 00',
        '23 00 00 00 13 00 00 00',
        '2e 00 00 00 00 00 00 00',
        hex(new TextEncoder().encode('std::ops::add_int32')),
        hex(new TextEncoder().encode('std::ops::mul_int32')),
        '00 00 00 80',
        '02 04 00 00 00',
        '00 0c 00 00 00',
        '0c 00 00 00 02 00 00 00',
        '00 00 00 00',
        '02 09 00 00 00',
        '01 2f 00 00 00',
        '00 0c 00 00 00',
        '0c 00 00 00 02 00 00 00',
        '01 00 00 00',
        '00 09 00 00 00',
        '01 08 00 00 00',
        '00 00 00 80',
        '08 00 00 00 04 00 00 00 07 00 00 00',
        '08 00 00 00 04 00 00 00 03 00 00 00',
      ].join(' '),
    );
  });

  test('an external named x in 47 bytes', () => {
    const { program } = compile({ kind: 'external', id: 'x', ty: functionTy([unitTy], unitTy) });
    expect(hex(containedProgram.encode({ kind: 'bytecode_lt', value: program }))).toBe(
      '02 04 00 00 00 15 00 00 00 01 00 00 00 00 1d 00 00 00 1d 00 00 00 00 00 00 00 ' +
        '10 00 00 00 01 00 00 00 09 00 00 00 00 00 00 00 78 00 00 00 00',
    );
  });

  test('a program survives its bytes', () => {
    const condition: Expr = { kind: 'literal', literal: { kind: 'prim8', bits: 1 }, ty: bool };
    const branches = [
      { condition, value: literal(1) },
      { condition, value: literal(2) },
    ];
    const { program } = compile(main(unitTy, { kind: 'switch', branches, ty: int32 }));
    const value = { kind: 'bytecode_lt', value: program } as const;
    expect(containedProgram.decode(containedProgram.encode(value))).toEqual({ ok: true, value });
  });
});

test('the SQL container of specification 3 I1', () => {
  const laid = layOut({
    main: main(unitTy, literal(6)),
    defs: [{ name: ['std', 'Int32'], ty: primTy(32) }],
  });
  if (!laid.ok) throw new Error(laid.error.message);
  const { kind } = laid.value.main.ty;
  if (kind.kind !== 'function') throw new Error('expected a function');
  const bytes = containedProgram.encode({
    kind: 'sql_duck_db',
    value: { sql: 'SELECT 6', inputTy: kind.params[0]!, outputTy: kind.body, defs: laid.value.defs },
  });
  expect(hex(bytes)).toBe(
    `01 04 00 00 00 3e 00 00 00 08 00 00 00 01 3d 00
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
     33 32 02 20 00 00 00 08 00 00 00 00 00 00 00`.replace(/\s+/g, ' '),
  );
});

describe('external symbols (specification 3 G4)', () => {
  const row = tupleTy(['id', int64], ['name', text]);
  const named: TyDef[] = [
    { name: ['Row'], ty: row },
    { name: ['Rows'], ty: arrayTy(identTy('Row')) },
    { name: ['Cents'], ty: int64 },
  ];

  test.each([
    ['std::ops::add', [int64, int64], int64, 'std::ops::add_int64'],
    ['std::ops::eq', [primTy(8), primTy(8)], bool, 'std::ops::eq_uint8'],
    ['std::ops::lt', [scalarTy('Duration'), scalarTy('Duration')], bool, 'std::ops::lt_duration'],
    ['std::convert::to_text', [scalarTy('Date')], text, 'std::convert::to_text_date'],
    [
      'std::array::sequence',
      [scalarTy('Uint8'), scalarTy('Uint8')],
      arrayTy(scalarTy('Uint8')),
      'std::array::sequence_uint8',
    ],
  ] as const)('%s is specialised by its first parameter', (id, params, body, expected) => {
    expect(symbols(id, params, body)).toEqual([{ id: expected, layoutArgs: [] }]);
  });

  test('a name is looked through, also around a frame of the user', () => {
    expect(symbols('std::ops::cmp', [identTy('Cents'), identTy('Cents')], primTy(8), named)).toEqual([
      { id: 'std::ops::cmp_int64', layoutArgs: [] },
    ]);
    expect(
      symbols('std::array::filter', [identTy('Rows'), functionTy([row], bool)], identTy('Rows'), named),
    ).toEqual([{ id: 'std::array::filter', layoutArgs: [16, 1, 8] }]);
  });

  test('index carries the format of its option', () => {
    const small = scalarTy('Int16');
    expect(symbols('std::array::index', [arrayTy(small), int64], optionTy(small))).toEqual([
      {
        id: 'std::array::index',
        layoutArgs: [2, 5, 15, 0x08000201, 0x02000000, 0x01000000, 0x00000002],
      },
    ]);
    expect(symbols('std::array::index', [arrayTy(text), int64], optionTy(text))[0]!.layoutArgs).toEqual([
      8, 5, 15, 0x08010401, 0x02000000, 0x01000000, 0x00000004,
    ]);
  });

  test('map, zip, columns', () => {
    expect(
      symbols('std::array::map', [arrayTy(int32), functionTy([int32], row)], arrayTy(row))[0]!.layoutArgs,
    ).toEqual([4, 16, 1, 8]);
    expect(
      symbols('std::array::zip', [arrayTy(row), arrayTy(int32)], arrayTy(tupleTy(row, int32)))[0]!.layoutArgs,
    ).toEqual([16, 1, 8, 4, 0]);
    const columns = tupleTy(['id', arrayTy(int64)], ['name', arrayTy(text)]);
    expect(symbols('std::array::to_columnar', [arrayTy(row)], columns)[0]!.layoutArgs).toEqual([
      16, 2, 0, 8, 2, 8, 8, 0, 1, 0,
    ]);
    expect(symbols('std::array::from_columnar', [columns], arrayTy(row))[0]!.layoutArgs).toEqual([
      16, 1, 8, 2, 8, 8, 0, 1, 0,
    ]);
  });

  test('lag carries the default of its items', () => {
    expect(symbols('std::array::lag', [arrayTy(text), int64], arrayTy(text))[0]!.layoutArgs).toEqual([
      8, 1, 0, 3, 8, 8, 0,
    ]);
    const option = optionTy(scalarTy('Int8'));
    expect(symbols('std::array::lead', [arrayTy(option), int64], arrayTy(option))[0]!.layoutArgs).toEqual([
      2, 0, 2, 2, 0,
    ]);
  });

  test('sort is wrapped and gets the comparator of its key, which comes first in the table', () => {
    const sort = external('std::array::sort', [arrayTy(row), functionTy([row], text)], arrayTy(row));
    const { program } = compile({ ...sort });
    expect(program.externals).toEqual([
      { id: 'std::ops::cmp_text', layoutArgs: [] },
      { id: 'std::array::sort', layoutArgs: [16, 1, 8] },
    ]);
    expect(program.main).toEqual({
      kind: 'function',
      symbolNs: 0x80000000,
      body: {
        kind: 'call',
        function: { kind: 'pointer', sid: 1 },
        args: [
          { kind: 'pointer', sid: 0x80000000 },
          { kind: 'pointer', sid: 0x80000001 },
          { kind: 'pointer', sid: 0 },
        ],
      },
    });
  });

  test('group describes its key, ours', () => {
    const out = arrayTy(tupleTy(['key', identTy('Cents')], ['values', arrayTy(row)]));
    const [group] = symbols(
      'std::array::group',
      [arrayTy(row), functionTy([row], identTy('Cents'))],
      out,
      named,
    );
    const standard = [16, 1, 8, 16, 1, 8, 2, 8, 8, 0, 1, 0, 8];
    expect(group!.layoutArgs.slice(0, standard.length)).toEqual(standard);
    const [words, length, ...body] = group!.layoutArgs.slice(standard.length);
    expect(body).toHaveLength(words! - 1);
    const bytes = new Uint8Array(body.length * 4);
    body.forEach((word, i) => {
      new DataView(bytes.buffer).setUint32(i * 4, word, true);
    });
    const described = typeDescriptor.decode(bytes.slice(0, length));
    expect(described.ok && described.value.ty.kind).toEqual({ kind: 'ident', path: ['Cents'] });
    expect(described.ok && described.value.tyDefs.map((def) => def.name)).toEqual([['Cents']]);
  });
});

describe('expressions (specification 3 G3)', () => {
  test('an unpacked field counts its fields; an empty one is dropped', () => {
    const pair = tupleTy(scalarTy('Int8'), scalarTy('Int8'));
    const input = tupleTy(pair, unitTy);
    const field = (position: number, ty: Ty): Expr => ({
      kind: 'tuple_lookup',
      base: parameter(input),
      position,
      ty,
    });
    const one: Expr = { kind: 'literal', literal: { kind: 'prim8', bits: 1 }, ty: scalarTy('Int8') };
    const fields = [
      { expr: field(0, pair), unpack: true },
      { expr: field(1, unitTy), unpack: true },
      { expr: one, unpack: false },
    ];
    const ty = tupleTy(scalarTy('Int8'), scalarTy('Int8'), scalarTy('Int8'));
    const { program } = compile(main(input, { kind: 'tuple', fields, ty }));
    const layout = { headSize: 8, bodyPtrs: [] };
    expect(program.main.kind === 'function' && program.main.body).toEqual({
      kind: 'tuple',
      fields: [
        { expr: { kind: 'offset', base: { kind: 'pointer', sid: 0x80000000 }, offset: 0 }, unpack: 2 },
        { expr: { kind: 'literal', bytes: Uint8Array.of(1) }, unpack: 0 },
      ],
      fieldLayouts: [layout, layout, layout],
    });
  });

  test('variants, tags and payloads, behind a pointer and inline', () => {
    const inner: Expr = { kind: 'literal', literal: { kind: 'text', text: 'é' }, ty: text };
    const some: Expr = { kind: 'enum_variant', tag: 1, inner, ty: optionTy(text) };
    const unwrapped = compile(main(unitTy, { kind: 'enum_unwrap', subject: some, tag: 1, ty: text })).program
      .main;
    expect(unwrapped.kind === 'function' && unwrapped.body).toEqual({
      kind: 'deref',
      ptr: {
        kind: 'offset',
        offset: 1,
        base: {
          kind: 'enum_variant',
          tag: Uint8Array.of(1),
          innerBytes: 4,
          hasPtr: true,
          paddingBytes: 0,
          inner: { kind: 'literal', bytes: Uint8Array.of(8, 0, 0, 0, 2, 0, 0, 0, 0xc3, 0xa9) },
        },
      },
    });
    const three = enumTy([
      ['a', scalarTy('Int8')],
      ['b', tupleTy(scalarTy('Int8'), scalarTy('Int16'))],
    ]);
    const one: Expr = { kind: 'literal', literal: { kind: 'prim8', bits: 1 }, ty: scalarTy('Int8') };
    const inline = compile(main(unitTy, { kind: 'enum_variant', tag: 0, inner: one, ty: three })).program
      .main;
    expect(inline.kind === 'function' && inline.body).toMatchObject({
      innerBytes: 3,
      hasPtr: false,
      paddingBytes: 2,
    });
  });

  test('the source map follows the preorder of the expressions', () => {
    const span = (start: number) => ({ file: '', start, end: start + 1 });
    const args = [
      { ...parameter(int32), span: span(1) },
      { ...literal(2), span: span(2) },
    ];
    const body: Expr = { ...call('std::ops::add', args, int32), span: span(3) };
    const { program, spans } = compile({ ...main(int32, body), span: span(4) });
    expect(bytecodeChildren(program.main)).toHaveLength(1);
    expect(spans.map((at) => at?.start)).toEqual([4, 3, undefined, 1, 2]);
  });

  test('symbol ids', () => {
    expect(symbolOf(7)).toEqual({ kind: 'external', index: 7 });
    expect(symbolOf(0x40000005)).toEqual({ kind: 'binding', id: 5 });
    expect(symbolOf(0x80000302)).toEqual({ kind: 'parameter', functionId: 3, position: 2 });
    expect(symbolOf(0xc0000000)).toBeUndefined();
  });
});
