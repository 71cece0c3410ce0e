import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFS, TABLE, typedValues } from './arbitrary.test-data';
import { canonical } from './canonical';
import { decode } from './decode';
import { encode } from './encode';
import { type Format, formatOf } from './format';
import { layOutTypes } from './layout';
import { enumTy, identTy, scalarTy, tupleTy, unitTy } from './make-ty';
import { print } from './print';
import { markRecursiveVariants } from './recursion';
import type { Ty, TyDef } from './ty';
import { validate } from './validate';
import type { EnumValue, Value } from './value';
import { toHex } from './vectors.test-data';
import { ValueView } from './view';

function format(ty: Ty, defs: readonly TyDef[] = DEFS): Format {
  const result = formatOf(ty, defs);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function encoded(value: Value, ty: Format): Uint8Array {
  const result = encode(value, ty);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** The whole value, read piece by piece. */
function viewed(view: ValueView): Value {
  const { format: of } = view;
  switch (of.kind) {
    case 'text':
      return view.text();
    case 'prim':
      return of.head === 8 ? view.reader.view.getBigUint64(view.at, true) : view.reader.bits(of, view.at);
    case 'tuple':
      return of.fields.map((_, index) => viewed(view.field(index)));
    case 'array':
      return Array.from({ length: view.length }, (_, index) => viewed(view.item(index)));
    case 'enum':
      return { tag: view.variant().tag, payload: viewed(view.payload()) };
  }
}

/** The same value as a writer with other habits lays it out: bodies last to first, dead bytes, garbage in padding. */
function untidy(value: Value, of: Format): Uint8Array {
  const out: number[] = new Array(of.head).fill(0xaa);
  write(value, of, 0);
  return Uint8Array.from(out);

  function write(part: Value, format: Format, at: number): void {
    switch (format.kind) {
      case 'prim':
        for (let byte = 0; byte < format.head; byte++)
          out[at + byte] = Number((BigInt(part as number) >> BigInt(byte * 8)) & 0xffn);
        if (format.scalar === 'Bool' && part === 1) out[at] = 0x5a;
        return;
      case 'text':
        body(at, [...new TextEncoder().encode(part as string)], 1);
        return;
      case 'tuple':
        for (let index = format.fields.length - 1; index >= 0; index--) {
          const field = format.fields[index]!;
          write((part as readonly Value[])[index]!, field.format, at + field.offset);
        }
        return;
      case 'array': {
        const items = part as readonly Value[];
        const first = body(
          at,
          new Array(items.length * format.item.head).fill(0xbb),
          items.length === 0 ? 1 : format.item.head,
        );
        u32(at + 4, items.length);
        for (let index = items.length - 1; index >= 0; index--)
          write(items[index]!, format.item, first + index * format.item.head);
        return;
      }
      case 'enum': {
        const { tag, payload } = part as EnumValue;
        const variant = format.variants[tag]!;
        for (let byte = 0; byte < format.tagBytes; byte++) out[at + byte] = (tag >> (byte * 8)) & 0xff;
        const inner = at + format.tagBytes;
        if (!format.hasPointer) write(payload, variant.format, inner);
        else if (!variant.isUnit) {
          const head = out.length + 3;
          out.push(0xdd, 0xdd, 0xdd, ...new Array(variant.format.head).fill(0xcc));
          u32(inner, head - inner);
          write(payload, variant.format, head);
        }
      }
    }
  }

  function body(at: number, bytes: readonly number[], width: number): number {
    out.push(0xee);
    const first = out.length;
    u32(at, first - at);
    u32(at + 4, width === 0 ? 0 : bytes.length / width);
    out.push(...bytes);
    return first;
  }

  function u32(at: number, value: number): void {
    for (let byte = 0; byte < 4; byte++) out[at + byte] = (value >>> (byte * 8)) & 0xff;
  }
}

describe('properties of specification 3 part P', () => {
  it('decoding gives back what was encoded, whole or in parts', () => {
    fc.assert(
      fc.property(typedValues, ({ ty, value }) => {
        const of = format(ty);
        const bytes = encoded(value, of);
        expect(decode(bytes, of)).toEqual({ ok: true, value });
        expect(viewed(ValueView.of(bytes, of))).toEqual(value);
        expect(validate(bytes, of)).toEqual({ ok: true, value: undefined });
      }),
      { numRuns: 600 },
    );
  });

  it('any valid encoding has one canonical form, and a canonical one is its own', () => {
    fc.assert(
      fc.property(typedValues, ({ ty, value }) => {
        const of = format(ty);
        const bytes = encoded(value, of);
        const again = canonical(bytes, of);
        expect(again.ok && toHex(again.value)).toBe(toHex(bytes));
        const other = untidy(value, of);
        expect(decode(other, of)).toEqual({ ok: true, value });
        const tidied = canonical(other, of);
        expect(tidied.ok && toHex(tidied.value)).toBe(toHex(bytes));
        expect(print(other, of)).toEqual(print(bytes, of));
      }),
      { numRuns: 600 },
    );
  });

  it('layouts agree with formats, and pointers are where they are said to be', () => {
    fc.assert(
      fc.property(typedValues, ({ ty }) => {
        const laidOut = layOutTypes(DEFS);
        if (!laidOut.ok) throw new Error(laidOut.error.message);
        const { layout } = laidOut.value.ty(ty);
        expect(layout?.headSize).toBe(format(ty).head * 8);
      }),
    );
  });

  it('flipped and cut bytes give a value or an error', () => {
    fc.assert(
      fc.property(
        typedValues,
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }),
        fc.option(fc.nat()),
        ({ ty, value }, flips, cut) => {
          const of = format(ty);
          const bytes = encoded(value, of);
          for (const [at, byte] of flips) if (bytes.length > 0) bytes[at % bytes.length] = byte;
          const broken = cut === null ? bytes : bytes.subarray(0, cut % (bytes.length + 1));
          const limits = { depth: 100, nodes: 50_000, emptyItems: 1000 };
          const whole = decode(broken, of, { limits });
          if (!whole.ok) expect(whole.error.kind).toBe('InvalidData');
          const tidy = canonical(broken, of, limits);
          if (!tidy.ok) expect(tidy.error.kind).toBe('InvalidData');
          const printed = print(broken, of, { maxLength: 100_000 });
          if (!printed.ok) expect(printed.error.kind).toBe('InvalidData');
          expect(validate(broken, of, limits).ok).toBe(whole.ok);
          if (whole.ok && tidy.ok) {
            const back = decode(tidy.value, of, { limits });
            expect(back.ok).toBe(true);
          }
        },
      ),
      { numRuns: 1500 },
    );
  });
});

