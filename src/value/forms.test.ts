import { describe, expect, it } from 'vitest';
import { printCsv } from './csv';
import { encode } from './encode';
import { formatOf } from './format';
import { printJson, printJsonLines } from './json';
import { printLiteral } from './literal';
import { arrayTy, enumTy, identTy, optionTy, scalarTy, tupleTy, unitTy } from './make-ty';
import { printTable } from './table';
import type { Ty, TyDef } from './ty';
import { typeText } from './type-text';
import type { Value } from './value';

const defs: readonly TyDef[] = [
  { name: ['Cents'], ty: scalarTy('Int64') },
  { name: ['shop', 'Line'], ty: tupleTy(['sku', scalarTy('Text')], ['qty', scalarTy('Int32')]) },
];

function bytesOf(ty: Ty, value: Value) {
  const format = formatOf(ty, defs);
  const bytes = format.ok ? encode(value, format.value) : format;
  if (!format.ok || !bytes.ok) throw new Error('bad fixture');
  return [bytes.value, format.value] as const;
}

const valueOr = (result: { ok: true; value: string } | { ok: false; error: { message: string } }) =>
  result.ok ? result.value : result.error.message;

const none: Value = { tag: 0, payload: [] };
const some = (payload: Value): Value => ({ tag: 1, payload });
const bits64 = (value: number) => new BigUint64Array(Float64Array.of(value).buffer)[0]!;

const row = tupleTy(
  ['id', scalarTy('Int64')],
  ['name', optionTy(scalarTy('Text'))],
  ['on', scalarTy('Date')],
  ['tags', arrayTy(scalarTy('Text'))],
  scalarTy('Float64'),
);
const rows: Value = [
  [7n, some('a "b", c'), 11017, ['x', 'y'], bits64(1.5)],
  [2n ** 53n + 1n, none, 0xffffffff, [], bits64(Number.NaN)],
  [1n, some(''), 0, [], bits64(-0)],
];

describe('JSON (RES-11)', () => {
  const json = (ty: Ty, value: Value, shape?: 'positional') =>
    valueOr(printJson(...bytesOf(ty, value), { shape }));

  it('readable: names, ISO dates, null, exact numbers', () => {
    const text = json(arrayTy(row), rows);
    expect(text).toBe(
      '[{"id":7,"name":"a \\"b\\", c","on":"2000-03-01","tags":["x","y"],"4":1.5},' +
        '{"id":"9007199254740993","name":null,"on":"1969-12-31","tags":[],"4":"NaN"},' +
        '{"id":1,"name":"","on":"1970-01-01","tags":[],"4":-0}]',
    );
    JSON.parse(text);
  });

  it('positional: the shape of specification 4 §2.4', () => {
    const ty = tupleTy(
      ['id', scalarTy('Int64')],
      ['tags', arrayTy(scalarTy('Text'))],
      ['at', scalarTy('Date')],
      ['sub', optionTy(scalarTy('Int32'))],
      ['price', scalarTy('Decimal')],
      ['none', optionTy(scalarTy('Int8'))],
      ['unit', unitTy],
    );
    const text = json(ty, [7n, ['a'], 10958, some(1), 420n, none, []], 'positional');
    expect(text).toBe('[7,["a"],10958,{"1":1},420,{"0":[]},[]]');
  });

  it('keeps none and some(none) apart, and names variants', () => {
    const nested = optionTy(optionTy(scalarTy('Int8')));
    expect(json(arrayTy(nested), [none, some(none), some(some(3))])).toBe(
      '["none",{"some":null},{"some":3}]',
    );
    const pet = enumTy([
      ['dog', unitTy],
      ['cat', scalarTy('Text')],
      ['fish', unitTy],
    ]);
    expect(json(arrayTy(pet), [none, some('Tom')])).toBe('["dog",{"cat":"Tom"}]');
  });

  it('one line for each row', () => {
    const ty = arrayTy(tupleTy(['a', scalarTy('Int8')]));
    expect(valueOr(printJsonLines(...bytesOf(ty, [[1], [2]])))).toBe('{"a":1}\n{"a":2}\n');
  });

  it('indented', () => {
    expect(
      valueOr(printJson(...bytesOf(tupleTy(['a', arrayTy(scalarTy('Int8'))]), [[1]]), { indent: 2 })),
    ).toBe('{\n  "a":[\n    1\n  ]\n}');
  });
});

