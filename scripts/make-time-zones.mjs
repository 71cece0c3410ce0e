// Makes src/std/date/time-zones.generated.ts from the zone files inside the pinned PGlite, so that every runner
// agrees with PostgreSQL (specification 2 §9.2). Run after an upgrade of PGlite, never by a build:
//   node scripts/make-time-zones.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';

const FOLDER = '/pglite/share/postgresql/timezone';

/** Transitions (instant in seconds, offset east in seconds), the offset before them and the rule for later years. */
function readZone(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const counts = (at) =>
    Object.fromEntries(
      ['isut', 'isstd', 'leap', 'time', 'type', 'char'].map((n, i) => [n, view.getUint32(at + 20 + i * 4)]),
    );
  const first = counts(0);
  const start = 44 + first.time * 5 + first.type * 6 + first.char + first.leap * 8 + first.isstd + first.isut;
  const { time, type, char, leap, isstd, isut } = counts(start);
  const times = start + 44;
  const kinds = times + time * 8;
  const types = kinds + time;
  const offsetOf = (kind) => view.getInt32(types + kind * 6);
  const transitions = [];
  for (let i = 0; i < time; i++) {
    transitions.push([Number(view.getBigInt64(times + i * 8)), offsetOf(view.getUint8(kinds + i))]);
  }
  const footer = new TextDecoder('latin1')
    .decode(bytes.subarray(types + type * 6 + char + leap * 12 + isstd + isut))
    .trim();
  return { before: offsetOf(0), transitions, footer };
}

/** `CET-1CEST,M3.5.0,M10.5.0/3` as offsets and days; undefined when there is no summer time. */
function readRule(footer) {
  const name = '(?:[A-Za-z]+|<[^>]+>)';
  const clock = '([+-]?\\d+(?::\\d+(?::\\d+)?)?)';
  const day = `M(\\d+)\\.(\\d)\\.(\\d)(?:/${clock})?`;
  const match = new RegExp(`^${name}${clock}(?:${name}${clock}?,${day},${day})?$`).exec(footer);
  if (match === null) throw new Error(`unreadable rule: ${footer}`);
  const seconds = (text) => {
    const [h, m = 0, s = 0] = text.replace(/^[+-]/, '').split(':').map(Number);
    return (text.startsWith('-') ? -1 : 1) * (h * 3600 + m * 60 + s);
  };
  const standard = -seconds(match[1]);
  if (match[3] === undefined) return { standard };
  const summer = match[2] === undefined ? standard + 3600 : -seconds(match[2]);
  const change = (at) => [
    Number(match[at]),
    Number(match[at + 1]),
    Number(match[at + 2]),
    seconds(match[at + 3] ?? '2'),
  ];
  return { standard, summer, begin: change(3), end: change(7) };
}

/** Seconds since 1970 of a day `month.week.weekday` of a year, plus a clock time. */
function dayOf(year, [month, week, weekday, clock]) {
  const first = Date.UTC(year, month - 1, 1) / 1000;
  const offset = (weekday - new Date(first * 1000).getUTCDay() + 7) % 7;
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  let day = offset + (week - 1) * 7;
  while (day >= days) day -= 7;
  return first + day * 86400 + clock;
}

function changesOf(rule, year) {
  return [
    [dayOf(year, rule.begin) - rule.standard, rule.summer],
    [dayOf(year, rule.end) - rule.summer, rule.standard],
  ].sort((a, b) => a[0] - b[0]);
}

/** Drops changes of name only, and leaves to the rule what the rule gives after the last change, from year `from` on. */
function simplify({ before, transitions, footer }) {
  const rule = readRule(footer);
  let offset = before;
  let changes = transitions.filter(([time, next]) => {
    if (time < -(2 ** 40)) {
      before = next;
      offset = next;
      return false;
    }
    const differs = next !== offset;
    offset = next;
    return differs;
  });
  if (rule.summer === undefined) {
    if (offset !== rule.standard) throw new Error(`rule ${footer} does not continue ${offset}`);
    return { before, changes };
  }
  const yearOf = (time) => new Date(time * 1000).getUTCFullYear();
  const last = yearOf(changes.at(-1)[0]);
  let from = last;
  for (let year = last; year > 1900; year--) {
    const given = changes.filter(([time]) => yearOf(time) === year);
    if (JSON.stringify(given) !== JSON.stringify(changesOf(rule, year))) break;
    from = year;
  }
  if (
    from < last ||
    JSON.stringify(changes.filter(([time]) => yearOf(time) === from)) ===
      JSON.stringify(changesOf(rule, from))
  ) {
    changes = changes.filter(([time]) => yearOf(time) < from);
  }
  return { before, changes, rule: { ...rule, from } };
}

const number = (n) => n.toString(36);

/** One line a zone: names | offsets | which offset each change leads to | seconds between changes | rule. */
function pack(names, { before, changes, rule }) {
  const offsets = [...new Set([before, ...changes.map(([, offset]) => offset)])];
  let previous = 0;
  const gaps = changes.map(([time]) => {
    const gap = time - previous;
    previous = time;
    return gap % 60 === 0 ? number(gap / 60) : `${number(gap)}s`;
  });
  return [
    names.join(' '),
    offsets.map(number).join(' '),
    changes.map(([, offset]) => number(offsets.indexOf(offset))).join(''),
    gaps.join(' '),
    rule === undefined ? '' : [rule.from, rule.standard, rule.summer, ...rule.begin, ...rule.end].join(' '),
  ].join('|');
}

const db = await PGlite.create();
const { rows } = await db.query('SELECT name FROM pg_timezone_names');
const zones = new Map();
for (const name of rows.map((row) => row.name).sort()) {
  const file = await db.query('SELECT pg_read_binary_file($1) AS bytes', [`${FOLDER}/${name}`]);
  const zone = simplify(readZone(file.rows[0].bytes));
  const key = JSON.stringify(zone);
  zones.set(key, { zone, names: [...(zones.get(key)?.names ?? []), name] });
}
const lines = [...zones.values()].map(({ names, zone }) => pack(names, zone));
for (const line of lines)
  if (!/^[\x20-\x7e]*$/.test(line) || line.includes('`')) throw new Error(`bad line: ${line}`);
const { version } = JSON.parse(
  readFileSync(new URL('../node_modules/@electric-sql/pglite/package.json', import.meta.url), 'utf8'),
);
const server = /PostgreSQL [\d.]+/.exec((await db.query('SELECT version()')).rows[0].version)[0];
writeFileSync(
  new URL('../src/std/date/time-zones.generated.ts', import.meta.url),
  `// Made by scripts/make-time-zones.mjs; do not edit. Data: IANA time zone database, public domain.\n` +
    `export const RELEASE = 'PGlite ${version} (${server})';\n` +
    `export const PACKED = \`\n${lines.join('\n')}\n\`;\n`,
);
console.log(`${rows.length} names, ${lines.length} zones`);
process.exit(0);
