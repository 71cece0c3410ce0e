import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, type Page, test } from '@playwright/test';
import { chooseRunner, openHolt, write } from './page';

/*
 * Proof with a file as the world has it: airports.csv of the vega-datasets package, dropped on the page. What the
 * page computes is compared, cell by cell, with what native DuckDB computes from the same file.
 */

const packageData = join(import.meta.dirname, '../node_modules/vega-datasets/data');
const airports = join(packageData, 'airports.csv');

/** Drops a file on the page as a person does: the drag enters, moves over and lets go. */
async function drop(page: Page, name: string, content: Buffer): Promise<void> {
  const files = await page.evaluateHandle(
    ({ fileName, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], fileName, { type: 'text/csv' }));
      return transfer;
    },
    { fileName: name, base64: content.toString('base64') },
  );
  for (const event of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('body', event, { dataTransfer: files });
}

/** The records of a CSV text: cells may be quoted, with doubled quotes inside. */
function records(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, separator, quoted, plain] of csv.matchAll(/(^|,|\r?\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)) {
    if (separator !== ',' && separator !== '') rows.push([]);
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
  }
  return rows.filter((row) => row.length > 1 || row[0] !== '');
}

/** All cells of the shown result, header first, through the page's own download. */
async function downloaded(page: Page): Promise<string[][]> {
  await page.getByRole('button', { name: 'Download', exact: true }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'CSV' }).click();
  return records(readFileSync(await (await saving).path(), 'utf8'));
}

async function oracle(sql: string): Promise<string[][]> {
  const database = await DuckDBInstance.create();
  const connection = await database.connect();
  const result = await connection.runAndReadAll(sql);
  return [result.columnNames(), ...result.getRowsJS().map((row) => row.map((cell) => String(cell ?? '')))];
}

/** Sums of floats depend on the order of adding: twelve digits count. */
function rounded(table: string[][], column: string): string[][] {
  const at = table[0]!.indexOf(column);
  return table.map((row, i) => (i === 0 ? row : row.with(at, Number(row[at]).toPrecision(12))));
}

const program = `type Airports: {
  iata: Text,
  name: Text,
  city: Text,
  state: Text,
  country: Text,
  latitude: Float64,
  longitude: Float64,
}

func main(airports: [Airports]) -> airports
| filter(a -> a.latitude > 30.0 && a.country == "USA")
| group_map(a -> a.state, func (state, rows) -> {
  state,
  airports = count(rows),
  northmost = rows | map(a -> a.latitude) | max | or_default,
  first_name = rows | map(a -> a.name) | min | or_default,
  last_code = rows | map(a -> a.iata) | max | or_default,
  middle = rows | map(a -> a.longitude) | mean,
})
| sort(row -> row.state)
`;

const asSql = `
SELECT state, count(*) AS airports, max(latitude) AS northmost, min(name) AS first_name, max(iata) AS last_code,
  avg(longitude) AS middle
FROM read_csv('${airports}', header = true, columns = {'iata': 'VARCHAR', 'name': 'VARCHAR', 'city': 'VARCHAR',
  'state': 'VARCHAR', 'country': 'VARCHAR', 'latitude': 'DOUBLE', 'longitude': 'DOUBLE'})
WHERE latitude > 30 AND country = 'USA' GROUP BY state ORDER BY state`;

test('every cell of a pipeline over airports.csv is what native DuckDB says, on both runners', async ({
  page,
}) => {
  await openHolt(page);
  await drop(page, 'airports.csv', readFileSync(airports));
  const sheet = page.getByRole('dialog', { name: 'Add airports.csv' });
  await expect(sheet.getByText('3,376 rows · 7 columns')).toBeVisible({ timeout: 20_000 });
  await sheet.getByRole('button', { name: 'Add to the program' }).click();
  await expect(page.getByText('100 rows × 7 columns')).toBeVisible({ timeout: 20_000 });
  await write(page, program);
  const expected = rounded(await oracle(asSql), 'middle');
  expect(expected.length).toBeGreaterThan(40);
  const size = `${expected.length - 1} rows × 6 columns`;
  await expect(page.getByText(size)).toBeVisible({ timeout: 20_000 });
  expect(rounded(await downloaded(page), 'middle')).toEqual(expected);

  await chooseRunner(page, 'DuckDB');
  await expect(page.getByRole('region', { name: 'Status strip' })).toContainText('DuckDB', {
    timeout: 60_000,
  });
  await expect(page.getByText(size)).toBeVisible();
  expect(rounded(await downloaded(page), 'middle')).toEqual(expected);
});

test('DAT-8 a CSV file of several megabytes is read with progress, whole and exact', async ({ page }) => {
  const flights = JSON.parse(readFileSync(join(packageData, 'flights-200k.json'), 'utf8')) as {
    delay: number;
    distance: number;
    time: number;
  }[];
  const lines = flights.map(({ delay, distance, time }) => `${delay},${distance},${time}`);
  await openHolt(page);
  const seen = page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const steps: number[] = [];
        const look = new MutationObserver(() => {
          const bar = document.querySelector<HTMLProgressElement>('.reading progress');
          if (bar !== null && bar.value !== steps.at(-1)) steps.push(bar.value);
          if (document.querySelector('[role=dialog]') === null) return;
          look.disconnect();
          resolve(steps);
        });
        look.observe(document.body, { subtree: true, childList: true, attributes: true });
      }),
  );
  await drop(page, 'flights.csv', Buffer.from(`delay,distance,time\n${lines.join('\n')}\n`));
  const sheet = page.getByRole('dialog', { name: 'Add flights.csv' });
  await expect(sheet.getByText(`${flights.length.toLocaleString('en-US')} rows · 3 columns`)).toBeVisible({
    timeout: 60_000,
  });
  const steps = await seen;
  // The bar moves: it was seen in different places, never going back.
  expect(steps.length).toBeGreaterThan(1);
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  await sheet.getByRole('button', { name: 'Add to the program' }).click();
  await expect(page.getByText('100 rows × 3 columns')).toBeVisible({ timeout: 60_000 });
  await write(
    page,
    `type Flights: {delay: Int64, distance: Int64, time: Float64}
func main(flights: [Flights]) -> {
  rows = count(flights), delay = flights | map(f -> f.delay) | sum, distance = flights | map(f -> f.distance) | sum,
}
`,
  );
  const sum = (of: (flight: (typeof flights)[number]) => number) =>
    String(flights.reduce((all, flight) => all + of(flight), 0));
  const views = page.getByRole('region', { name: 'Views' });
  for (const cell of [String(flights.length), sum((one) => one.delay), sum((one) => one.distance)])
    await expect(views.getByText(cell, { exact: true })).toBeVisible({ timeout: 30_000 });
});
