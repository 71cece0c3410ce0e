import { describe, expect, test } from 'vitest';
import { readInterpolation } from './interpolation';
import { decimalView, floatView, integerView } from './number-literal';
import { readTimeLiteral } from './time-literal';

describe('views of numbers (specification 1 §1.6)', () => {
  test.each([
    ['3', 3n, 3, 300n],
    ['3.5', undefined, 3.5, 350n],
    ['3.25125', undefined, 3.25125, undefined],
    ['1e6', undefined, 1e6, undefined],
    ['0x10', 16n, undefined, undefined],
    ['0o17', 15n, undefined, undefined],
    ['0b1_0', 2n, undefined, undefined],
    ['0x__', undefined, undefined, undefined],
    ['1_0__0', 100n, 100, 10000n],
    ['-1', 0xffff_ffff_ffff_ffffn, -1, -100n],
    ['-0', 0n, -0, 0n],
    ['-0.05', undefined, -0.05, -5n],
    ['18446744073709551615', 18446744073709551615n, Number('18446744073709551615'), undefined],
    ['18446744073709551616', undefined, Number('18446744073709551616'), undefined],
    ['-9223372036854775808', 0x8000_0000_0000_0000n, Number('-9223372036854775808'), undefined],
    ['-9223372036854775809', undefined, Number('-9223372036854775809'), undefined],
    ['92233720368547758.07', undefined, Number('92233720368547758.07'), 9223372036854775807n],
    ['92233720368547758.08', undefined, Number('92233720368547758.08'), undefined],
    ['0o7777777777777777777777', undefined, undefined, undefined],
  ])('%s', (literal, integer, float, decimal) => {
    expect(integerView(literal)).toBe(integer);
    expect(floatView(literal)).toBe(float);
    expect(decimalView(literal)).toBe(decimal);
  });
});

describe('times (specification 1 §1.9)', () => {
  test.each([
    ['@0:90:00', 5_400_000_000n, false],
    ['@-0:15:00', -900_000_000n, false],
    ['@+1:00:00.5', 3_600_500_000n, true],
    ['@25:00:00.000001', 90_000_000_001n, true],
  ])('%s', (text, micros, fraction) => {
    expect(readTimeLiteral(text, 0)?.literal).toEqual({ kind: 'duration', micros, fraction });
  });

  test('date and timestamp', () => {
    expect(readTimeLiteral('@-44-03-15', 0)?.literal).toEqual({ kind: 'date', year: -44, month: 3, day: 15 });
    expect(readTimeLiteral('@2024-05-06T24:00:00', 0)?.literal).toEqual({
      kind: 'timestamp',
      year: 2024,
      month: 5,
      day: 6,
      micros: 86_400_000_000n,
      fraction: false,
    });
  });
});

describe('interpolated texts (specification 1 §1.8)', () => {
  const span = (start: number, end: number) => ({ file: '', start, end });

  /** Pieces as `text` or `{head.field:format}`, with their place in the source. */
  function pieces(source: string): string[] {
    return readInterpolation(source, 0, source.length, span).pieces.map((piece) => {
      const place = source.slice(piece.span.start, piece.span.end);
      if (piece.kind === 'text') return `${piece.value} at ${place}`;
      const names = [piece.head, ...piece.fields.map((field) => field.name)]
        .map((name) => name.name)
        .join('.');
      return `{${names}${piece.format === undefined ? '' : `:${piece.format}`}} at ${place}`;
    });
  }

  test('names, fields, formats, doubled braces', () => {
    expect(pieces('f"a{x}b"')).toEqual(['a at a', '{x} at {x}', 'b at b']);
    expect(pieces('f"{user.`first name`:>10}"')).toEqual([
      '{user.first name:>10} at {user.`first name`:>10}',
    ]);
    expect(pieces('f"{{{x}}}"')).toEqual(['{ at {{', '{x} at {x}', '} at }}']);
    expect(pieces('f""')).toEqual([]);
    expect(pieces('f"""say "{x}" """')).toEqual(['say " at say "', '{x} at {x}', '"  at " ']);
  });

  test('escapes are replaced first', () => {
    expect(pieces('f"\\x7bx}\\n"')).toEqual(['{x} at \\x7bx}', '\n at \\n']);
  });

  test.each(['f"{t.0}"', 'f"{a + b}"', 'f"{m::c}"', 'f"{ x }"', 'f"{}"', 'f"{x"', 'f"x}"', 'f"{x.}"'])(
    '%s is wrong',
    (source) => {
      const { error } = readInterpolation(source, 0, source.length, span);
      expect(error).toMatchObject({ code: 'E0003', message: 'invalid interpolated string' });
      expect(error!.span.start).toBeGreaterThan(1);
      expect(error!.span.end).toBeLessThan(source.length);
    },
  );
});
