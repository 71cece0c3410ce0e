import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { openHolt, rowOf, write } from './page';

const views = (page: Page) => page.getByRole('region', { name: 'Views' });

async function chooseFilter(page: Page): Promise<void> {
  await openHolt(page);
  await rowOf(page, 0);
  await page.getByRole('tab', { name: 'Plan' }).click();
  await page.locator('.react-flow__node', { hasText: 'filter year > 2020' }).click();
  await expect(page.getByText('5 rows × 3 columns')).toBeVisible();
}

test('GRF-6 the chosen step stays lit while the pointer goes to another', async ({ page }) => {
  await chooseFilter(page);
  const lit = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('.lit-source')].map((mark) => {
        const { top, height } = mark.getBoundingClientRect();
        const line = [...document.querySelectorAll('.view-line')].find((one) => {
          const box = one.getBoundingClientRect();
          return box.top <= top + height / 2 && top + height / 2 < box.bottom;
        });
        return line?.textContent?.replaceAll('\u00a0', ' ') ?? '';
      }),
    );
  await expect.poll(lit).toEqual([expect.stringContaining('filter(')]);
  await page.locator('.react-flow__node', { hasText: 'group by river' }).hover();
  await expect(page.locator('.lit-pointed').first()).toBeVisible();
  await expect.poll(lit).toEqual([expect.stringContaining('filter(')]);
});

test('GRF-7 the tabs of a step: type, SQL of both dialects, IR, bytecode, numbers, lineage', async ({
  page,
}) => {
  await chooseFilter(page);
  const panel = page.getByRole('region', { name: /^Step filter/ });
  const open = (name: string) => panel.getByRole('button', { name, exact: true }).click();
  await open('Type');
  await expect(panel).toContainText('→[Sighting]');
  await open('SQL');
  await expect(panel.getByRole('region', { name: 'SQL' })).toContainText('SELECT');
  await panel.getByRole('button', { name: 'PostgreSQL' }).click();
  await expect(panel.getByRole('region', { name: 'SQL' })).toContainText('SELECT');
  await open('IR');
  await expect(panel.getByRole('region', { name: 'IR' })).toContainText('std::array::filter');
  await open('Bytecode');
  await expect(panel.getByRole('region', { name: 'Bytecode' })).not.toBeEmpty();
  await open('Numbers');
  await expect(panel).toContainText('Rows out5');
  await open('Lineage');
  await expect(panel).toContainText('filtered by');
});

test('GRF-4 a step is found by a word, and keys zoom', async ({ page }) => {
  await openHolt(page);
  await rowOf(page, 0);
  await page.getByRole('tab', { name: 'Plan' }).click();
  await page.getByRole('searchbox', { name: 'Find a step' }).fill('sort');
  await expect(page.getByText('1 step found')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: /^Step sort/ })).toBeVisible();
  const zoom = () =>
    page.locator('.react-flow__viewport').evaluate((one) => new DOMMatrix(getComputedStyle(one).transform).a);
  await page.locator('.react-flow__node', { hasText: 'sort' }).first().focus();
  const before = await zoom();
  await page.keyboard.press('-');
  await expect.poll(zoom).toBeLessThan(before);
  await page.keyboard.press('0');
  await expect.poll(zoom).toBeGreaterThan(0.2);
});

for (const { form, ending, holds } of [
  { form: 'Picture (SVG)', ending: 'svg', holds: 'filter year &gt; 2020' },
  { form: 'Graphviz (DOT)', ending: 'dot', holds: 'digraph' },
  { form: 'JSON with lineage', ending: 'json', holds: '"lineage"' },
  { form: 'Markdown', ending: 'md', holds: '**filter year > 2020**' },
]) {
  test(`GRF-15 the plan is saved as ${ending}`, async ({ page }) => {
    await openHolt(page);
    await rowOf(page, 0);
    await page.getByRole('tab', { name: 'Plan' }).click();
    await page.getByRole('button', { name: 'Save the plan' }).click();
    const saving = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: form }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toMatch(new RegExp(`plan\\.${ending}$`));
    expect(readFileSync(await saved.path(), 'utf8')).toContain(holds);
  });
}

test('GRF-15 the plan is saved as a PNG picture', async ({ page }) => {
  await openHolt(page);
  await rowOf(page, 0);
  await page.getByRole('tab', { name: 'Plan' }).click();
  await page.getByRole('button', { name: 'Save the plan' }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Picture (PNG)' }).click();
  const bytes = readFileSync(await (await saving).path());
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(bytes.readUInt32BE(16)).toBeGreaterThan(250);
});

test('the IR of the program has a tab', async ({ page }) => {
  await openHolt(page);
  await page.getByRole('tab', { name: 'IR' }).click();
  await expect(views(page).getByRole('region', { name: 'IR' })).toContainText('std::array::filter');
});

test('HEX-1 HEX-3 the bytes of the result, each named in a sentence', async ({ page }) => {
  await openHolt(page);
  await write(page, 'func main() -> [{town = "Solkan", level = 258: Int64}]');
  await expect(page.getByText('1 row × 2 columns')).toBeVisible();
  await page.getByRole('tab', { name: 'Bytes' }).click();
  const bytes = page.getByRole('application', { name: /^Bytes of the result/ });
  await expect(bytes).toContainText('Solkan');
  await bytes.focus();
  for (let i = 0; i < 16; i++) await page.keyboard.press('ArrowRight');
  await expect(page.getByText('offset 0x10, value of value[0].level: Int64 → 258')).toBeVisible();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(page.getByText('offset 0x8, pointer of value[0].town: Text → 0x18')).toBeVisible();
});

test('CMP-1 CMP-2 one program on three engines gives the same value', async ({ page }) => {
  test.setTimeout(120_000);
  await openHolt(page);
  await rowOf(page, 0);
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByRole('button', { name: 'Compare all runners' }).click();
  await expect(page.getByText('Same value on 3 engines')).toBeVisible({ timeout: 100_000 });
  const digests = await views(page).locator('tbody td:nth-child(2)').allInnerTexts();
  expect(digests).toHaveLength(3);
  expect(new Set(digests).size).toBe(1);
});
