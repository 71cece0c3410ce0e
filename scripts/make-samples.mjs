// Writes the ten sample data sets into public/samples (DAT-11). All of it is invented; the same run gives the same files.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../public/samples');
mkdirSync(folder, { recursive: true });

let state = 20260131;
/** A whole number below `most`, from a small generator of its own. */
function random(most) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * most);
}
const pick = (items) => items[random(items.length)];
const day = (n) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10);
const moment = (minutes) => new Date(Date.UTC(2025, 5, 1, 0, minutes)).toISOString().slice(0, 19);
const money = (cents) => (cents / 100).toFixed(2);
const write = (name, text) => writeFileSync(join(folder, name), text);
const csv = (header, rows) => `${[header, ...rows].map((row) => row.join(',')).join('\n')}\n`;

const words = [
  'River',
  'Stone',
  'Lantern',
  'Orchard',
  'Harbour',
  'Meadow',
  'Winter',
  'Signal',
  'Thread',
  'Copper',
];
const albums = Array.from({ length: 24 }, (_, id) => ({
  id: id + 1,
  title: `${pick(words)} ${pick(words)}`,
  year: 1990 + random(35),
  genre: pick(['jazz', 'folk', 'ambient', 'rock']),
  rating: random(4) === 0 ? null : 1 + random(5),
  tracks: Array.from({ length: 5 + random(6) }, (_, n) => ({
    number: n + 1,
    title: `${pick(words)} ${n + 1}`,
    seconds: 90 + random(300),
  })),
}));
write('albums.json', `${JSON.stringify(albums, null, 1)}\n`);

const gauges = ['Upper Weir', 'Mill Bridge', 'Otter Bend', 'Low Ford'];
write(
  'river-levels.csv',
  csv(
    ['gauge', 'day', 'level', 'flow', 'flooded'],
    gauges.flatMap((gauge, g) =>
      Array.from({ length: 365 }, (_, d) => {
        const level = 1.2 + g * 0.4 + Math.sin((d + g * 20) / 40) * 0.6 + random(30) / 100;
        return [gauge, day(d), level.toFixed(2), (level * 14.5).toFixed(1), level > 2.6];
      }),
    ),
  ),
);

const branches = ['Market Square', 'Harbour', 'Hillside'];
write(
  'library-loans.csv',
  csv(
    ['loan', 'branch', 'book', 'lent', 'returned', 'renewals'],
    Array.from({ length: 800 }, (_, id) => {
      const lent = random(330);
      const back = random(9) === 0 ? '' : day(lent + 3 + random(30));
      return [
        1000 + id,
        pick(branches),
        `B${String(1 + random(120)).padStart(4, '0')}`,
        day(lent),
        back,
        random(4),
      ];
    }),
  ),
);

const goods = [
  ['tea', 450],
  ['kettle', 3990],
  ['cup', 890],
  ['honey', 720],
  ['towel', 1250],
];
const orders = Array.from({ length: 150 }, (_, id) => ({
  id: id + 1,
  placed: `${moment(random(60 * 24 * 60))}Z`,
  status: pick(['open', 'paid', 'sent', 'returned']),
  express: random(5) === 0,
  note: random(6) === 0 ? 'leave at the door' : null,
  lines: Array.from({ length: 1 + random(4) }, () => {
    const [sku, cents] = pick(goods);
    return { sku, qty: 1 + random(3), price: cents / 100 };
  }),
}));
write('shop-orders.json', `${JSON.stringify(orders, null, 1)}\n`);

write(
  'sensor-readings.csv',
  csv(
    ['sensor', 'at', 'celsius', 'humidity'],
    Array.from({ length: 2000 }, (_, n) => {
      const warm = 18 + Math.sin(n / 90) * 6 + random(20) / 10;
      const gap = random(12) === 0;
      return [
        `s${1 + (n % 5)}`,
        moment(n * 10),
        gap ? '' : warm.toFixed(1),
        random(15) === 0 ? '' : 30 + random(50),
      ];
    }),
  ),
);

