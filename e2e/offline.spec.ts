import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { chooseRunner, openHolt, ranOn, rowOf, saved, write } from './page';
import { PlainServer } from './plain-server';

test.use({ serviceWorkers: 'allow' });

const server = new PlainServer();
test.beforeEach(() => server.open());
test.afterEach(() => server.close());

/** Waits until the page is kept by the browser. */
async function kept(page: Page): Promise<void> {
  await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);
  await page.waitForFunction(
    async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated',
  );
}

test('OFF-4 no file of the build is above 25 MiB', async () => {
  const files = readdirSync('dist', { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  const large = files.filter((file) => statSync(join(file.parentPath, file.name)).size > 25 * 2 ** 20);
  expect(large.map((file) => file.name)).toEqual([]);
});

test('OFF-1 after one visit the page opens and runs with no server at all', async ({ page }) => {
  await openHolt(page, server.address);
  await kept(page);
  await server.close();
  await page.reload();
  await expect(page.locator('html[data-editor=ready]')).toBeAttached({ timeout: 20_000 });
  await write(page, 'func main() -> 40 + 2: Int64');
  await expect(page.locator('output.scalar', { hasText: '42' })).toBeVisible();
  await page.getByRole('tab', { name: 'Plan' }).click();
  await expect(page.locator('.plan-node').first()).toBeVisible();
});

test('OFF-1 an engine is made available offline with its size, and then runs with no server', async ({
  page,
}) => {
  await openHolt(page, server.address);
  await kept(page);
  await page.getByRole('button', { name: 'Help', exact: true }).click();
  const help = page.getByRole('dialog', { name: 'Help' });
  const duckdb = help.getByRole('listitem').filter({ hasText: 'DuckDB' });
  await duckdb.getByRole('button', { name: /Make DuckDB available offline \(\d+\.\d MB\)/ }).click();
  await expect(duckdb).toContainText('is kept for offline use', { timeout: 30_000 });
  await server.close();
  await page.reload();
  await expect(page.locator('html[data-editor=ready]')).toBeAttached({ timeout: 20_000 });
  await chooseRunner(page, 'DuckDB');
  await ranOn(page, 'DuckDB');
  await expect.poll(() => rowOf(page, 0)).toEqual(['Soča', '2', '11']);
});

test('OFF-1 the product can be installed, and names the files it opens', async () => {
  const manifest = JSON.parse(readFileSync('dist/app.webmanifest', 'utf8'));
  expect(manifest).toMatchObject({ start_url: './', display: 'standalone' });
  expect(manifest.icons.map((icon: { sizes: string }) => icon.sizes)).toEqual(['192x192', '512x512', 'any']);
  const endings = manifest.file_handlers.flatMap((one: { accept: object }) =>
    Object.values(one.accept).flat(),
  );
  expect(endings).toEqual(expect.arrayContaining(['.lt', '.zip', '.csv', '.parquet']));
});

test('OFF-3 a newer version waits until the person says so', async ({ page }) => {
  await openHolt(page, server.address);
  await kept(page);
  await page.reload();
  await openHolt(page, server.address);
  server.instead.set('sw.js', `${readFileSync('dist/sw.js', 'utf8')}\n// newer\n`);
  const began = await page.evaluate(() => performance.timeOrigin);
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.ready).update();
  });
  const button = page.getByRole('button', { name: 'New version ready: reload when you like' });
  await expect(button).toBeVisible({ timeout: 20_000 });
  await write(page, 'func main() -> "still here"');
  await expect(page.getByRole('region', { name: 'Views' }).getByText('still here')).toBeVisible();
  expect(await page.evaluate(() => performance.timeOrigin)).toBe(began);
  await saved(page);
  await button.click();
  await page.waitForFunction((before) => performance.timeOrigin !== before, began);
  await expect(page.getByRole('region', { name: 'Views' }).getByText('still here')).toBeVisible({
    timeout: 20_000,
  });
  server.instead.clear();
});

test('OFF-4 PRV-1 a tour of the whole page on a plain server deep below its root asks nothing of other origins', async ({
  page,
  context,
}) => {
  test.setTimeout(120_000);
  const foreign: string[] = [];
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(server.address).origin) foreign.push(request.url());
  });
  const broken: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) broken.push(message.text());
  });
  await openHolt(page, server.address);
  await expect.poll(() => rowOf(page, 0)).toEqual(['Soča', '2', '11']);
  for (const tab of await page.getByRole('tab').all()) await tab.click();
  for (const name of ['Browse all', 'Help', 'Share']) {
    await page.getByRole('button', { name, exact: true }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog', { name: 'All commands' })).toBeVisible();
  await page.keyboard.press('Escape');
  for (const runner of ['DuckDB', 'PostgreSQL']) {
    await chooseRunner(page, runner);
    await ranOn(page, runner);
  }
  await kept(page);
  expect({ foreign, broken }).toEqual({ foreign: [], broken: [] });
});

test('PRV-2 the policy allows this origin only, and workers refuse others by themselves', async ({
  page,
}) => {
  await openHolt(page, server.address);
  await rowOf(page, 0);
  const policy = await page.locator('meta[http-equiv=Content-Security-Policy]').getAttribute('content');
  const sources = new Map((policy ?? '').split(';').map((rule) => [rule.trim().split(' ')[0], rule]));
  expect(sources.get('default-src')?.trim()).toBe("default-src 'self'");
  expect(sources.get('script-src')?.trim()).toBe("script-src 'self' 'wasm-unsafe-eval'");
  expect(policy).not.toMatch(/https?:|\*|'unsafe-eval'/);
  const workers = page
    .workers()
    .filter((worker) => /\/assets\/(engine|language|interpreter)/.test(worker.url()));
  expect(workers.length).toBeGreaterThanOrEqual(2);
  for (const worker of workers) {
    const answers = await worker.evaluate(async () => {
      const tried = await fetch('https://example.org/').catch((problem: Error) => problem.message);
      const socket = (() => {
        try {
          return String(new WebSocket('wss://example.org/'));
        } catch (problem) {
          return (problem as Error).message;
        }
      })();
      return [tried, socket];
    });
    for (const answer of answers) expect(answer).toMatch(/not of this page's own origin/);
  }
});

test('PRV-3 Help says what leaves this device, and how to see it', async ({ page }) => {
  await openHolt(page, server.address);
  await page.getByRole('button', { name: 'Help', exact: true }).click();
  const help = page.getByRole('dialog', { name: 'Help' });
  await expect(help.getByText(/^Nothing, except the links you make/)).toBeVisible();
  await help.getByText('See for yourself').click();
  await expect(help.getByText('Every request goes to the address of this page')).toBeVisible();
});
