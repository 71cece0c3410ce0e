import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, type FrameLocator, type Page, test } from '@playwright/test';
import { openHolt, write } from './page';

const built = new URL('../dist', import.meta.url).pathname;
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

let product: Server;
let host: Server;
let hosted = '';

/** The built product under a base path on a server that sends no headers of its own. */
function plainServer(): Server {
  return createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname.replace(/^\/tools\/holt/, '');
    const file = join(built, path.endsWith('/') ? `${path}index.html` : path);
    if (!existsSync(file) || statSync(file).isDirectory()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
    response.end(readFileSync(file));
  });
}

const base = () => `http://127.0.0.1:${(product.address() as AddressInfo).port}/tools/holt/`;

test.beforeAll(async () => {
  product = plainServer();
  host = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(hosted));
  await Promise.all(
    [product, host].map((one) => new Promise<void>((done) => one.listen(0, '127.0.0.1', done))),
  );
});

test.afterAll(() => {
  product.close();
  host.close();
});

const squares = '#! Squares\nfunc main() -> [1, 2, 3]: [Int64] | map(n -> {n, square = n * n})\n';

/** The fragment of a link to a program, as the product makes it. */
async function fragmentOf(page: Page, text: string): Promise<string> {
  await openHolt(page);
  await write(page, text);
  await expect(page.getByText('No problems')).toBeVisible();
  await page.waitForTimeout(800);
  await page.getByRole('button', { name: 'Share' }).click();
  const field = page.getByRole('textbox', { name: 'Link' });
  await expect(field).toHaveValue(/#p=/);
  return new URL(await field.inputValue()).hash;
}

/** A page of another origin with an embed in it. */
async function openHost(page: Page, frame: string): Promise<FrameLocator> {
  hosted = `<!doctype html><body style="height: 3000px"><p>before <button>first</button></p>${frame}<button>last</button>
    <script>window.heard = []; addEventListener('message', (event) => heard.push(event.data));</script></body>`;
  await page.goto(`http://127.0.0.1:${(host.address() as AddressInfo).port}/`);
  return page.frameLocator('iframe');
}

const iframe = (fragment: string, query = '', sandbox = '') =>
  `<iframe ${sandbox} src="${base()}embed/${query}${fragment}" title="Squares" width="900" height="400"></iframe>`;

test('EMB-1 EMB-4 EMB-5 an embed shows and runs a link in a sandboxed frame of a page that is not isolated', async ({
  page,
}) => {
  const fragment = await fragmentOf(page, squares);
  const faults: string[] = [];
  page.on('pageerror', (fault) => faults.push(fault.message));
  const frame = await openHost(page, iframe(fragment, '', 'sandbox="allow-scripts"'));
  await expect(frame.getByText('map', { exact: true })).toBeVisible();
  await frame.getByRole('button', { name: 'Run' }).click();
  await expect(frame.getByRole('cell', { name: '9', exact: true })).toBeVisible({ timeout: 20_000 });
  await expect(frame.getByText('3 rows')).toBeVisible();
  await expect(frame.getByText('same result as when shared')).toBeVisible();
  expect(faults).toEqual([]);
});

test('EMB-2 before it is used an embed is static: no worker, at most 60 KB', async ({ page }) => {
  const fragment = await fragmentOf(page, squares);
  let bytes = 0;
  const asked: string[] = [];
  page.on('response', async (response) => {
    if (!response.url().startsWith(base())) return;
    asked.push(new URL(response.url()).pathname);
    bytes += gzipSync(await response.body()).length;
  });
  const frame = await openHost(page, iframe(fragment));
  await expect(frame.getByText('map', { exact: true })).toBeVisible();
  await page.waitForTimeout(500);
  expect(asked.sort()).toEqual(['/tools/holt/embed/', '/tools/holt/embed/embed.js']);
  expect(bytes).toBeLessThanOrEqual(60_000);
  expect(page.workers()).toEqual([]);
});

test('EMB-2 the program of an embed can be changed, and what runs is what stands there', async ({ page }) => {
  const fragment = await fragmentOf(page, squares);
  const frame = await openHost(page, iframe(fragment));
  const source = frame.getByRole('textbox', { name: 'Lutra source' });
  await source.fill(squares.replace('n * n', 'n + 100'));
  await source.press('ControlOrMeta+Enter');
  await expect(frame.getByRole('cell', { name: '103' })).toBeVisible({ timeout: 20_000 });
  await expect(frame.getByText('different result')).toBeVisible();
  await source.fill('func main() -> oops');
  await frame.getByRole('button', { name: 'Run' }).click();
  await expect(frame.getByText('name does not exist')).toBeVisible();
});

test('EMB-3 options: lines that are folded, marks, theme, size, no editing, no title', async ({ page }) => {
  const fragment = await fragmentOf(page, squares);
  const query = '?lines=2-2&mark=2&theme=dark&font=20&edit=0&title=0&open=0&layout=rows&show=result,code';
  const frame = await openHost(page, iframe(fragment, query));
  await expect(frame.getByText('Squares')).toBeHidden();
  await expect(frame.locator('.embed-line.marked')).toContainText('func main');
  await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(frame.locator('.embed-lines')).toHaveCSS('font-size', '20px');
  await expect(frame.getByRole('textbox')).toHaveCount(0);
  await expect(frame.getByRole('link', { name: 'Open in Holt' })).toHaveCount(0);
  const order = await frame.locator('.embed-body > *').evaluateAll((all) => all.map((one) => one.className));
  expect(order).toEqual(['embed-result', 'embed-code']);
  await frame.getByRole('button', { name: 'Run' }).click();
  await expect(frame.getByRole('cell', { name: '9', exact: true })).toBeVisible({ timeout: 20_000 });
});

test('EMB-6 focus goes in and out by Tab, and the wheel scrolls the page around', async ({ page }) => {
  const fragment = await fragmentOf(page, squares);
  const frame = await openHost(page, iframe(fragment));
  await expect(frame.getByText('map', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'first' }).focus();
  await page.keyboard.press('Tab');
  await expect(frame.getByRole('button', { name: 'Run' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(frame.getByRole('link', { name: 'Open in Holt' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'last' })).toBeFocused();
  await page.locator('iframe').hover();
  await page.mouse.wheel(0, 200);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(50);
});

test('EMB-7 the page around reads height, state and digest, sets the theme, and runs', async ({ page }) => {
  const fragment = await fragmentOf(page, squares);
  const frame = await openHost(page, iframe(fragment));
  await expect(frame.getByText('map', { exact: true })).toBeVisible();
  const say = (message: object) =>
    page.evaluate((sent) => document.querySelector('iframe')!.contentWindow!.postMessage(sent, '*'), message);
  const heard = () => page.evaluate(() => (window as unknown as { heard: object[] }).heard);
  await say({ holt: 1, type: 'theme', theme: 'dark' });
  await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
  await say({ holt: 2, type: 'run' });
  await say({ holt: 1, type: 'run' });
  await expect(frame.getByRole('cell', { name: '9', exact: true })).toBeVisible({ timeout: 20_000 });
  const messages = JSON.stringify(await heard());
  expect(messages).toMatch(/"type":"height","height":\d+/);
  expect(messages).toContain('"state":"running"');
  expect(messages).toMatch(/"state":"done","digest":"[0-9a-f]{64}"/);
});

test('EMB-1 a snippet on a page becomes an embed of its own text', async ({ page }) => {
  const snippet = `<holt-snippet name="Answer"><pre>func main() -&gt; 41 + 1: Int64</pre></holt-snippet>
    <script src="${base()}embed/snippet.js"></script>`;
  const frame = await openHost(page, snippet);
  await expect(frame.getByText('Answer')).toBeVisible();
  await frame.getByRole('button', { name: 'Run' }).click();
  await expect(frame.locator('output')).toHaveText('42', { timeout: 20_000 });
});

test('EMB-4 the link of an embed opens in the product under any base path', async ({ page }) => {
  const fragment = await fragmentOf(page, squares);
  const frame = await openHost(page, iframe(fragment));
  await expect(frame.getByRole('link', { name: 'Open in Holt' })).toHaveAttribute(
    'href',
    `${base()}${fragment}`,
  );
});
