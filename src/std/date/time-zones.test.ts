import { describe, expect, test } from 'vitest';
import { instantOf, offsetAt, timeZone, timeZoneNames, timeZoneRelease, timeZoneRows } from './time-zones';

const MICROS = 1_000_000;
const instant = (text: string) => BigInt(Date.parse(text)) * 1000n;
const midnight = (name: string, date: string) =>
  new Date(instantOf(timeZone(name)!, Date.parse(`${date}T00:00:00Z`) / 1000) * 1000).toISOString();
const hours = (name: string, at: string) => Number(offsetAt(timeZone(name)!, instant(at))) / MICROS / 3600;

describe('the table of time zones', () => {
  test('names its release and holds every name', () => {
    expect(timeZoneRelease).toMatch(/^PGlite \d+\.\d+\.\d+ \(PostgreSQL [\d.]+\)$/);
    expect(timeZoneNames().length).toBe(598);
    for (const name of ['UTC', 'Europe/Vienna', 'US/Eastern', 'EST5EDT'])
      expect(timeZone(name)).toBeDefined();
  });

  test.each(['utc', 'europe/vienna', '+02:00', 'UTC+3', '', 'Mars/Olympus'])('does not know %j', (name) => {
    expect(timeZone(name)).toBeUndefined();
  });

  // Specification 2 §9.2 and §15: a gap at midnight, one that began before it, an overlap, a day left out.
  test.each([
    ['America/Havana', '2024-03-10', '2024-03-10T05:00:00.000Z'],
    ['America/Toronto', '1919-03-31', '1919-03-31T05:00:00.000Z'],
    ['America/Havana', '2024-11-03', '2024-11-03T05:00:00.000Z'],
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z'],
    ['Asia/Kolkata', '2024-07-01', '2024-06-30T18:30:00.000Z'],
  ])('midnight in %s on %s', (name, date, expected) => {
    expect(midnight(name, date)).toBe(expected);
  });

  test('goes on through 2100 by rule and keeps the last offset afterwards', () => {
    expect(hours('Europe/Vienna', '2100-07-01T00:00:00Z')).toBe(2);
    expect(hours('Europe/Vienna', '2100-12-01T00:00:00Z')).toBe(1);
    expect(hours('Europe/Vienna', '2150-07-01T00:00:00Z')).toBe(1);
    expect(hours('Australia/Sydney', '2090-01-01T00:00:00Z')).toBe(11);
  });

  test('has local mean time before the first change', () => {
    expect(Number(offsetAt(timeZone('Europe/Vienna')!, instant('1850-01-01T00:00:00Z'))) / MICROS).toBe(3921);
  });

  test('gives rows for SQL, ascending, the first one endless', () => {
    const rows = timeZoneRows(['Asia/Tokyo', 'nowhere']);
    expect(rows[0]).toEqual({ zone: 'Asia/Tokyo', since: -(2n ** 63n), offset: 33_539_000_000n });
    expect(rows.at(-1)!.offset).toBe(32_400_000_000n);
    for (let i = 1; i < rows.length; i++) expect(rows[i]!.since > rows[i - 1]!.since).toBe(true);
    expect(new Set(timeZoneRows().map((row) => row.zone)).size).toBe(598);
  });

  test('agrees with the data of the platform where that is settled', () => {
    const wrong: string[] = [];
    const supported = new Set(Intl.supportedValuesOf('timeZone'));
    for (const name of timeZoneNames().filter((zone) => supported.has(zone))) {
      const format = new Intl.DateTimeFormat('en-US', {
        timeZone: name,
        calendar: 'iso8601',
        numberingSystem: 'latn',
        hourCycle: 'h23',
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
      });
      for (let year = 1975; year < 2024; year += 7) {
        for (const month of ['01', '07']) {
          const at = Date.parse(`${year}-${month}-15T12:00:00Z`);
          const parts = Object.fromEntries(
            format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
          );
          const local = Date.UTC(
            parts.year!,
            parts.month! - 1,
            parts.day!,
            parts.hour,
            parts.minute,
            parts.second,
          );
          const offset = Number(offsetAt(timeZone(name)!, BigInt(at) * 1000n)) / 1000;
          if (local - at !== offset) wrong.push(`${name} ${year}-${month}: ${offset} against ${local - at}`);
        }
      }
    }
    // Releases of the zone database differ in a few corrections of the past.
    expect(wrong.length).toBeLessThan(60);
  });
});
