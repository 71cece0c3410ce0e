import { type SqlCall, type SqlExpr, type SqlFunction, type SqlFunctionTable, sql } from '../../sql';
import { dayPart, FIRST_DAY, isInCalendar, LAST_DAY } from './calendar-sql';
import { timeZone, timeZoneRows } from './time-zones';

const { aggregate, binary, call, caseWhen, cast, name, number, string } = sql;

const DAY = 86_400_000_000n;

function fail({ dialect, resultType }: SqlCall, message: SqlExpr): SqlExpr {
  return cast(call(dialect === 'duckdb' ? 'error' : 'pg_temp.lutra_fail', message), resultType);
}

function part(which: 'year' | 'month' | 'day'): SqlFunction {
  const print = (site: SqlCall) => {
    const days = site.args[0]!;
    const inside = cast(dayPart(site.dialect, which, days), site.resultType);
    return caseWhen([[isInCalendar(days), inside]], fail(site, string('date out of range')));
  };
  return { kind: 'scalar', raises: true, repeats: [0], duckdb: print, postgres: print };
}

function unknownZone(site: SqlCall, zone: string): SqlExpr {
  return fail(site, string(`unknown time zone "${zone}"`));
}

/**
 * The offset of a zone, in microseconds: the last of its changes whose `key` is not after `when`. Keys are
 * instants (`since`), or what the zone's clocks show at those instants (`local`).
 */
function duckdbOffset(site: SqlCall, key: 'since' | 'local', when: SqlExpr, zone: SqlExpr): SqlExpr {
  const literal = site.constants[1];
  if (typeof literal !== 'string') {
    site.need('zones');
    return scratchOffset(key, when, zone);
  }
  const rows = timeZoneRows([literal]).map(({ since, offset }, i) => ({
    since,
    local: i === 0 ? since : since + offset,
    offset,
  }));
  if (rows.length === 1) return cast(number(rows[0]!.offset), 'int8');
  const values = rows.map((row) => [
    cast(number(row.since), 'int8'),
    cast(number(row[key]), 'int8'),
    cast(number(row.offset), 'int8'),
  ]);
  return {
    kind: 'query',
    query: sql.lookup({
      alias: 'tz',
      columns: ['since', 'key', 'off'],
      rows: values,
      value: aggregate('arg_max', [name('tz', 'off'), name('tz', 'since')]),
      where: binary('<=', name('tz', 'key'), when),
    }),
  };
}

/** A zone known only while running: from the scratch table (`lutra_tz`); no row of it is an unknown zone. */
function scratchOffset(key: 'since' | 'local', when: SqlExpr, zone: SqlExpr): SqlExpr {
  const since = name('tz', 'since');
  const local = binary('+', cast(since, 'hugeint'), name('tz', 'off_us'));
  const message = binary('||', string('unknown time zone "'), zone, string('"'));
  const found: SqlExpr = {
    kind: 'query',
    query: sql.fromTable({
      table: 'lutra_tz',
      alias: 'tz',
      value: aggregate('arg_max', [name('tz', 'off_us'), since]),
      where: binary(
        'AND',
        binary('=', name('tz', 'name'), zone),
        binary('<=', key === 'since' ? since : local, when),
      ),
    }),
  };
  return call('COALESCE', found, cast(call('error', message), 'int8'));
}

/**
 * Zones whose names PostgreSQL takes for abbreviations, which stand for one offset without summer time, by zones of
 * the same rules.
 */
const ABBREVIATED: Readonly<Record<string, string>> = {
  CET: 'Europe/Brussels',
  EET: 'Europe/Athens',
  EST: 'America/Panama',
  HST: 'Pacific/Honolulu',
  MET: 'Europe/Brussels',
  MST: 'America/Phoenix',
  WET: 'Europe/Lisbon',
};

/** A name of which PostgreSQL makes the zone that is meant. */
function postgresZone({ args, constants }: SqlCall): SqlExpr {
  const zone = args[1]!;
  const literal = constants[1];
  if (typeof literal === 'string') return string(ABBREVIATED[literal] ?? literal);
  const others = Object.entries(ABBREVIATED).map(
    ([from, to]) => [binary('=', zone, string(from)), string(to)] as const,
  );
  return caseWhen(others, zone);
}