describe('CSV (specification 3 N)', () => {
  it('quotes as RFC 4180, leaves none empty, writes nested values as JSON', () => {
    expect(valueOr(printCsv(...bytesOf(arrayTy(row), rows)))).toBe(
      'id,name,on,tags,4\r\n' +
        '7,"a ""b"", c",2000-03-01,"[""x"",""y""]",1.5\r\n' +
        '9007199254740993,,1969-12-31,[],NaN\r\n' +
        '1,"",1970-01-01,[],-0\r\n',
    );
  });

  it('names the column of a scalar after its type', () => {
    expect(valueOr(printCsv(...bytesOf(arrayTy(scalarTy('Int32')), [1, 2])))).toBe('Int32\r\n1\r\n2\r\n');
    expect(valueOr(printCsv(...bytesOf(identTy('Cents'), 5n), { ty: identTy('Cents') }))).toBe(
      'Cents\r\n5\r\n',
    );
    expect(valueOr(printCsv(...bytesOf(arrayTy(optionTy(scalarTy('Int8'))), [none])))).toBe('value\r\n\r\n');
  });
});

describe('table (specification 2 §13.5)', () => {
  const table = (ty: Ty, value: Value) => valueOr(printTable(...bytesOf(ty, value), { ty }));

  it('the example of the specification', () => {
    const ty = arrayTy(
      tupleTy(
        ['id', scalarTy('Int32')],
        ['place', tupleTy(['city', scalarTy('Text')], ['zip', scalarTy('Int32')])],
      ),
    );
    expect(table(ty, [[7, ['Bled', 4260]]])).toBe(
      [
        '     id   place   ',
        '        city   zip',
        '  Int32 Text Int32',
        '──────────────────',
        '0     7 Bled  4260',
      ].join('\n'),
    );
  });

  it('arrays in cells, long texts, options and variants', () => {
    const ty = arrayTy(
      tupleTy(
        ['xs', arrayTy(scalarTy('Int8'))],
        ['o', optionTy(scalarTy('Int8'))],
        [
          'e',
          enumTy([
            ['a', unitTy],
            ['b', scalarTy('Int8')],
            ['c', tupleTy(scalarTy('Int8'))],
          ]),
        ],
        ['t', scalarTy('Text')],
      ),
    );
    const value: Value = [
      [[1, 2, 3, 4], none, { tag: 1, payload: 5 }, 'abcdefghijklmnopqrstuvwxyz'],
      [[1, 2, 3], some(9), { tag: 2, payload: [1] }, ''],
    ];
    expect(table(ty, value)).toBe(
      [
        '  xs           o e           t                   ',
        '  [Int8]   Int8? enum{a,b,c} Text                ',
        '─────────────────────────────────────────────────',
        '0 1              b(5)        abcdefghijklmnopqrs…',
        '  2                                              ',
        '  … 2 more                                       ',
        '1 1            9 c(…)                            ',
        '  2                                              ',
        '  3                                              ',
      ].join('\n'),
    );
  });

  it('a scalar has a type line and no names; floats show one digit when whole', () => {
    expect(table(scalarTy('Float64'), bits64(3))).toBe('Float64\n───────\n    3.0');
    expect(table(scalarTy('Date'), 11017)).toBe('Date      \n──────────\n2000-03-01');
    expect(table(scalarTy('Timestamp'), 0n)).toBe(
      'Timestamp           \n────────────────────\n1970-01-01 00:00:00…',
    );
  });
});

describe('Lutra literal (RES-9)', () => {
  const literal = (ty: Ty, value: Value) =>
    valueOr(printLiteral(...bytesOf(ty, value), { ty, isFrame: (path) => path[0] === 'Cents' }));

  it('writes what has no literal by what makes it', () => {
    expect(literal(scalarTy('Float64'), bits64(Number.NaN))).toBe('(0.0 / 0.0)');
    expect(literal(scalarTy('Float64'), bits64(Number.NEGATIVE_INFINITY))).toBe('(-1.0 / 0.0)');
    expect(literal(scalarTy('Time'), 5n)).toBe('std::Time(5)');
    expect(literal(scalarTy('Date'), 95_026_237)).toBe('std::Date(95026237)');
    expect(literal(scalarTy('Date'), 0)).toBe('@1970-01-01');
    expect(literal(identTy('Cents'), 250n)).toBe('Cents(250)');
  });

  it('dots variants and quotes names that need it', () => {
    const ty = tupleTy(['match', optionTy(scalarTy('Int8'))], ['unit price', arrayTy(identTy('Cents'))]);
    expect(literal(ty, [some(1), [2n]])).toBe(
      '{\n  `match` = .some(1),\n  `unit price` = [\n    Cents(2),\n  ],\n}',
    );
    const typed = printLiteral(...bytesOf(arrayTy(ty), []), { ty: arrayTy(ty), withType: true });
    expect(valueOr(typed)).toBe('[]: [{`match`: Int8?, `unit price`: [Cents]}]');
  });
});

it.each([
  [optionTy(scalarTy('Text')), 'Text?'],
  [
    enumTy([
      ['a', unitTy],
      ['b', identTy('shop', 'Line')],
    ]),
    'enum {a, b: shop::Line}',
  ],
  [unitTy, '{}'],
])('types as source', (ty, text) => {
  expect(typeText(ty)).toBe(text);
});
