import type { Result } from '../../base';
import { type ScalarName, scalarWidth, type Value } from '../../value';
import { readCell } from '../columns/cell';

type Written = Exclude<ScalarName, 'Text' | 'Bool'>;

const example: Record<Exclude<Written, `Int${string}` | `Uint${string}`>, string> = {
  Float32: 'a number, such as 2.5',
  Float64: 'a number, such as 2.5',
  Decimal: 'a number with at most two decimals, such as 12.50',
  Date: 'a date, such as 2026-01-31',
  Time: 'a time of day, such as 14:30:00',
  Duration: 'a length of time, such as 1:30:00',
  Timestamp: 'a date and time, such as 2026-01-31T14:30:00',
};

const durationForm = /^(-?)@?(\d+):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,6}))?)?$/;

/**
 * The value of a scalar as a person types it into a field, or a sentence that says what is wrong and what would be
 * right (DAT-13). Takes what a cell of a file may hold, and the literal: `@2026-01-31`, `1_000`.
 */
export function readWritten(text: string, scalar: Written): Result<Value, string> {
  const words = text.trim();
  const wanted = scalar in example ? example[scalar as keyof typeof example] : 'a whole number';
  if (words === '') return { ok: false, error: `It needs ${wanted}.` };
  if (scalar === 'Duration') {
    const micros = readDuration(words);
    return micros === undefined ? refuse(words, wanted) : { ok: true, value: micros };
  }
  const plain = words.replace(/^@/, '').replace(/(?<=\d)_(?=\d)/g, '');
  const value = readCell(plain, { scalar, optional: false });
  if (value !== undefined) return { ok: true, value };
  const whole = scalar.startsWith('Int') || scalar.startsWith('Uint');
  if (!whole || !/^[+-]?\d+$/.test(plain)) return refuse(words, wanted);
  const width = BigInt(scalarWidth(scalar));
  const [low, high] = scalar.startsWith('U')
    ? [0n, 2n ** width]
    : [-(2n ** (width - 1n)), 2n ** (width - 1n)];
  return { ok: false, error: `${words} is outside ${scalar}, which goes from ${low} to ${high - 1n}.` };
}

function refuse(words: string, wanted: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error: `“${words}” is not ${wanted}.` };
}

/** Microseconds as raw bits; undefined where the text is no duration or does not fit 64 bits. */
function readDuration(text: string): bigint | undefined {
  const match = durationForm.exec(text);
  if (match === null) return undefined;
  const [, sign, hours, minutes, seconds = '0', fraction = ''] = match;
  const whole = (BigInt(hours!) * 60n + BigInt(minutes!)) * 60n + BigInt(seconds);
  const micros = whole * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
  return micros >= 2n ** 63n ? undefined : BigInt.asUintN(64, sign === '-' ? -micros : micros);
}
