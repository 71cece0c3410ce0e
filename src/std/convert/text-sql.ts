import { type Dialect, type LeafName, type SqlExpr, sql } from '../../sql';
import { dayPart, isInCalendar } from '../date/calendar-sql';

const { binary, call, caseWhen, cast, number, string } = sql;

const SECOND = 1_000_000n;
const DAY = 86_400n * SECOND;

/** Whole-number division that rounds down, for an operand mentioned once in each arm. */
function quotient(dialect: Dialect, a: SqlExpr, b: bigint): SqlExpr {
  return binary(dialect === 'duckdb' ? '//' : '/', a, number(b));
}

function padded(value: SqlExpr, width: number): SqlExpr {
  return call('lpad', cast(value, 'text'), number(width), string('0'));
}

/** `HH:MM:SS.ffffff` of microseconds that are not negative; hours grow past two digits. */
function clock(dialect: Dialect, micros: SqlExpr): SqlExpr {
  const hours = cast(quotient(dialect, micros, 3600n * SECOND), 'text');
  const wide = caseWhen(
    [[binary('<', call('length', hours), number(2)), call('lpad', hours, number(2), string('0'))]],
    hours,
  );
  const minutes = binary('%', quotient(dialect, micros, 60n * SECOND), number(60));
  const seconds = binary('%', quotient(dialect, micros, SECOND), number(60));
  return binary(
    '||',
    wide,
    string(':'),
    padded(minutes, 2),
    string(':'),
    padded(seconds, 2),
    string('.'),
    padded(binary('%', micros, number(SECOND)), 6),
  );
}

/** `YYYY-MM-DD`; years outside of four digits have a sign. */
function date(dialect: Dialect, days: SqlExpr): SqlExpr {
  const year = dayPart(dialect, 'year', days);
  const size = cast(call('abs', year), 'text');
  const digits = caseWhen(
    [[binary('<', call('length', size), number(4)), call('lpad', size, number(4), string('0'))]],
    size,
  );
  const sign = caseWhen(
    [
      [binary('<', year, number(0)), string('-')],
      [binary('>', year, number(9999)), string('+')],
    ],
    string(''),
  );
  return binary(
    '||',
    sign,
    digits,
    string('-'),
    padded(dayPart(dialect, 'month', days), 2),
    string('-'),
    padded(dayPart(dialect, 'day', days), 2),
  );
}

function outside(inside: SqlExpr, shown: SqlExpr, x: SqlExpr): SqlExpr {
  return caseWhen([[inside, shown]], cast(x, 'text'));
}

/** The text of a temporal or Decimal value from its whole number (specification 2 §3.4); undefined for other types. */
export function temporalText(dialect: Dialect, from: LeafName, x: SqlExpr): SqlExpr | undefined {
  switch (from) {
    case 'Date':
      return outside(isInCalendar(x), date(dialect, x), x);
    case 'Time':
      return clock(dialect, x);
    case 'Duration': {
      // The smallest value has no opposite of its own width.
      const wide = cast(x, dialect === 'duckdb' ? 'hugeint' : 'numeric');
      const size = dialect === 'duckdb' ? call('abs', wide) : call('abs', wide);
      const sign = caseWhen([[binary('<', x, number(0)), string('-')]], string(''));
      return binary('||', sign, dialect === 'duckdb' ? clock(dialect, size) : numericClock(size));
    }
    case 'Timestamp': {
      const rest = binary('%', binary('+', binary('%', x, number(DAY)), number(DAY)), number(DAY));
      const days = cast(quotient(dialect, binary('-', x, rest), DAY), dialect === 'duckdb' ? 'int4' : 'int4');
      const least = -96_465_292n * DAY;
      const past = 95_026_237n * DAY;
      const inside = binary('AND', binary('>=', x, number(least)), binary('<', x, number(past)));
      return outside(inside, binary('||', date(dialect, days), string('T'), clock(dialect, rest)), x);
    }
    case 'Decimal': {
      const wide = call('abs', cast(x, dialect === 'duckdb' ? 'hugeint' : 'numeric'));
      const whole = dialect === 'duckdb' ? binary('//', wide, number(100)) : call('div', wide, number(100));
      const sign = caseWhen([[binary('<', x, number(0)), string('-')]], string(''));
      return binary('||', sign, cast(whole, 'text'), string('.'), padded(binary('%', wide, number(100)), 2));
    }
    default:
      return undefined;
  }
}

/** As `clock`, for a numeric, whose `/` keeps fractions. */
function numericClock(micros: SqlExpr): SqlExpr {
  const div = (by: bigint) => call('div', micros, number(by));
  const hours = cast(div(3600n * SECOND), 'text');
  const wide = caseWhen(
    [[binary('<', call('length', hours), number(2)), call('lpad', hours, number(2), string('0'))]],
    hours,
  );
  return binary(
    '||',
    wide,
    string(':'),
    padded(binary('%', div(60n * SECOND), number(60)), 2),
    string(':'),
    padded(binary('%', div(SECOND), number(60)), 2),
    string('.'),
    padded(binary('%', micros, number(SECOND)), 6),
  );
}
