import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DEFS, typedValues } from './arbitrary.test-data';
import { type BytePart, bytePartAt } from './byte-part';
import { encode } from './encode';
import { type Format, formatOf } from './format';
import { arrayTy, optionTy, scalarTy, tupleTy } from './make-ty';
import type { Ty } from './ty';
import type { Value } from './value';

function encoded(ty: Ty, value: Value): [Uint8Array, Format] {
  const format = formatOf(ty, DEFS);
  const bytes = format.ok ? encode(value, format.value) : format;
  if (!format.ok || !bytes.ok) throw new Error('bad fixture');
  return [bytes.value, format.value];
}

function partsOf(bytes: Uint8Array, format: Format): BytePart[] {
  const parts: BytePart[] = [];
  for (let at = 0; at < bytes.length; ) {
    const part = bytePartAt(bytes, format, at);
    if (!part.ok) throw new Error(part.error.message);
    parts.push(part.value);
    at = part.value.end;
  }
  return parts;
}

it('names every byte of the rows of a table (HEX-2)', () => {
  const ty = arrayTy(
    tupleTy(
      ['title', scalarTy('Text')],
      ['pages', optionTy(scalarTy('Int64'))],
      ['ok', optionTy(scalarTy('Bool'))],
    ),
  );
  const none: Value = { tag: 0, payload: [] };
  const [bytes, format] = encoded(ty, [
    ['', none, none],
    ['Dune!', { tag: 1, payload: 412n }, { tag: 1, payload: 1 }],
  ]);
  expect(
    partsOf(bytes, format).map(({ start, end, role, path, target }) => [
      start,
      end,
      role,
      path.join('.'),
      target,
    ]),
  ).toEqual([
    [0, 4, 'pointer', '', 8],
    [4, 8, 'count', '', undefined],
    [8, 12, 'pointer', '0.title', 38],
    [12, 16, 'count', '0.title', undefined],
    [16, 17, 'tag', '0.pages', undefined],
    [17, 21, 'padding', '0.pages', undefined],
    [21, 22, 'tag', '0.ok', undefined],
    [22, 23, 'padding', '0.ok', undefined],
    [23, 27, 'pointer', '1.title', 38],
    [27, 31, 'count', '1.title', undefined],
    [31, 32, 'tag', '1.pages', undefined],
    [32, 36, 'pointer', '1.pages', 43],
    [36, 37, 'tag', '1.ok', undefined],
    [37, 38, 'scalar', '1.ok.some', undefined],
    [38, 43, 'text', '1.title', undefined],
    [43, 51, 'scalar', '1.pages.some', undefined],
  ]);
});

it('leaves no byte of a canonical value dead, and parts neither overlap nor leave gaps', () => {
  fc.assert(
    fc.property(typedValues, ({ ty, value }) => {
      const [bytes, format] = encoded(ty, value);
      let end = 0;
      for (const part of partsOf(bytes, format)) {
        expect(part.role).not.toBe('dead');
        expect(part.start).toBe(end);
        end = part.end;
      }
      expect(end).toBe(bytes.length);
    }),
    { numRuns: 500 },
  );
});

it('calls trailing bytes dead', () => {
  const [bytes, format] = encoded(scalarTy('Text'), 'ab');
  const longer = Uint8Array.of(...bytes, 9);
  expect(bytePartAt(longer, format, 10)).toMatchObject({
    ok: true,
    value: { role: 'dead', start: 10, end: 11 },
  });
});
