import { identifierCharLength } from './identifier';
import type { Literal } from './tree';

/** More hour digits than any 64-bit count of microseconds has; what follows is only as wrong as before. */
const maxHourDigits = 30;

/** A clock value or a date with the offset where it ends. */
interface Clock {
  readonly micros: bigint;
  readonly fraction: boolean;
  readonly end: number;
}

interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly end: number;
}

/**
 * Reads the date, timestamp or duration literal whose `@` stands at `offset` (specification 1 §1.9).
 * Undefined if there is none, then the `@` is a token of its own.
 */
export function readTimeLiteral(text: string, offset: number): { literal: Literal; end: number } | undefined {
  const date = readDate(text, offset + 1);
  if (date) {
    const { year, month, day } = date;
    if (identifierCharLength(text, date.end, false) === 0) {
      return { literal: { kind: 'date', year, month, day }, end: date.end };
    }
    const clock = text[date.end] === 'T' ? readClock(text, date.end + 1) : undefined;
    if (clock) {
      const { micros, fraction, end } = clock;
      return { literal: { kind: 'timestamp', year, month, day, micros, fraction }, end };
    }
  }
  const clock = readClock(text, offset + 1);
  if (!clock) return undefined;
  return { literal: { kind: 'duration', micros: clock.micros, fraction: clock.fraction }, end: clock.end };
}

/** Whether the proleptic Gregorian calendar has this day; the literal itself does not ask (specification 1 §1.9). */
export function isCalendarDay({ year, month, day }: { year: number; month: number; day: number }): boolean {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}

function readDate(text: string, offset: number): CalendarDate | undefined {
  const yearStart = signEnd(text, offset);
  const yearEnd = digitsEnd(text, yearStart);
  if (yearEnd === yearStart || text[yearEnd] !== '-') return undefined;
  const month = twoDigits(text, yearEnd + 1);
  if (month === undefined || text[yearEnd + 3] !== '-') return undefined;
  const day = twoDigits(text, yearEnd + 4);
  if (day === undefined) return undefined;
  return { year: Number(text.slice(offset, yearEnd)), month, day, end: yearEnd + 6 };
}

function readClock(text: string, offset: number): Clock | undefined {
  const hourStart = signEnd(text, offset);
  const hourEnd = digitsEnd(text, hourStart);
  if (hourEnd === hourStart || text[hourEnd] !== ':') return undefined;
  const minutes = twoDigits(text, hourEnd + 1);
  if (minutes === undefined || text[hourEnd + 3] !== ':') return undefined;
  const seconds = twoDigits(text, hourEnd + 4);
  if (seconds === undefined) return undefined;

  let end = hourEnd + 6;
  let fraction = '';
  if (text[end] === '.' && isDigit(text, end + 1)) {
    const fractionEnd = Math.min(digitsEnd(text, end + 1), end + 7);
    fraction = text.slice(end + 1, fractionEnd);
    end = fractionEnd;
  }
  if (identifierCharLength(text, end, false) !== 0) return undefined;

  const hours = BigInt(text.slice(hourStart, Math.min(hourEnd, hourStart + maxHourDigits)));
  const wholeSeconds = (hours * 60n + BigInt(minutes)) * 60n + BigInt(seconds);
  const micros = wholeSeconds * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
  return { micros: text[offset] === '-' ? -micros : micros, fraction: fraction !== '', end };
}

function signEnd(text: string, offset: number): number {
  return text[offset] === '+' || text[offset] === '-' ? offset + 1 : offset;
}

function isDigit(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset);
  return unit >= 48 && unit <= 57;
}

function digitsEnd(text: string, offset: number): number {
  let end = offset;
  while (isDigit(text, end)) end += 1;
  return end;
}

function twoDigits(text: string, offset: number): number | undefined {
  return isDigit(text, offset) && isDigit(text, offset + 1)
    ? Number(text.slice(offset, offset + 2))
    : undefined;
}
