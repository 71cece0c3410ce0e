import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page, test, type Worker } from '@playwright/test';
import { chooseRunner, openHolt, ranOn, rowOf, runByHand, write } from './page';

const strip = (page: Page) => page.getByRole('region', { name: 'Status strip' });
const runButton = (page: Page) => page.getByRole('button', { name: 'Run', exact: true });

/** The last column of the last of a few rows. */
async function expectLastRow(page: Page, cell: string): Promise<void> {
  const last = page.getByRole('grid').getByRole('gridcell').last();
  await expect(last).toHaveText(cell, { timeout: 45_000 });
}

/** Rows enough to keep DuckDB busy for a good while. */
const long = `func main() -> sequence(0: Int64, 60000)
| flat_map(x -> sequence(0: Int64, 60000) | map(y -> (x * y) % 7))
| sum()
`;
const short = 'func main() -> sequence(0: Int64, 3) | map(x -> {x, sq = x * x})\n';

for (const runner of ['DuckDB', 'PostgreSQL']) {
  test(`${runner} starts with its first use, gives the same value with its SQL, and goes on without the network`, async ({
    page,
    context,
  }) => {
    const hosts = new Set<string>();
    page.on('request', (request) => hosts.add(new URL(request.url()).host));
    await openHolt(page);
    await expect.poll(() => rowOf(page, 0)).toEqual(['Soča', '2', '11']);
    await chooseRunner(page, runner);
    await ranOn(page, runner);
    await expect.poll(() => rowOf(page, 0)).toEqual(['Soča', '2', '11']);
    await page.getByRole('tab', { name: 'SQL' }).click();
    await expect(page.getByRole('region', { name: 'SQL' })).toContainText('GROUP BY');
    await page.getByRole('tab', { name: 'Result' }).click();
    const own = new URL(page.url()).host;
    expect([...hosts].filter((host) => host !== own && host !== '')).toEqual([]);
    await runByHand(page);
    await context.setOffline(true);
    await write(page, 'func main() -> [{a = 40: Int64}] | map(r -> {b = r.a + 2})\n');
    await runButton(page).click();
    await expectLastRow(page, '42');
    await ranOn(page, runner);
    await context.setOffline(false);
  });
}

test('GO-7 a long query is cancelled at once, and the engine is back with its data', async ({ page }) => {
  await openHolt(page);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(['n\n1\n2\n'], 'levels.csv', { type: 'text/csv' }));
    document.body.dispatchEvent(
      new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
    );
  });
  await page.getByRole('button', { name: 'Add to the program' }).click();
  const count = 'func main() -> (sql::from("levels"): [{n: Int64}]) | map(r -> r.n) | sum()\n';
  await write(page, count);
  await chooseRunner(page, 'DuckDB');
  await ranOn(page, 'DuckDB');
  await runByHand(page);
  await write(page, long);
  await runButton(page).click();
  await strip(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(runButton(page)).toBeEnabled();
  await expect(strip(page)).toContainText('run cancelled');
  await write(page, count);
  await runButton(page).click();
  await expect(page.locator('output.scalar', { hasText: /^3/ })).toBeVisible({
    timeout: 30_000,
  });
});

test('STA-11 a worker that dies under a query says so, and a run goes on a new one', async ({ page }) => {
  await openHolt(page);
  await write(page, short);
  await chooseRunner(page, 'DuckDB');
  await ranOn(page, 'DuckDB');
  await runByHand(page);
  await write(page, long);
  await runButton(page).click();
  await expect(strip(page).getByRole('button', { name: 'Cancel' })).toBeVisible();
  const worker = await engineWorker(page);
  void worker.evaluate(() => self.close()).catch(() => undefined);
  await expect(page.getByRole('heading', { name: 'The engine stopped' })).toBeVisible({ timeout: 20_000 });
  await write(page, short);
  await runButton(page).click();
  await expectLastRow(page, '4');
});

/** The worker that holds DuckDB. */
async function engineWorker(page: Page): Promise<Worker> {
  const found = page.workers().find((worker) => /duckdb\.worker/.test(worker.url()));
  if (found === undefined) throw new Error(`no DuckDB among ${page.workers().map((one) => one.url())}`);
  return found;
}

