import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Terminal } from './command';
import { main } from './main';

/** 200,000 flights of the vega-datasets package as a CSV file, as a person would have it. */
const source = join(import.meta.dirname, '../../node_modules/vega-datasets/data/flights-200k.json');

const program = `
type Flight: {delay: Int64, distance: Int64, time: Float64}

func main(flights: [Flight]) -> (
  flights
  | filter(f -> f.distance > 500 && f.delay != 0)
  | group_map(f -> f.distance / 250, func (band, fs) -> {
    band,
    flights = count(fs),
    delay = fs | map(f -> f.delay) | sum,
    mean_time = fs | map(f -> f.time) | mean,
    earliest = fs | map(f -> f.time) | min | or_default,
    latest = fs | map(f -> f.time) | max | or_default,
  })
  | sort(row -> row.band)
)
`;

const oracle = `
SELECT distance // 250 AS band, count(*) AS flights, sum(delay)::BIGINT AS delay,
  avg(time) AS mean_time, min(time) AS earliest, max(time) AS latest
FROM (SELECT delay::BIGINT AS delay, distance::BIGINT AS distance, time::DOUBLE AS time FROM read_csv('FILE'))
WHERE distance > 500 AND delay <> 0 GROUP BY 1 ORDER BY 1`;

let folder: string;
let expected: string[][];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holt-'));
  const flights = JSON.parse(readFileSync(source, 'utf8')) as {
    delay: number;
    distance: number;
    time: number;
  }[];
  const lines = flights.map((flight) => `${flight.delay},${flight.distance},${flight.time}\n`);
  await writeFile(join(folder, 'flights.csv'), `delay,distance,time\n${lines.join('')}`);
  await writeFile(join(folder, 'report.lt'), program);
  const database = await DuckDBInstance.create();
  const connection = await database.connect();
  const result = await connection.runAndReadAll(oracle.replace('FILE', join(folder, 'flights.csv')));
  expected = result.getRows().map((row) => row.map(String));
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(['interpreter', 'duckdb'])(
  'every cell of 200,000 rows agrees with native DuckDB on %s',
  async (runner) => {
    const printed: string[] = [];
    const io: Terminal = {
      out: (text) => printed.push(text),
      err: (text) => printed.push(text),
      lines: async function* () {},
    };
    const code = await main(
      [
        'run',
        join(folder, 'report.lt'),
        '--runner',
        runner,
        '--data',
        `flights=${join(folder, 'flights.csv')}`,
        '--as',
        'csv',
      ],
      io,
    );
    expect(code).toBe(0);
    const [header, ...rows] = printed
      .join('')
      .trim()
      .split('\r\n')
      .map((line) => line.split(','));
    expect(header).toEqual(['band', 'flights', 'delay', 'mean_time', 'earliest', 'latest']);
    expect(rows.length).toBeGreaterThan(5);
    expect(
      rows.map((row) => row.map(Number).map((cell, i) => (i === 3 ? cell.toPrecision(12) : `${cell}`))),
    ).toEqual(
      expected.map((row) => row.map(Number).map((cell, i) => (i === 3 ? cell.toPrecision(12) : `${cell}`))),
    );
  },
  120_000,
);
