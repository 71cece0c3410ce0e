import { describe, expect, it } from 'vitest';
import { encode } from './encode';
import { type Format, formatOf } from './format';
import { FormatFailure } from './format-error';
import { arrayTy, optionTy, scalarTy, tupleTy } from './make-ty';
import type { Ty } from './ty';
import type { Value } from './value';
import { ValueView } from './view';

function encoded(ty: Ty, value: Value): [Uint8Array, Format] {
  const format = formatOf(ty, []);
  const bytes = format.ok ? encode(value, format.value) : format;
  if (!format.ok || !bytes.ok) throw new Error('bad fixture');
  return [bytes.value, format.value];
}

const rows = arrayTy(
  tupleTy(['id', scalarTy('Int8')], ['name', scalarTy('Text')], ['at', optionTy(scalarTy('Int64'))]),
);
const value: Value = [
  [0xff, 'ab', { tag: 0, payload: [] }],
  [2, 'cd', { tag: 1, payload: 2n ** 64n - 9n }],
];

describe('partial reading (specification 3 A6)', () => {
  it('reads scalars with the sign of their type', () => {
    const view = ValueView.of(...encoded(rows, value));
    expect(view.length).toBe(2);
    expect(view.item(0).field(0).scalar()).toBe(-1);
    expect(view.item(1).field(1).text()).toBe('cd');
    expect(view.item(0).field(2).variant().variant.name).toBe('none');
    expect(view.item(1).field(2).payload().scalar()).toBe(-9n);
  });

  it('touches only what it is asked for', () => {
    const [bytes, format] = encoded(rows, value);
    // The second row's text now leads outside the buffer.
    bytes[8 + 14 + 1] = 0xff;
    bytes[8 + 14 + 4] = 0xff;
    const view = ValueView.of(bytes, format);
    expect(view.item(0).field(1).text()).toBe('ab');
    expect(view.item(1).field(0).scalar()).toBe(2);
    expect(() => view.item(1).field(1).text()).toThrow(FormatFailure);
  });

  it('refuses steps that do not fit', () => {
    const view = ValueView.of(...encoded(rows, value));
    expect(() => view.field(0)).toThrow(FormatFailure);
    expect(() => view.item(2)).toThrow(RangeError);
    expect(() => view.item(0).item(0)).toThrow(FormatFailure);
    expect(() => view.item(0).field(0).text()).toThrow(FormatFailure);
  });
});
