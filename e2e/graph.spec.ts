import { readdirSync, readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { openHolt, rowOf, write } from './page';

const views = (page: Page) => page.getByRole('region', { name: 'Views' });

/** What the page's own layout worker makes of a plan. */
async function layoutOf(page: Page, edges: readonly (readonly [number, number])[], count: number) {
  const script = readdirSync('dist/assets').find((name) => name.startsWith('layout.worker'));
  return page.evaluate(
    async ({ address, pairs, size }) => {
      const worker = new Worker(new URL(address, document.baseURI), { type: 'module', name: 'looked at' });
      const request = {
        nodes: Array.from({ length: size }, (_, i) => ({ id: `n${i}`, width: 248, height: 58 })),
        edges: pairs.map(([from, to]) => ({ from: `n${from}`, to: `n${to}` })),
        direction: 'down',
      };
      const { nodes } = await new Promise<{ nodes: { id: string; x: number; y: number }[] }>((resolve) => {
        worker.onmessage = ({ data }) => resolve(data.value);
        const argumentList = [{ type: 'RAW', value: request }];
        worker.postMessage({ id: 'once', type: 'APPLY', path: ['layout'], argumentList });
      });
      worker.terminate();
      return nodes;
    },
    { address: `assets/${script}`, pairs: edges, size: count },
  );
}

test('GRF-3 a chain of 500 is laid out as a line, and a fan with a place for each step', async ({ page }) => {
  await openHolt(page);
  const line = await layoutOf(
    page,
    Array.from({ length: 499 }, (_, i) => [i, i + 1] as const),
    500,
  );
  expect(new Set(line.map(({ x }) => x)).size).toBe(1);
  expect(new Set(line.map(({ y }) => y)).size).toBe(500);
  const fan = await layoutOf(
    page,
    Array.from({ length: 498 }, (_, i) => [[0, i + 1] as const, [i + 1, 499] as const]).flat(),
    500,
  );
  expect(new Set(fan.map(({ x, y }) => `${x} ${y}`)).size).toBe(500);
  expect(new Set(fan.map(({ y }) => y)).size).toBe(3);
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
  ).toBeVisible({ timeout: 15_000 });
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
  for (const step of ['map', 'filter', 'sort']) {
    const node = page.locator(`.plan-node[data-kind=${step}]`).first();
    await expect(node).toBeVisible();
    const panel = views(page).getByRole('region', { name: /^Step/ });
    await node.click();
    await expect(panel.getByText(/1,000/).first()).toBeVisible();
    await node.click();
    await expect(panel).toHaveCount(0);
  }
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