describe('edge cases of specification 3 part O', () => {
  const text = format(scalarTy('Text'));

  it('26: a slice decodes in place', () => {
    const texts = format({ kind: { kind: 'array', item: scalarTy('Text') }, variantsRecursive: [] });
    const bytes = encoded(['hi', 'yo'], texts);
    expect(decode(bytes.subarray(8), text)).toEqual({ ok: true, value: 'hi' });
    expect(decode(bytes, text, { offset: 8 })).toEqual({ ok: true, value: 'hi' });
  });

  it('27, 28: shared bodies, trailing bytes and foreign bytes are accepted', () => {
    const pair = format(tupleTy(scalarTy('Text'), scalarTy('Text')));
    const shared = Uint8Array.of(16, 0, 0, 0, 1, 0, 0, 0, 8, 0, 0, 0, 1, 0, 0, 0, 0x41, 9, 9);
    expect(decode(shared, pair)).toEqual({ ok: true, value: ['A', 'A'] });
    const skipping = Uint8Array.of(12, 0, 0, 0, 1, 0, 0, 0, 1, 2, 3, 4, 0x42);
    expect(decode(skipping, text)).toEqual({ ok: true, value: 'B' });
  });

  it('13: the pointer slot of a unit variant holds anything', () => {
    const option = format(
      enumTy([
        ['none', unitTy],
        ['some', scalarTy('Int64')],
      ]),
    );
    const bytes = Uint8Array.of(0, 4, 0, 0, 0);
    expect(decode(bytes, option)).toEqual({ ok: true, value: { tag: 0, payload: [] } });
    expect(canonical(bytes, option)).toEqual({ ok: true, value: new Uint8Array(5) });
  });

  it('30: any non-zero Bool is true', () => {
    expect(decode(Uint8Array.of(5), format(scalarTy('Bool')))).toEqual({ ok: true, value: 1 });
    expect(print(Uint8Array.of(5), format(scalarTy('Bool')))).toEqual({ ok: true, value: 'true' });
  });

  it('31: an unknown tag is InvalidData', () => {
    const three = format(
      enumTy([
        ['a', unitTy],
        ['b', unitTy],
        ['c', unitTy],
      ]),
    );
    expect(decode(Uint8Array.of(7), three)).toMatchObject({
      ok: false,
      error: { kind: 'InvalidData', offset: 0 },
    });
  });

  it('23: infinite size is rejected', () => {
    const x: TyDef = { name: ['X'], ty: tupleTy(['x', identTy('X')]) };
    const p: TyDef = { name: ['P'], ty: tupleTy(['q', identTy('Q')]) };
    const q: TyDef = { name: ['Q'], ty: tupleTy(['p', identTy('P')]) };
    expect(formatOf(identTy('X'), [x])).toMatchObject({ ok: false, error: { kind: 'InvalidType' } });
    expect(formatOf(identTy('P'), [p, q])).toMatchObject({ ok: false, error: { kind: 'InvalidType' } });
    expect(layOutTypes([p, q])).toMatchObject({ ok: false, error: { kind: 'InvalidType' } });
    expect(formatOf(identTy('A'), [{ name: ['A'], ty: identTy('A') }])).toMatchObject({ ok: false });
  });

  it('8: the tag of 257 variants has two bytes', () => {
    const many = format(enumTy(Array.from({ length: 257 }, (_, index) => [`v${index}`, unitTy] as const)));
    expect(many.head).toBe(2);
    expect(decode(Uint8Array.of(1, 1), many)).toMatchObject({ ok: false });
  });

  it('a name without definition is a broken program', () => {
    expect(formatOf(identTy('Gone'), [])).toMatchObject({ ok: false, error: { kind: 'Bug' } });
  });
});

