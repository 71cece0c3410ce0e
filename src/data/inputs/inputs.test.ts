import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  arrayTy,
  enumTy,
  identTy,
  optionTy,
  type ScalarName,
  scalarTy,
  type Ty,
  type TyDef,
  tupleTy,
  unitTy,
  type Value,
} from '../../value';
import { type Entry, emptyEntry } from './entry';
import { entryOfValue } from './entry-of-value';
import { fieldTypeOf } from './field-type';
import { literalOfEntry } from './literal-of-entry';
import { pastedRows } from './pasted-rows';
import { readEntry } from './read-entry';
import { refitEntry } from './refit';

const words = (text: string): Entry => ({ kind: 'words', text });
const field = (ty: Ty, defs: readonly TyDef[] = []) => fieldTypeOf(ty, defs);
const noLiteral = async () => ({ ok: false, error: 'no literal' }) as const;

async function read(ty: Ty, entry: Entry): Promise<Value | string> {
  const value = await readEntry(field(ty), entry, noLiteral);
  return value.ok ? value.value : value.error.map((one) => `${one.at}|${one.message}`).join('\n');
}

const order = tupleTy(['id', scalarTy('Int16')], ['lines', arrayTy(tupleTy(['qty', scalarTy('Uint8')]))]);

describe('DAT-13 what is typed into a field', () => {
  test.each<[ScalarName, string, Value]>([
    ['Int8', '-128', 0x80],
    ['Uint64', '18446744073709551615', 2n ** 64n - 1n],
    ['Int64', '1_000', 1000n],
    ['Decimal', '12.5', 1250n],
    ['Date', '2026-01-31', 20484],
    ['Date', '@2026-01-31', 20484],
    ['Time', '00:00:01', 1_000_000n],
    ['Duration', '-@1:00:00.5', BigInt.asUintN(64, -3_600_500_000n)],
    ['Timestamp', '@1970-01-01T00:00:01', 1_000_000n],
    ['Float64', 'inf', 0x7ff0_0000_0000_0000n],
  ])('%s takes %s', async (scalar, text, value) => {
    expect(await read(scalarTy(scalar), words(text))).toEqual(value);
  });

  test.each<[ScalarName, string, string]>([
    ['Int8', '128', '|128 is outside Int8, which goes from -128 to 127.'],
    ['Uint16', '-1', '|-1 is outside Uint16, which goes from 0 to 65535.'],
    ['Int32', '1.5', '|“1.5” is not a whole number.'],
    ['Date', '2026-02-30', '|“2026-02-30” is not a date, such as 2026-01-31.'],
    ['Decimal', '1.005', '|“1.005” is not a number with at most two decimals, such as 12.50.'],
    ['Int64', '', '|It needs a whole number.'],
  ])('%s refuses %s in words', async (scalar, text, fault) => {
    expect(await read(scalarTy(scalar), words(text))).toBe(fault);
  });

  test('every fault names its field', async () => {
    const entry: Entry = {
      kind: 'group',
      fields: [
        words('40000'),
        {
          kind: 'rows',
          items: [
            { kind: 'group', fields: [words('7')] },
            { kind: 'group', fields: [words('300')] },
          ],
        },
      ],
    };
    expect(await read(order, entry)).toBe(
      'id|40000 is outside Int16, which goes from -32768 to 32767.\n' +
        'lines[1].qty|300 is outside Uint8, which goes from 0 to 255.',
    );
  });

  test('an optional is a switch, an enum a choice with its payload', async () => {
    const shape = enumTy([
      ['point', unitTy],
      ['circle', scalarTy('Float64')],
    ]);
    expect(await read(optionTy(scalarTy('Text')), { kind: 'maybe', on: false, item: words('kept') })).toEqual(
      {
        tag: 0,
        payload: [],
      },
    );
    expect(await read(shape, { kind: 'choice', variant: 'circle', payload: words('') })).toBe(
      '.circle|It needs a number, such as 2.5.',
    );
    expect(emptyEntry(field(shape))).toEqual({ kind: 'choice', variant: 'point', payload: null });
  });

  test('a literal may stand at any level', async () => {
    const ty = tupleTy(['a', scalarTy('Int64')]);
    const asked: string[] = [];
    const value = await readEntry(
      field(ty),
      { kind: 'group', fields: [{ kind: 'literal', text: '1 + 1' }] },
      async (text, type) => {
        asked.push(`${text}: ${type.source}`);
        return { ok: true, value: 2n };
      },
    );
    expect(value).toEqual({ ok: true, value: [2n] });
    expect(asked).toEqual(['1 + 1: Int64']);
  });

  test('a type that holds itself has a form as deep as its value', async () => {
    const node = tupleTy(['name', scalarTy('Text')], ['children', arrayTy(identTy('Node'))]);
    const type = fieldTypeOf(identTy('Node'), [{ name: ['Node'], ty: node }]);
    const value: Value = ['root', [['leaf', []]]];
    const entry = entryOfValue(type, value);
    expect(await readEntry(type, entry, noLiteral)).toEqual({ ok: true, value });
    expect(emptyEntry(type)).toEqual({ kind: 'group', fields: [words(''), { kind: 'rows', items: [] }] });
  });

  test('a value put into the form and read again is the same, for every scalar', async () => {
    const width: Partial<Record<ScalarName, number>> = { Bool: 1, Int8: 8, Int16: 16, Uint8: 8, Uint16: 16 };
    for (const scalar of [
      'Bool',
      'Int8',
      'Int16',
      'Uint8',
      'Uint16',
      'Int32',
      'Uint32',
      'Float32',
    ] as const) {
      const bits = width[scalar] ?? 32;
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 0, max: 2 ** bits - 1 }), async (raw) => {
          fc.pre(scalar !== 'Float32' || ((raw >>> 23) & 255) !== 255);
          const type = field(scalarTy(scalar));
          const again = await readEntry(type, entryOfValue(type, raw), noLiteral);
          expect(again).toEqual({ ok: true, value: raw });
        }),
      );
    }
    for (const scalar of ['Int64', 'Uint64', 'Decimal', 'Duration', 'Float64'] as const) {
      await fc.assert(
        fc.asyncProperty(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), async (raw) => {
          fc.pre(scalar !== 'Float64' || ((raw >> 52n) & 2047n) !== 2047n);
          fc.pre(raw !== 2n ** 63n);
          const type = field(scalarTy(scalar));
          const again = await readEntry(type, entryOfValue(type, raw), noLiteral);
          expect(again).toEqual({ ok: true, value: raw });
        }),
      );
    }
  });

  test('a level becomes source', () => {
    const ty = tupleTy(
      ['day', scalarTy('Date')],
      ['at', scalarTy('Time')],
      ['note', optionTy(scalarTy('Text'))],
    );
    const entry: Entry = {
      kind: 'group',
      fields: [words('2026-01-31'), words('00:00:01'), { kind: 'maybe', on: true, item: words('a "b"') }],
    };
    expect(literalOfEntry(field(ty), entry)).toBe(
      '{day = @2026-01-31, at = std::Time(1000000), note = .some("a \\"b\\"")}',
    );
  });

  test('a pasted table fills rows, by name where its first line names fields', async () => {
    const item = field(
      tupleTy(
        ['town', scalarTy('Text')],
        ['level', optionTy(scalarTy('Float64'))],
        ['wet', scalarTy('Bool')],
      ),
    );
    const solkan: Entry = {
      kind: 'group',
      fields: [
        words('Solkan'),
        { kind: 'maybe', on: true, item: words('1.5') },
        { kind: 'switch', on: true },
      ],
    };
    expect(await pastedRows(item, 'Level\tTown\tWet\n1.5\tSolkan\tTRUE\n')).toEqual([solkan]);
    expect(await pastedRows(item, 'Solkan\t1.5\ttrue')).toEqual([solkan]);
    expect(await pastedRows(item, 'town\nLitija')).toEqual([
      {
        kind: 'group',
        fields: [words('Litija'), { kind: 'maybe', on: false, item: null }, { kind: 'switch', on: false }],
      },
    ]);
  });
});

