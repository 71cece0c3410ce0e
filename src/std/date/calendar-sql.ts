import { type Dialect, type SqlExpr, sql } from '../../sql';

const { binary, call, cast, number, string } = sql;

/** Days of the first and last date that has a calendar form (specification 2 §9.3). */
export const FIRST_DAY = -96_465_292n;
export const LAST_DAY = 95_026_236n;

/** 280,000 years are this many days, since 400 years always have 146,097. */
const SHIFT_YEARS = 280_000n;
const SHIFT_DAYS = (SHIFT_YEARS / 400n) * 146_097n;

export function isInCalendar(days: SqlExpr): SqlExpr {
  return binary('AND', binary('>=', days, number(FIRST_DAY)), binary('<=', days, number(LAST_DAY)));
}

/**
 * Year, month or day of a day inside the calendar. PostgreSQL knows no dates before 4713 BC, so there the date
 * is looked up whole cycles of the calendar later, and never as a timestamp, which `date_part` would make of it and
 * which ends in the year 294276.
 */
export function dayPart(dialect: Dialect, part: 'year' | 'month' | 'day', days: SqlExpr): SqlExpr {
  if (dialect === 'duckdb') {
    return call(part, binary('+', cast(string('1970-01-01'), 'date'), cast(days, 'int4')));
  }
  const shifted = binary(
    '+',
    cast(string('1970-01-01'), 'date'),
    binary('+', cast(days, 'int4'), number(SHIFT_DAYS)),
  );
  const value = cast(call('pg_catalog.extract', string(part), shifted), 'int4');
  return part === 'year' ? binary('-', value, number(SHIFT_YEARS)) : value;
}
