import { PACKED, RELEASE } from './time-zones.generated';

/** Where the rules come from (specification 2 §9.2). */
export const timeZoneRelease: string = RELEASE;

/** The last year whose changes are listed; afterwards the last offset stays. */
const LAST_YEAR = 2100;

/**
 * One time zone: `starts[i]` is the instant, in seconds since 1970 UTC, from which `offsets[i]`, in seconds east of
 * Greenwich, holds. The first start is minus infinity.
 */
export interface TimeZone {
  readonly starts: Float64Array;
  readonly offsets: Int32Array;
}

/** A zone name and an instant from which an offset holds, in microseconds; the first instant is the least there is. */
export interface TimeZoneRow {
  readonly zone: string;
  readonly since: bigint;
  readonly offset: bigint;
}

const MICROS = 1_000_000n;
const LEAST = -(1n << 63n);

let lines: Map<string, string> | undefined;
const unpacked = new Map<string, TimeZone>();

function lineOf(name: string): string | undefined {
  if (lines === undefined) {
    lines = new Map();
    for (const line of PACKED.trim().split('\n')) {
      for (const zone of line.slice(0, line.indexOf('|')).split(' ')) lines.set(zone, line);
    }
  }
  return lines.get(name);
}

/** A zone by its name as IANA spells it, links included; undefined for anything else. */
export function timeZone(name: string): TimeZone | undefined {
  const line = lineOf(name);
  if (line === undefined) return undefined;
  let zone = unpacked.get(line);
  if (zone === undefined) {
    zone = unpack(line);
    unpacked.set(line, zone);
  }
  return zone;
}

/** All names, sorted. */
export function timeZoneNames(): readonly string[] {
  lineOf('');
  return [...lines!.keys()].sort();
}

/** The rows of some zones (of all by default), zone by zone in ascending order: what the SQL of DuckDB joins with. */
export function timeZoneRows(names: readonly string[] = timeZoneNames()): TimeZoneRow[] {
  return names.flatMap((name) => {
    const zone = timeZone(name);
    if (zone === undefined) return [];
    return Array.from(zone.offsets, (offset, i) => ({
      zone: name,
      since: i === 0 ? LEAST : BigInt(zone.starts[i]!) * MICROS,
      offset: BigInt(offset) * MICROS,
    }));
  });
}

/** The offset in microseconds that holds at an instant. */
export function offsetAt(zone: TimeZone, instant: bigint): bigint {
  return BigInt(zone.offsets[lastStart(zone, Number(floorSeconds(instant)))]!) * MICROS;
}

function floorSeconds(micros: bigint): bigint {
  const seconds = micros / MICROS;
  return micros < 0n && seconds * MICROS !== micros ? seconds - 1n : seconds;
}

function lastStart({ starts }: TimeZone, seconds: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= seconds) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * The instant, in seconds, at which clocks of the zone show a local time given as if it were UTC. A time that the
 * clocks jump over counts from the offset before the jump; of a time shown twice the later is taken.
 */
export function instantOf(zone: TimeZone, local: number): number {
  const { starts, offsets } = zone;
  // No offset is larger than a day and a half, so only changes this close to the local time matter.
  for (let i = lastStart(zone, local + 130_000); i >= 0; i--) {
    const instant = local - offsets[i]!;
    const end = starts[i + 1] ?? Infinity;
    if (instant >= end) return instant;
    if (instant >= starts[i]!) return instant;
  }
  return local - offsets[0]!;
}

/** Reads a line of the table; scripts/make-time-zones.mjs writes them. */
function unpack(line: string): TimeZone {
  const [, offsetText = '', order = '', gaps = '', ruleText = ''] = line.split('|');
  const known = offsetText.split(' ').map((text) => Number.parseInt(text, 36));
  const starts = [-Infinity];
  const offsets = [known[0]!];
  let time = 0;
  for (const [i, gap] of gaps.split(' ').entries()) {
    if (gap === '') continue;
    time += gap.endsWith('s') ? Number.parseInt(gap.slice(0, -1), 36) : Number.parseInt(gap, 36) * 60;
    starts.push(time);
    offsets.push(known[Number.parseInt(order[i]!, 36)]!);
  }
  if (ruleText !== '') addRule(ruleText.split(' ').map(Number), starts, offsets);
  return { starts: Float64Array.from(starts), offsets: Int32Array.from(offsets) };
}

/** The yearly changes of a rule, as far as they come after the changes that are listed. */
function addRule(rule: readonly number[], starts: number[], offsets: number[]): void {
  const [from = 0, standard = 0, summer = 0] = rule;
  for (let year = from; year <= LAST_YEAR; year++) {
    const changes = [
      { time: changeOf(year, rule.slice(3, 7)) - standard, offset: summer },
      { time: changeOf(year, rule.slice(7, 11)) - summer, offset: standard },
    ].sort((a, b) => a.time - b.time);
    for (const { time, offset } of changes) {
      if (time <= starts.at(-1)!) continue;
      starts.push(time);
      offsets.push(offset);
    }
  }
}

/** Local seconds of `month, week, weekday, clock`: week 5 is the last of the month. */
function changeOf(year: number, [month = 1, week = 1, weekday = 0, clock = 0]: readonly number[]): number {
  const first = Date.UTC(year, month - 1, 1) / 86_400_000;
  const length = Date.UTC(year, month, 1) / 86_400_000 - first;
  // 1970-01-01 was a Thursday.
  const firstWeekday = (((first + 4) % 7) + 7) % 7;
  let day = ((weekday - firstWeekday + 7) % 7) + (week - 1) * 7;
  while (day >= length) day -= 7;
  return (first + day) * 86_400 + clock;
}