describe('DAT-14 a parameter changes its type', () => {
  test('what fits is kept by name, the rest is listed', () => {
    const before = field(tupleTy(['id', scalarTy('Text')], ['note', scalarTy('Text')]));
    const after = field(tupleTy(['extra', scalarTy('Bool')], ['id', scalarTy('Int64')]));
    const entry: Entry = { kind: 'group', fields: [words('12'), words('late')] };
    expect(refitEntry(before, entry, after)).toEqual({
      entry: { kind: 'group', fields: [{ kind: 'switch', on: false }, words('12')] },
      dropped: ['note: "late"'],
    });
  });

  test('words that are no value of the new type are dropped and named', () => {
    const result = refitEntry(
      field(arrayTy(scalarTy('Text'))),
      { kind: 'rows', items: [words('7'), words('x')] },
      field(arrayTy(scalarTy('Int8'))),
    );
    expect(result).toEqual({
      entry: { kind: 'rows', items: [words('7'), words('')] },
      dropped: ['[1]: "x"'],
    });
  });

  test('an optional and its payload carry over both ways', () => {
    const plain = field(scalarTy('Int64'));
    const maybe = field(optionTy(scalarTy('Int64')));
    const some: Entry = { kind: 'maybe', on: true, item: words('4') };
    expect(refitEntry(plain, words('4'), maybe)).toEqual({ entry: some, dropped: [] });
    expect(refitEntry(maybe, some, plain)).toEqual({ entry: words('4'), dropped: [] });
  });

  test('a variant that is gone gives way to the first one', () => {
    const before = field(
      enumTy([
        ['a', scalarTy('Int64')],
        ['b', unitTy],
      ]),
    );
    const after = field(
      enumTy([
        ['b', unitTy],
        ['c', unitTy],
      ]),
    );
    expect(refitEntry(before, { kind: 'choice', variant: 'a', payload: words('1') }, after)).toEqual({
      entry: { kind: 'choice', variant: 'b', payload: null },
      dropped: ['.a("1")'],
    });
  });
});
