import { describe, expect, it } from 'vitest';
import { civilDate, daysOfCivil } from './calendar';
import { encode } from './encode';
import { floatText, printedFloat } from './float-text';
import { formatOf } from './format';
import { arrayTy, enumTy, identTy, optionTy, primTy, scalarTy, tupleTy, unitTy } from './make-ty';
import { print } from './print';
import { markRecursiveVariants } from './recursion';
import type { ScalarName } from './scalar';
import type { Ty, TyDef } from './ty';
import type { Value } from './value';

const defs: readonly TyDef[] = markRecursiveVariants([
  { name: ['Price'], ty: scalarTy('Decimal') },
  { name: ['Cents'], ty: scalarTy('Int64') },
  { name: ['Nothing'], ty: unitTy },
  {
    name: ['Chain'],
    ty: enumTy([
      ['end', unitTy],
      ['link', tupleTy(['head', scalarTy('Int8')], ['tail', identTy('Chain')])],
    ]),
  },
]);

function printed(ty: Ty, value: Value): string {
  const format = formatOf(ty, defs);
  if (!format.ok) throw new Error(format.error.message);
  const bytes = encode(value, format.value);
  if (!bytes.ok) throw new Error(bytes.error.message);
  const text = print(bytes.value, format.value);
  return text.ok ? text.value : `error: ${text.error.message}`;
}

const scalar = (name: ScalarName, value: Value) => printed(scalarTy(name), value);
const bits32 = (value: number) => new Uint32Array(Float32Array.of(value).buffer)[0]!;
const bits64 = (value: number) => new BigUint64Array(Float64Array.of(value).buffer)[0]!;
const signed = (value: bigint) => BigInt.asUintN(64, value);

describe('structure (specification 2 §13.1, §15.1)', () => {
  it('P2: empty containers and one item a line', () => {
    const ty = tupleTy(arrayTy(scalarTy('Text')), unitTy, arrayTy(unitTy));
    expect(printed(ty, [[], [], [[]]])).toBe('{\n  [],\n  {},\n  [\n    {},\n  ],\n}');
  });

  it('P3: named and unnamed fields', () => {
    const ty = tupleTy(
      scalarTy('Int8'),
      ['ok', scalarTy('Bool')],
      ['inner', tupleTy(scalarTy('Text'), ['z', scalarTy('Float32')])],
    );
    expect(printed(ty, [3, 1, ['x', bits32(1.5)]])).toBe(
      '{\n  3,\n  ok = true,\n  inner = {\n    "x",\n    z = 1.5,\n  },\n}',
    );
  });

  it('P5: variants with and without payload', () => {
    const ty = arrayTy(
      enumTy([
        ['dot', unitTy],
        ['box', tupleTy(['w', scalarTy('Int8')], ['h', scalarTy('Int8')])],
        ['tags', arrayTy(scalarTy('Text'))],
      ]),
    );
    const value = [
      { tag: 0, payload: [] },
      { tag: 1, payload: [1, 2] },
      { tag: 2, payload: [] },
      { tag: 2, payload: ['a'] },
    ];
    expect(printed(ty, value)).toBe(
      '[\n  dot,\n  box({\n    w = 1,\n    h = 2,\n  }),\n  tags([]),\n  tags([\n    "a",\n  ]),\n]',
    );
  });

  it('P6: recursive values', () => {
    const value = { tag: 1, payload: [1, { tag: 1, payload: [2, { tag: 0, payload: [] }] }] };
    expect(printed(identTy('Chain'), value)).toBe(
      'link({\n  head = 1,\n  tail = link({\n    head = 2,\n    tail = end,\n  }),\n})',
    );
  });

  it('P8: options in options', () => {
    const ty = arrayTy(optionTy(optionTy(scalarTy('Int8'))));
    const value = [
      { tag: 1, payload: { tag: 1, payload: 1 } },
      { tag: 1, payload: { tag: 0, payload: [] } },
      { tag: 0, payload: [] },
    ];
    expect(printed(ty, value)).toBe('[\n  some(some(1)),\n  some(none),\n  none,\n]');
  });

  it('shows the payload of a variant whose payload is an alias of the empty tuple', () => {
    expect(printed(enumTy([['name', identTy('Nothing')]]), { tag: 0, payload: [] })).toBe('name({})');
  });

  it('looks through aliases and frames of the user', () => {
    expect(printed(identTy('Price'), signed(-250n))).toBe('-2.50');
    expect(printed(identTy('Cents'), signed(-1n))).toBe('-1');
    expect(printed(primTy(8), 255)).toBe('255');
    expect(scalar('Int8', 255)).toBe('-1');
  });

  it('refuses a text too large for one string instead of failing', () => {
    let deep: Value = { tag: 0, payload: [] };
    for (let level = 0; level < 100_000; level++) deep = { tag: 1, payload: [1, deep] };
    expect(printed(identTy('Chain'), deep)).toBe('error: value is too large to be shown as text');
  });
});

describe('text (specification 2 §13.2)', () => {
  it('P7: escapes', () => {
    expect(scalar('Text', 'tab\there "q" back\\slash \'single\' é\x1b\x7f\r\n\u0085\u2028')).toBe(
      '"tab\\there \\"q\\" back\\\\slash \'single\' é\\x1B\\x7F\\r\\n\u0085\u2028"',
    );
  });
});

