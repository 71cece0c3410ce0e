import { type NativeSite, type WideInteger, wideInteger } from '../../program';
import { civilDate } from '../../value';
import { type NativeEntries, plain } from '../native-table';
import { readText } from '../utf8';
import { instantOf, offsetAt, type TimeZone, timeZone } from './time-zones';

const MICROS_PER_DAY = 86_400_000_000n;

function zoneNamed(site: NativeSite, text: number): TimeZone {
  const name = readText(site.memory, text);
  return timeZone(name) ?? site.fail(`unknown time zone "${name}"`);
}

function localDate(instant: bigint, zone: TimeZone): bigint {
  const local = instant + offsetAt(zone, instant);
  const days = local / MICROS_PER_DAY;
  return local < 0n && days * MICROS_PER_DAY !== local ? days - 1n : days;
}

/** The natives of `std::date` and `std::timestamp` (specification 2 §9). */
export const date: NativeEntries = [
  [
    'std::date::to_timestamp',
    plain(['int32', 'view'], 'int64', (site) => (days: number, name: number) => {
      const zone = zoneNamed(site, name);
      if (civilDate(days) === undefined) site.fail('date out of range');
      return wideInteger(BigInt(instantOf(zone, days * 86_400)) * 1_000_000n);
    }),
  ],
  [
    'std::timestamp::to_date',
    plain(['int64', 'view'], 'int32', (site) => (instant: WideInteger, name: number) => {
      const days = Number(localDate(BigInt(instant), zoneNamed(site, name)));
      return civilDate(days) === undefined ? site.fail('date out of range') : days;
    }),
  ],
  [
    'std::date::to_year_month_day',
    plain(['int32'], 'view', (site) => (days: number) => {
      const { memory } = site;
      const civil = civilDate(days) ?? site.fail('date out of range');
      const at = memory.alloc(6);
      memory.view.setInt32(at, civil.year, true);
      memory.view.setUint8(at + 4, civil.month);
      memory.view.setUint8(at + 5, civil.day);
      return at;
    }),
  ],
];
