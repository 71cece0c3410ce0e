import { readdirSync, readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { openHolt, quickest, rowOf, write } from './page';

/** Figures hold on the laptop of specification 7 §19; a machine that is shared gets this much room. */
const room = 3;

const views = (page: Page) => page.getByRole('region', { name: 'Views' });

/** How long the page's own layout worker takes for a plan, in ms: the better of two, the first also loads it. */
async function layoutTime(page: Page, edges: readonly (readonly [number, number])[], count: number) {
  const script = readdirSync('dist/assets').find((name) => name.startsWith('layout.worker'));
  return page.evaluate(
    async ({ address, pairs, size }) => {
      const worker = new Worker(new URL(address, document.baseURI), { type: 'module', name: 'measured' });
      const request = {
        nodes: Array.from({ length: size }, (_, i) => ({ id: `n${i}`, width: 248, height: 58 })),
        edges: pairs.map(([from, to]) => ({ from: `n${from}`, to: `n${to}` })),
        direction: 'down',
      };
      const once = (id: string) =>
        new Promise<number>((resolve) => {
          const began = performance.now();
          worker.onmessage = () => resolve(performance.now() - began);
          const argumentList = [{ type: 'RAW', value: request }];
          worker.postMessage({ id, type: 'APPLY', path: ['layout'], argumentList });
        });
      const times = [await once('first'), await once('second')];
      worker.terminate();
      return Math.min(...times);
    },
    { address: `assets/${script}`, pairs: edges, size: count },
  );
}

test('GRF-3 a chain and a fan of 500 are laid out in the page within 800 ms', async ({ page }) => {
  await openHolt(page);
  const chain = Array.from({ length: 499 }, (_, i) => [i, i + 1] as const);
  const fan = Array.from({ length: 498 }, (_, i) => [[0, i + 1] as const, [i + 1, 499] as const]).flat();
  const times = {
    chain: await quickest(800, () => layoutTime(page, chain, 500)),
    fan: await quickest(800, () => layoutTime(page, fan, 500)),
  };
  console.log(`layout of 500: chain ${times.chain.toFixed(0)} ms, fan ${times.fan.toFixed(0)} ms`);
  expect(times.chain).toBeLessThan(800);
  expect(times.fan).toBeLessThan(800);
});

test('GRF-3 a plan of more than 2,000 steps opens closed by function, and says so', async ({ page }) => {
  const steps = Array.from({ length: 100 }, (_, i) =>
    i % 2 ? '  | map(n -> n + 1)' : '  | filter(n -> n > 0)',
  );
  await openHolt(page);
  await write(
    page,
    `func warm(rows: [Int64]): [Int64] -> (
  rows
${steps.join('\n')}
)
func main() -> (
  [1: Int64, 2, 3]
${'  | warm()\n'.repeat(21)})
`,
  );
  await page.getByRole('tab', { name: 'Plan' }).click();
  await expect(
    page.getByText('2,102 steps: functions are closed at first. Press one to open it.'),
  ).toBeVisible({ timeout: 5000 * room });
  await expect(page.locator('.react-flow__node', { hasText: 'warm · 100 steps' })).toHaveCount(1);
  // The source, the calls, and the output.
  await expect(page.locator('.react-flow__node')).toHaveCount(23);
});

test('GRF-8 any step of 100,000 rows is looked at in a moment', async ({ page }) => {
  await openHolt(page);
  await write(
    page,
    `func main() -> sequence(0: Int64, 100000)
| map(n -> {n, third = n % 3, half = n / 2})
| filter(r -> r.third != 1)
| sort(r -> -r.half)
| map(r -> {r.n, sum = r.half + r.third})
`,
  );
  await expect(page.getByRole('region', { name: 'Status strip' })).toContainText('66,667 rows in');
  await page.getByRole('tab', { name: 'Plan' }).click();
  const times: string[] = [];
  for (const step of ['map', 'filter', 'sort']) {
    const node = page.locator(`.plan-node[data-kind=${step}]`).first();
    await expect(node).toBeVisible();
    const panel = views(page).getByRole('region', { name: /^Step/ });
    const took = await quickest(500 * room, async () => {
      const began = Date.now();
      await node.click();
      await expect(panel.getByText(/1,000/).first()).toBeVisible();
      const seen = Date.now() - began;
      await node.click();
      await expect(panel).toHaveCount(0);
      return seen;
    });
    times.push(`${step} ${took} ms`);
    // The aim of 150 ms, with what a press and the table take.
    expect(took).toBeLessThan(500 * room);
  }
  console.log(`peeks of 100,000 rows with press and table: ${times.join(', ')}`);
});

test('GRF-13 keys walk the plan, and where several edges lead on one chooses', async ({ page }) => {
  await openHolt(page);
  await write(
    page,
    `const gauges = [{id = 1: Int64, town = "Solkan"}]
const readings = [{gauge = 1: Int64, level = 2: Int64}]
func main() -> readings | map(r -> {r.level, place = gauges | find(g -> g.id == r.gauge)})
`,
  );
  await page.getByRole('tab', { name: 'Plan' }).click();
  const focused = () =>
    page.evaluate(() => document.activeElement?.closest('[data-id]')?.getAttribute('data-id') ?? '');
  const lookup = page.locator('.react-flow__node', { has: page.locator('[data-kind=lookup]') });
  await lookup.focus();
  const from = await focused();
  await page.keyboard.press('ArrowUp');
  const menu = page.getByRole('menu', { name: 'Which way?' });
  await expect(menu.getByRole('menuitem')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect.poll(focused).toBe(from);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(menu).toBeHidden();
  await expect.poll(focused).toMatch(/source/);
  await page.keyboard.press('End');
  await expect.poll(focused).toMatch(/output/);
});

test('GRF-15 a picture with or without figures, in both themes, with the grounds of the stages', async ({
  page,
}) => {
  await openHolt(page);
  await rowOf(page, 0);
  await page.getByRole('tab', { name: 'Plan' }).click();
  await expect(page.locator('.plan-figures').first()).toBeVisible();
  const saved = async (...choices: string[]) => {
    await page.getByRole('button', { name: 'Save the plan' }).click();
    for (const name of choices)
      await page.getByRole(/figures/.test(name) ? 'menuitemcheckbox' : 'menuitemradio', { name }).click();
    const saving = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Picture (SVG)' }).click();
    return readFileSync(await (await saving).path(), 'utf8');
  };
  const light = await saved('Light');
  const dark = await saved('Dark', 'With figures');
  expect(light).toContain('fill="#fcfaf6"');
  expect(light).toContain('fill="#f4f0e8"');
  expect(light).toMatch(/>3 rows[^<]*<\/text>/);
  expect(dark).not.toContain('#fcfaf6"/>');
  expect(dark).not.toMatch(/>3 rows[^<]*<\/text>/);
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('light');
});
