/** Days with a calendar date (specification 2 §9.3): -262143-01-01 and +262142-12-31. */
const FIRST_DAY = -96_465_292;
const LAST_DAY = 95_026_236;

const MICROS_PER_DAY = 86_400_000_000n;

export interface CivilDate {
  /** Astronomical: 0 is 1 BC. */
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The proleptic Gregorian date of a day counted from 1970-01-01, undefined outside the calendar's range. */
export function civilDate(days: number): CivilDate | undefined {
  if (days < FIRST_DAY || days > LAST_DAY) return undefined;
  // Years that begin in March make the leap day the last one; an era is 400 years of 146,097 days.
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** Days from 1970-01-01 to a date; undefined if the date does not exist or lies outside the calendar's range. */
export function daysOfCivil({ year, month, day }: CivilDate): number | undefined {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const monthFromMarch = month > 2 ? month - 3 : month + 9;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  const days = era * 146_097 + dayOfEra - 719_468;
  const back = civilDate(days);
  return back !== undefined && back.year === year && back.month === month && back.day === day
    ? days
    : undefined;
}

/** `2031-07-04`; years outside 0..9999 with a sign. Outside the calendar's range undefined. */
export function dateText(days: number): string | undefined {
  const date = civilDate(days);
  if (date === undefined) return undefined;
  const sign = date.year < 0 ? '-' : date.year > 9999 ? '+' : '';
  return `${sign}${pad(Math.abs(date.year), 4)}-${pad(date.month, 2)}-${pad(date.day, 2)}`;
}

/** `09:05:00.500000` of microseconds of at least 0; hours are not bounded. */
export function timeText(micros: bigint): string {
  const seconds = micros / 1_000_000n;
  const fraction = Number(micros % 1_000_000n);
  const minutes = Number(seconds % 3600n);
  return `${pad(seconds / 3600n, 2)}:${pad(Math.floor(minutes / 60), 2)}:${pad(minutes % 60, 2)}.${pad(fraction, 6)}`;
}

/** Like {@link timeText}, with a minus for negative spans. */
export function durationText(micros: bigint): string {
  return micros < 0n ? `-${timeText(-micros)}` : timeText(micros);
}

/** `1969-12-31T23:59:59.999999`, with `between` in place of the `T`. Outside the calendar's range undefined. */
export function timestampText(micros: bigint, between = 'T'): string | undefined {
  const time = ((micros % MICROS_PER_DAY) + MICROS_PER_DAY) % MICROS_PER_DAY;
  const date = dateText(Number((micros - time) / MICROS_PER_DAY));
  return date === undefined ? undefined : `${date}${between}${timeText(time)}`;
}

/** `-7.05` of hundredths. */
export function decimalText(hundredths: bigint): string {
  const size = hundredths < 0n ? -hundredths : hundredths;
  return `${hundredths < 0n ? '-' : ''}${size / 100n}.${pad(size % 100n, 2)}`;
}

function pad(number: number | bigint, digits: number): string {
  return number.toString().padStart(digits, '0');
}
