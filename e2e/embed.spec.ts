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

/** The fragment of the link to the squares, once it was made. */
let made: string | undefined;

/** The fragment of a link to the squares and their result, as the product makes it. */
async function fragmentOf(page: Page): Promise<string> {
  if (made !== undefined) return made;
  await openHolt(page);
  await write(page, squares);
  await expect(page.getByText('3 rows × 2 columns')).toBeVisible();
  await page.getByRole('button', { name: 'Share' }).click();
  const field = page.getByRole('textbox', { name: 'Link' });
  await expect(field).toHaveValue(/#p=/);
  made = new URL(await field.inputValue()).hash;
  return made;
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

test('EMB-1 EMB-4 EMB-5 an embed shows and runs a link in a sandboxed frame, and opens it under any base path', async ({
  page,
}) => {
  const fragment = await fragmentOf(page);
  const faults: string[] = [];
  page.on('pageerror', (fault) => faults.push(fault.message));
  const frame = await openHost(page, iframe(fragment, '', 'sandbox="allow-scripts"'));
  await expect(frame.getByText('map', { exact: true })).toBeVisible();
  await frame.getByRole('button', { name: 'Run' }).click();
  await expect(frame.getByRole('cell', { name: '9', exact: true })).toBeVisible({ timeout: 20_000 });
  await expect(frame.getByText('3 rows')).toBeVisible();
  await expect(frame.getByText('same result as when shared')).toBeVisible();
  await expect(frame.getByRole('link', { name: 'Open in Holt' })).toHaveAttribute(
    'href',
    `${base()}${fragment}`,
  );
  expect(faults).toEqual([]);
});

test('EMB-2 before it is used an embed is static: no worker, at most 60 KB', async ({ page }) => {
  const fragment = await fragmentOf(page);
  const asked: string[] = [];
  const sizes: Promise<number>[] = [];
  page.on('response', (response) => {
    if (!response.url().startsWith(base())) return;
    asked.push(new URL(response.url()).pathname);
    sizes.push(response.body().then((body) => gzipSync(body).length));
  });
  const frame = await openHost(page, iframe(fragment));
  await expect(frame.getByText('map', { exact: true })).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(asked.sort()).toEqual(['/tools/holt/embed/', '/tools/holt/embed/embed.js']);
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(bytes).toBeGreaterThan(1000);
  expect(bytes).toBeLessThanOrEqual(60_000);
  expect(page.workers()).toEqual([]);
});

test('EMB-2 the program of an embed can be changed, and what runs is what stands there', async ({ page }) => {
  const fragment = await fragmentOf(page);
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
  const fragment = await fragmentOf(page);
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
  const fragment = await fragmentOf(page);
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
  const fragment = await fragmentOf(page);
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
  const messages = async () => JSON.stringify(await heard());
  await expect.poll(messages).toMatch(/"type":"height","height":\d+/);
  await expect.poll(messages).toContain('"state":"running"');
  await expect.poll(messages).toMatch(/"state":"done","digest":"[0-9a-f]{64}"/);
});

test('EMB-1 a snippet on a page becomes an embed of its own text', async ({ page }) => {
  const snippet = `<holt-snippet name="Answer"><pre>func main() -&gt; 41 + 1: Int64</pre></holt-snippet>
    <script src="${base()}embed/snippet.js"></script>`;
  const frame = await openHost(page, snippet);
  await expect(frame.getByText('Answer')).toBeVisible();
  await frame.getByRole('button', { name: 'Run' }).click();
  await expect(frame.locator('output')).toHaveText('42', { timeout: 20_000 });
});

test('EMB-8 many embeds of one origin keep two engines alive, and all of them run', async ({ page }) => {
  const fragment = await fragmentOf(page);
  let alive = 0;
  let most = 0;
  await page.exposeFunction('countEngine', (change: number) => {
    alive += change;
    most = Math.max(most, alive);
  });
  await page.addInitScript(() => {
    const { countEngine } = window as unknown as { countEngine: (change: number) => void };
    const Plain = window.Worker;
    window.Worker = class extends Plain {
      constructor(address: string | URL) {
        super(address);
        countEngine(1);
      }
      override terminate(): void {
        super.terminate();
        countEngine(-1);
      }
    };
  });
  await openHost(page, iframe(fragment).repeat(5));
  const frames = [0, 1, 2, 3, 4].map((at) => page.frameLocator('iframe').nth(at));
  for (const frame of frames) await expect(frame.getByText('map', { exact: true })).toBeVisible();
  for (const frame of frames) await frame.getByRole('button', { name: 'Run' }).click();
  for (const frame of frames)
    await expect(frame.getByRole('cell', { name: '9', exact: true })).toBeVisible({ timeout: 30_000 });
  // One that gave its engine away gets one again.
  const [first] = frames as [FrameLocator];
  await first.getByRole('textbox', { name: 'Lutra source' }).fill(squares.replace('n * n', 'n + 100'));
  await first.getByRole('button', { name: 'Run' }).click();
  await expect(first.getByRole('cell', { name: '103' })).toBeVisible({ timeout: 30_000 });
  expect(most).toBeLessThanOrEqual(2);
  expect(most).toBeGreaterThan(0);
});