describe('every NaN is the one quiet NaN in canonical bytes (specification 5 STG-12)', () => {
  it('of Float32 and Float64, but not of bare primitives', () => {
    const ty = tupleTy(scalarTy('Float32'), scalarTy('Float64'), scalarTy('Uint32'));
    const bytes = encoded([0xffc00001, 0xfff0000000000001n, 0xffc00001], format(ty));
    const tidy = canonical(bytes, format(ty));
    expect(tidy.ok && toHex(tidy.value)).toBe('0000c07f000000000000f87f0100c0ff');
  });

  it('infinities stay', () => {
    const ty = format(tupleTy(scalarTy('Float32'), scalarTy('Float64')));
    const bytes = encoded([0xff800000, 0x7ff0000000000000n], ty);
    const tidy = canonical(bytes, ty);
    expect(tidy.ok && toHex(tidy.value)).toBe(toHex(bytes));
  });
});

describe('hostile sizes', () => {
  const chain = markRecursiveVariants([
    {
      name: ['Chain'],
      ty: enumTy([
        ['stop', unitTy],
        ['link', tupleTy(['w', scalarTy('Int16')], ['next', identTy('Chain')])],
      ]),
    },
  ]);

  it('a value 100,000 deep is encoded, and refused when read under the usual limit', () => {
    const of = format(identTy('Chain'), chain);
    let value: Value = { tag: 0, payload: [] };
    for (let level = 0; level < 100_000; level++) value = { tag: 1, payload: [7, value] };
    const bytes = encoded(value, of);
    expect(bytes.length).toBe(5 + 100_000 * 7);
    const limit = {
      ok: false,
      error: { kind: 'InvalidData', message: 'value is nested more than 10000 levels deep' },
    };
    expect(decode(bytes, of)).toMatchObject(limit);
    expect(canonical(bytes, of)).toMatchObject(limit);
    expect(validate(bytes, of)).toMatchObject(limit);
    const limits = { depth: 100_000, emptyItems: 0 };
    expect(decode(bytes, of, { limits }).ok).toBe(true);
    const tidy = canonical(bytes, of, limits);
    expect(tidy.ok && tidy.value.length).toBe(bytes.length);
  });

  it('eight bytes cannot ask for four billion units', () => {
    const units = format({ kind: { kind: 'array', item: unitTy }, variantsRecursive: [] });
    const bytes = Uint8Array.of(8, 0, 0, 0, 255, 255, 255, 255);
    expect(decode(bytes, units)).toMatchObject({ ok: false, error: { kind: 'InvalidData' } });
    expect(print(bytes, units)).toMatchObject({ ok: false });
  });

  it('overlapping arrays run out of budget instead of memory', () => {
    let ty = scalarTy('Uint8');
    for (let level = 0; level < 12; level++)
      ty = { kind: { kind: 'array', item: ty }, variantsRecursive: [] };
    // Every head points 8 bytes ahead and claims 100 items, so each level multiplies by 100.
    const bytes = new Uint8Array(4096);
    const view = new DataView(bytes.buffer);
    for (let at = 0; at + 8 <= 2048; at += 8) {
      view.setUint32(at, 8, true);
      view.setUint32(at + 4, 100, true);
    }
    const of = format(ty);
    const limits = { depth: 100, nodes: 100_000, emptyItems: 0 };
    expect(decode(bytes, of, { limits })).toMatchObject({ ok: false, error: { kind: 'InvalidData' } });
    expect(validate(bytes, of, limits)).toMatchObject({ ok: false });
    expect(canonical(bytes, of, limits)).toMatchObject({ ok: false });
    expect(print(bytes, of, { maxLength: 100_000 })).toMatchObject({ ok: false });
  });
});

it('options in the sense of SQL are nullable scalars and arrays only (specification 4 §2.1)', () => {
  const option = (ty: Ty) =>
    enumTy([
      ['off', unitTy],
      ['level', ty],
    ]);
  expect(TABLE.isOption(option(scalarTy('Int16')))).toBe(true);
  expect(TABLE.isOption(option(identTy('Amount')))).toBe(true);
  expect(TABLE.isOption(option(tupleTy(scalarTy('Int32'), scalarTy('Text'))))).toBe(false);
  expect(TABLE.isOption(option(option(scalarTy('Int32'))))).toBe(false);
  expect(
    TABLE.isOption(
      enumTy([
        ['some', scalarTy('Int32')],
        ['none', unitTy],
      ]),
    ),
  ).toBe(false);
});