const tree = [[1, '', 'home', 'folder', 0]];
for (let id = 2; id <= 300; id++) {
  const folders = tree.filter((row) => row[3] === 'folder');
  const isFolder = random(4) === 0;
  const name = isFolder ? `${pick(words).toLowerCase()}-${id}` : `${pick(words).toLowerCase()}-${id}.txt`;
  tree.push([id, pick(folders)[0], name, isFolder ? 'folder' : 'file', isFolder ? 0 : random(90_000)]);
}
write('file-tree.csv', csv(['id', 'parent', 'name', 'kind', 'bytes'], tree));

const airports = ['AAX', 'BRK', 'CLM', 'DVN', 'ELS', 'FJR', 'GNT', 'HLW'];
write(
  'flights.csv',
  csv(
    ['flight', 'day', 'departs', 'from', 'to', 'minutes', 'delay'],
    Array.from({ length: 900 }, (_, n) => {
      const from = pick(airports);
      const to = pick(airports.filter((one) => one !== from));
      const clock = `${String(5 + random(18)).padStart(2, '0')}:${String(random(12) * 5).padStart(2, '0')}`;
      return [
        `HT${100 + (n % 60)}`,
        day(random(90)),
        clock,
        from,
        to,
        45 + random(160),
        random(4) === 0 ? random(90) : 0,
      ];
    }),
  ),
);

write(
  'timesheet.csv',
  csv(
    ['person', 'project', 'day', 'start', 'end', 'billable'],
    Array.from({ length: 400 }, (_, n) => {
      const start = 7 + random(4);
      const end = start + 1 + random(7);
      const clock = (hour) => `${String(hour).padStart(2, '0')}:${pick(['00', '15', '30', '45'])}:00`;
      return [
        `staff-${1 + (n % 8)}`,
        pick(['atlas', 'beacon', 'cedar']),
        day(n % 180),
        clock(start),
        clock(end),
        random(3) > 0,
      ];
    }),
  ),
);

write(
  'dirty.csv',
  [
    'Order No;Käufer;Datum;Betrag;ZIP;Aktiv;Notiz;Notiz',
    '1;"Shop ""North""";03/04/2025;19.90;00501;yes;;first',
    '2;Shop East;04/03/2025;5.00;10115;no;"two\nlines";',
    '3;;13/01/2025;not known;04109;yes;null;x',
    '4;Shop South;2025-01-31;7.25;99999',
    '5;Shop West;05/06/2025;1234567.00;00007;no;"";last',
    '6;"broken quote;05/06/2025;1.00;00007;no;;',
    '7;Shop Centre;07/08/2025;9223372036854775808;00100;yes;ok;',
    '',
  ].join('\r\n'),
);

const kinds = Array.from({ length: 60 }, (_, n) => ({
  small: n - 30,
  large: `${9007199254740993n + BigInt(n)}`,
  ratio: n / 8,
  price: Number(money(1999 + n * 7)),
  yes: n % 2 === 0,
  text: n % 10 === 0 ? '' : `row ${n}, “quoted”, 🦦`,
  day: day(n),
  clock: `${String(n % 24).padStart(2, '0')}:30:00`,
  at: `${moment(n * 37)}Z`,
  perhaps: n % 3 === 0 ? null : n,
  list: Array.from({ length: n % 4 }, (_, i) => i),
  pair: { x: n, y: { deep: n % 5 === 0 ? null : `d${n}` } },
  either: n % 2 === 0 ? n : `n${n}`,
}));
// Numbers beyond 2^53 are written as digits, which JSON.stringify cannot.
write(
  'every-type.ndjson',
  `${kinds.map((row) => JSON.stringify(row).replace(/"large":"(\d+)"/, '"large":$1')).join('\n')}\n`,
);