/** The same site under a policy that forbids WebAssembly, in workers too: only real headers reach them. */
async function strictSite(base: string): Promise<{ readonly address: string; close(): void }> {
  const server = createServer(async ({ url }, response) => {
    const found = await fetch(new URL(url ?? '/', base));
    response.writeHead(found.status, {
      'content-type': found.headers.get('content-type') ?? '',
      'content-security-policy': "script-src 'self' 'unsafe-inline'; worker-src 'self' blob:",
    });
    response.end(Buffer.from(await found.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

for (const runner of ['DuckDB', 'PostgreSQL']) {
  test(`STA-9 a policy that blocks ${runner} gives a clear state with a way on, no hang`, async ({
    page,
    baseURL,
  }) => {
    const site = await strictSite(baseURL!);
    try {
      await openHolt(page, site.address);
      await write(page, short);
      await chooseRunner(page, runner);
      const heading = page.getByRole('heading', { name: `${runner} could not be started` });
      await expect(heading).toBeVisible({ timeout: 20_000 });
      await expect(page.getByText('forbids WebAssembly')).toBeVisible();
      await page.getByRole('button', { name: 'Run on Interpreter' }).click();
      await expectLastRow(page, '4');
    } finally {
      site.close();
    }
  });
}

test('DAT-4 a dropped Parquet file is read under its name, on the interpreter and on DuckDB', async ({
  page,
}) => {
  await openHolt(page);
  await write(
    page,
    'func main() -> [{town = "Litija", level = 2.5: Float64}, {"Solkan", 1.25}] | std::fs::write_parquet("levels.parquet")\n',
  );
  await runButton(page).click();
  await page.getByRole('button', { name: 'Allow it and run' }).click();
  const list = page.getByRole('list', { name: 'Files of programs' });
  await expect(list.getByRole('button', { name: 'Save levels.parquet' })).toBeVisible({ timeout: 20_000 });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    list.getByRole('button', { name: 'Save levels.parquet' }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const bytes = [...Buffer.concat(chunks)];
  await list.getByRole('button', { name: 'Remove levels.parquet' }).click();
  await expect(list).toBeHidden();
  await page.getByRole('main', { name: 'Editor' }).getByRole('textbox').first().focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await page.evaluate((content) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(content)], 'rivers.parquet'));
    document.body.dispatchEvent(
      new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
    );
  }, bytes);
  await page.getByRole('button', { name: 'Only keep it for read_parquet' }).click();
  await expectLastRow(page, '1.25');
  await chooseRunner(page, 'DuckDB');
  await ranOn(page, 'DuckDB');
  await expectLastRow(page, '1.25');
});

test('the tables of a database are a module to read: it runs, hovers, completes, opens and can be added', async ({
  page,
}) => {
  await openHolt(page);
  await write(page, short);
  await chooseRunner(page, 'DuckDB');
  await ranOn(page, 'DuckDB');
  await page.getByRole('tab', { name: 'SQL' }).click();
  const sql = page.getByRole('tabpanel', { name: 'SQL' });
  await sql.getByRole('button', { name: 'Tables' }).click();
  await expect(page.getByRole('region', { name: 'Tables of DuckDB' })).toContainText('func from_bakes', {
    timeout: 20_000,
  });
  await write(page, 'func main() -> tables::from_bakes() | map(b -> b.id) | max\n');
  await expect(page.getByText('No problems')).toBeVisible();
  await page.getByRole('tab', { name: 'Result' }).click();
  await runButton(page).click();
  await expect(page.getByRole('tabpanel', { name: 'Result' })).toContainText('5', { timeout: 45_000 });

  const reader = page.locator('.view-line').getByText('from_bakes', { exact: true });
  await reader.hover();
  await expect(page.locator('.monaco-hover').first()).toContainText('Read from table bakes');
  await reader.click();
  await page.keyboard.press('F12');
  const tabs = page.getByRole('navigation', { name: 'Open files' });
  const current = tabs.locator('[aria-current=page]');
  await expect(current).toHaveAttribute('title', 'tables/module.lt');
  const code = page.getByRole('main', { name: 'Editor' });
  await code.getByRole('textbox', { name: /tables\/module\.lt/ }).press('Delete');
  await expect(page.getByRole('alert').getByText('Cannot edit in read-only editor')).toBeAttached();

  await tabs.getByTitle('module.lt', { exact: true }).click();
  await code.getByRole('textbox', { name: / module\.lt/ }).press('ControlOrMeta+End');
  await page.keyboard.type('func sold() -> tables::from_bake_s');
  await page.getByRole('option', { name: /from_bake_sales/ }).click();
  await page.keyboard.type('()');
  await expect(page.getByText('No problems')).toBeVisible();

  await page.getByRole('tab', { name: 'SQL' }).click();
  await sql.getByRole('button', { name: 'Tables' }).click();
  await sql.getByRole('button', { name: 'Add to the project as tables.lt' }).click();
  await expect(current).toHaveAttribute('title', 'tables.lt');
  await expect(page.getByText('No problems')).toBeVisible();
});