const toTimestamp: SqlFunction = {
  kind: 'scalar',
  raises: true,
  repeats: [0, 1],
  duckdb(site) {
    const [days, zone] = site.args as [SqlExpr, SqlExpr];
    const literal = site.constants[1];
    if (typeof literal === 'string' && timeZone(literal) === undefined) return unknownZone(site, literal);
    const local = binary('*', cast(days, 'int8'), number(DAY));
    const instant = binary('-', local, duckdbOffset(site, 'local', local, zone));
    return caseWhen([[isInCalendar(days), instant]], fail(site, string('date out of range')));
  },
  postgres(site) {
    const days = site.args[0]!;
    const midnight = cast(binary('+', cast(string('1970-01-01'), 'date'), days), 'timestamp');
    const instant = binary('AT TIME ZONE', midnight, postgresZone(site));
    const epoch = call('EXTRACT', binary('FROM', name('epoch'), instant));
    return checkedZone(site, cast(binary('*', epoch, number(1_000_000)), 'int8'), isInCalendar(days));
  },
};

/** PostgreSQL takes more spellings of zones than there are names. */
function checkedZone(site: SqlCall, value: SqlExpr, inCalendar: SqlExpr): SqlExpr {
  const literal = site.constants[1];
  const outside: readonly [SqlExpr, SqlExpr] = [sql.not(inCalendar), fail(site, string('date out of range'))];
  if (typeof literal === 'string') {
    return timeZone(literal) === undefined ? unknownZone(site, literal) : caseWhen([outside], value);
  }
  const zone = site.args[1]!;
  const known: SqlExpr = {
    kind: 'exists',
    negated: true,
    query: sql.fromTable({
      table: 'pg_timezone_names',
      alias: 'tz',
      value: number(1),
      where: binary('=', name('tz', 'name'), zone),
    }),
  };
  const message = binary('||', string('unknown time zone "'), zone, string('"'));
  return caseWhen([[known, fail(site, message)], outside], value);
}

function isInstant(micros: SqlExpr): SqlExpr {
  return binary(
    'AND',
    binary('>=', micros, number(FIRST_DAY * DAY)),
    binary('<', micros, number((LAST_DAY + 1n) * DAY)),
  );
}

/** More days than any date is before 1970, so that division rounds down. */
const SHIFT = 100_000_000n;

const toDate: SqlFunction = {
  kind: 'scalar',
  raises: true,
  repeats: [0, 1],
  duckdb(site) {
    const [micros, zone] = site.args as [SqlExpr, SqlExpr];
    const literal = site.constants[1];
    if (typeof literal === 'string' && timeZone(literal) === undefined) return unknownZone(site, literal);
    const local = binary('+', cast(micros, 'hugeint'), duckdbOffset(site, 'since', micros, zone));
    const shifted = binary('//', binary('+', local, number(SHIFT * DAY)), number(DAY));
    const days = cast(binary('-', shifted, number(SHIFT)), 'int4');
    return caseWhen([[isInstant(micros), days]], fail(site, string('date out of range')));
  },
  postgres(site) {
    const micros = site.args[0]!;
    const microsecond = cast(string('1 microsecond'), 'interval');
    const instant = binary('+', cast(string('1970-01-01'), 'timestamp'), binary('*', micros, microsecond));
    const local = binary('AT TIME ZONE', binary('AT TIME ZONE', instant, string('UTC')), postgresZone(site));
    const days = binary('-', cast(local, 'date'), cast(string('1970-01-01'), 'date'));
    return checkedZone(site, days, isInstant(micros));
  },
};

/** Dates and time zones (specification 4 §8.8, §17.1). */
export const dateSql: SqlFunctionTable = {
  'std::date::to_year_month_day::year': part('year'),
  'std::date::to_year_month_day::month': part('month'),
  'std::date::to_year_month_day::day': part('day'),
  'std::date::to_timestamp': toTimestamp,
  'std::timestamp::to_date': toDate,
};