describe('framed types (specification 2 §13.3)', () => {
  const day = (year: number, month: number, date: number) => daysOfCivil({ year, month, day: date })! >>> 0;

  it.each([
    [day(2031, 7, 4), '@2031-07-04'],
    [day(0, 1, 1), '@0000-01-01'],
    [day(-1, 1, 1), '@-0001-01-01'],
    [day(12345, 2, 3), '@+12345-02-03'],
    [day(-12000, 5, 6), '@-12000-05-06'],
    [-96_465_292 >>> 0, '@-262143-01-01'],
    [-96_465_293 >>> 0, '-96465293'],
    [95_026_236, '@+262142-12-31'],
    [95_026_237, '95026237'],
    [11017, '@2000-03-01'],
  ])('Date %s', (days, text) => {
    expect(scalar('Date', days)).toBe(text);
  });

  it.each([
    [0n, '@00:00:00.000000'],
    [32_700_500_000n, '@09:05:00.500000'],
    [2n ** 64n - 1n, '@5124095576:01:49.551615'],
  ])('Time %s', (micros, text) => {
    expect(scalar('Time', micros)).toBe(text);
  });

  it.each([
    [-250_000n, '@-00:00:00.250000'],
    [432_001_000_000n, '@120:00:01.000000'],
    [-(2n ** 63n), '@-2562047788:00:54.775808'],
  ])('Duration %s', (micros, text) => {
    expect(scalar('Duration', signed(micros))).toBe(text);
  });

  it.each([
    [-1n, '@1969-12-31T23:59:59.999999'],
    [0n, '@1970-01-01T00:00:00.000000'],
    [95_026_236n * 86_400_000_000n + 1n, '@+262142-12-31T00:00:00.000001'],
    [95_026_237n * 86_400_000_000n, '8210266876800000000'],
    [-(2n ** 63n), '-9223372036854775808'],
  ])('Timestamp %s', (micros, text) => {
    expect(scalar('Timestamp', signed(micros))).toBe(text);
  });

  it.each([
    [730n, '7.30'],
    [-705n, '-7.05'],
    [-5n, '-0.05'],
    [0n, '0.00'],
    [-(2n ** 63n), '-92233720368547758.08'],
  ])('Decimal %s', (hundredths, text) => {
    expect(scalar('Decimal', signed(hundredths))).toBe(text);
  });

  it('agrees with the platform on every month of 800 years', () => {
    for (let month = -4800; month < 4800; month++) {
      const date = new Date(Date.UTC(2000, month, 28));
      expect(civilDate(date.getTime() / 86_400_000)).toEqual({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: 28,
      });
    }
  });
});

describe('numbers (specification 2 §13.4)', () => {
  it.each([
    ['Int64', 2n ** 63n, '-9223372036854775808'],
    ['Uint64', 2n ** 64n - 1n, '18446744073709551615'],
    ['Int16', 0x8000, '-32768'],
    ['Uint32', 0xffffffff, '4294967295'],
    ['Bool', 0, 'false'],
  ] as const)('%s', (name, value, text) => {
    expect(scalar(name, value)).toBe(text);
  });

  it.each([
    [0, '0.0'],
    [-0, '-0.0'],
    [100, '100.0'],
    [0.0001, '0.0001'],
    [9999999999999998, '9999999999999998.0'],
    [1e15, '1000000000000000.0'],
    [1e16, '1e16'],
    [1.5e300, '1.5e300'],
    [1e-5, '1e-5'],
    [1.23e-5, '1.23e-5'],
    [5e-324, '5e-324'],
    [-1.5e-5, '-1.5e-5'],
    [0.1, '0.1'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'inf'],
    [Number.NEGATIVE_INFINITY, '-inf'],
  ])('Float64 %s', (value, text) => {
    expect(scalar('Float64', bits64(value))).toBe(text);
  });

  it.each([
    [134217728, '134217730.0'],
    [1 / 3, '0.33333334'],
    [0.1, '0.1'],
    [16777216, '16777216.0'],
    [2 ** -96, '1.2621775e-29'],
    [0.0001, '0.0001'],
    [0.000099999, '9.9999e-5'],
    [1e16, '1e16'],
    [1e-45, '1e-45'],
    [3.4028234663852886e38, '3.4028235e38'],
    [-0, '-0.0'],
    [100, '100.0'],
  ])('Float32 %s', (value, text) => {
    expect(scalar('Float32', bits32(Math.fround(value)))).toBe(text);
  });

  it('prints the negative NaN like any other', () => {
    expect(scalar('Float32', 0xffc00000)).toBe('NaN');
    expect(scalar('Float64', 0xfff8000000000001n)).toBe('NaN');
  });

  it('prints Float32 digits that read back, and no shorter ones exist', () => {
    const word = new Uint32Array(1);
    const float = new Float32Array(word.buffer);
    for (let step = 0; step < 4000; step++) {
      word[0] = (step * 1_073_807) >>> 0;
      const value = float[0]!;
      if (!Number.isFinite(value) || value === 0) continue;
      const text = printedFloat(value, 32);
      expect(Math.fround(Number(text))).toBe(value);
      const digits = text
        .replace(/e.*/, '')
        .replace(/[-.]/g, '')
        .replace(/^0+|0+$/g, '').length;
      if (digits > 1) expect(Math.fround(Number(value.toExponential(digits - 2)))).not.toBe(value);
    }
  });

  it.each([
    [100, '100'],
    [1e21, '1000000000000000000000'],
    [1e20, '100000000000000000000'],
    [1e-7, '0.0000001'],
    [0.00001, '0.00001'],
    [-0, '-0'],
    [1.5, '1.5'],
    [-1.25e25, '-12500000000000000000000000'],
    [1.25e-9, '0.00000000125'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '-inf'],
  ])('to_text of %s', (value, text) => {
    expect(floatText(value, 64)).toBe(text);
  });

  it('to_text of a Float32 uses its own digits', () => {
    expect(floatText(Math.fround(134217728), 32)).toBe('134217730');
    expect(floatText(Math.fround(0.1), 32)).toBe('0.1');
    expect(floatText(Math.fround(1e-7), 32)).toBe('0.0000001');
  });
});
