import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { openHolt, rowOf, write } from './page';

const lines = `type Line: {sku: Text, qty: Int64}
type Order: {id: Int64, town: Text, total: Float64, note: Text?, lines: [Line]}

func main() -> [
  {id = 1, town = "Solkan", total = 10.5, note = .none, lines = [{sku = "a", qty = 2}, {sku = "b", qty = 1}]},
  {id = 2, town = "Bled", total = 2.25, note = .some("late"), lines = []},
  {id = 3, town = "Litija", total = 100.0, note = .none, lines = [{sku = "c", qty = 9}]},
]: [Order]
`;

async function column(page: Page, at: number): Promise<string[]> {
  const cells = page.getByRole('grid').locator(`[role=gridcell][aria-colindex="${at + 2}"]`);
  return cells.allInnerTexts().then((texts) => texts.map((text) => text.trim()));
}

/** Writes the program of three orders and waits until its rows are there. */
async function showOrders(page: Page): Promise<void> {
  await write(page, lines);
  await expect(page.locator('.result-facts')).toContainText('3 rows × 5 columns');
}

async function columnMenu(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `Column ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

async function copied(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

test.beforeEach(async ({ page }) => {
  await openHolt(page);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
});

test('RES-1 the first view follows the type, and views switch without running again', async ({ page }) => {
  await showOrders(page);
  const time = await page.locator('.result-facts').innerText();
  for (const form of ['Tree', 'Lutra', 'JSON', 'Profile', 'Table']) {
    await page.getByRole('radio', { name: form, exact: true }).click();
  }
  expect((await page.locator('.result-facts').innerText()).split('\n')[2]).toBe(time.split('\n')[2]);
  await write(page, 'func main(): Int64 -> 42\n');
  await expect(page.locator('output.scalar')).toContainText('42');
  await write(page, 'func main() -> "some text"\n');
  await expect(page.locator('.text-value')).toHaveText('some text');
});

test('RES-2 the head shows name and type, and a press on the type opens it', async ({ page }) => {
  await showOrders(page);
  await page.getByRole('button', { name: 'Type of lines' }).click();
  await expect(page.locator('.table-type-whole')).toContainText('[Line]');
});

test('RES-5 nested values open in place, as a table in a panel with its path', async ({ page }) => {
  await showOrders(page);
  await page.getByRole('gridcell', { name: '[2]' }).click();
  const detail = page.getByRole('region', { name: 'Row 0' });
  await expect(detail).toBeVisible();
  await expect(detail.getByRole('button', { name: 'Open lines', exact: true })).toHaveAttribute(
    'aria-expanded',
    'true',
  );
  await detail.getByRole('button', { name: 'Open [0].lines as a table' }).click();
  const part = page.getByRole('region', { name: 'Part [0].lines' });
  await expect(part.getByRole('gridcell', { name: 'b' })).toBeVisible();
  await part.getByRole('button', { name: 'Close the part' }).click();
  await detail.getByRole('button', { name: 'Close the row' }).click();
  await expect(detail).toBeHidden();
  await page.getByRole('gridcell', { name: 'Bled' }).click();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Row 1' })).toBeVisible();
});

test('RES-6 none is told apart from empty text, zero and NaN', async ({ page }) => {
  await write(
    page,
    'func main() -> [{a = .none, b = "", c = 0.0, d = 0.0 / 0.0}]: [{a: Int64?, b: Text, c: Float64, d: Float64}]\n',
  );
  await expect.poll(() => rowOf(page, 0)).toEqual(['none', '""', '0.0', 'NaN']);
});

test('RES-7 numbers stand by their points; a local form is display only, and copying stays exact', async ({
  page,
}) => {
  await write(page, 'func main() -> [{n = 1234567.5}, {n = 2.25}]: [{n: Float64}]\n');
  await expect(page.getByRole('gridcell').first()).toBeVisible();
  const right = (text: string) =>
    page
      .getByRole('gridcell')
      .filter({ hasText: text })
      .locator('.cell-number')
      .evaluate((cell) => {
        const range = document.createRange();
        const node = cell.firstChild as Text;
        const point = node.data.indexOf('.');
        range.setStart(node, point);
        range.setEnd(node, point + 1);
        return range.getBoundingClientRect().left;
      });
  expect(Math.abs((await right('1234567.5')) - (await right('2.25')))).toBeLessThan(1);
  await page.getByRole('button', { name: 'Copy and display' }).click();
  await page.getByRole('menuitemradio', { name: 'Digits in groups' }).click();
  await expect(
    page.getByText('Numbers and dates are shown in another form; copies are exact.'),
  ).toBeVisible();
  await expect(page.getByRole('gridcell').first()).toContainText('1\u202f234\u202f567.5');
  await page.getByRole('gridcell').first().click();
  await page.keyboard.press('ControlOrMeta+C');
  await expect.poll(() => copied(page)).toBe('1234567.5');
});

test('RES-8 sorting, filtering and hiding change the view alone, and become code', async ({ page }) => {
  await showOrders(page);
  await columnMenu(page, 'town', 'Sort, highest first');
  await expect.poll(() => column(page, 1)).toEqual(['Solkan', 'Litija', 'Bled']);
  await expect(page.getByText('View changed')).toBeVisible();
  await columnMenu(page, 'total', 'Filter…');
  await page.getByLabel('How to filter total').selectOption('is above');
  await page.getByLabel('Value to filter total by').fill('5');
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await expect.poll(() => column(page, 1)).toEqual(['Solkan', 'Litija']);
  await columnMenu(page, 'note', 'Hide');
  await columnMenu(page, 'lines', 'Hide');
  await columnMenu(page, 'town', 'Move left');
  await expect.poll(() => rowOf(page, 0)).toEqual(['Solkan', '1', '10.5']);
  await page.getByRole('button', { name: 'Write this as code' }).click();
  await expect(page.getByText('View changed')).toBeHidden();
  await expect.poll(() => rowOf(page, 0)).toEqual(['Solkan', '1', '10.5']);
  await expect.poll(() => column(page, 0)).toEqual(['Solkan', 'Litija']);
  await page.keyboard.press('ControlOrMeta+End');
});

test('RES-9 cells are chosen by mouse and keys; the Strip counts; copies come in many forms', async ({
  page,
}) => {
  await showOrders(page);
  await page.getByRole('gridcell', { name: 'Solkan' }).click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByText('4 cells · sum 12.75 · mean 6.375')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+C');
  await expect.poll(() => copied(page)).toBe('Solkan\t10.5\nBled\t2.25');
  const copyAs = async (form: string) => {
    await page.evaluate(() => navigator.clipboard.writeText(''));
    await page.getByRole('button', { name: 'Copy and display' }).click();
    await page.getByRole('menuitem', { name: form, exact: true }).click();
    await expect.poll(() => copied(page)).not.toBe('');
    return copied(page);
  };
  expect(await copyAs('CSV')).toBe('town,total\r\nSolkan,10.5\r\nBled,2.25\r\n');
  expect(await copyAs('Markdown table')).toBe(
    '| town | total |\n| --- | ---: |\n| Solkan | 10.5 |\n| Bled | 2.25 |\n',
  );
  expect(JSON.parse(await copyAs('JSON'))).toEqual([
    { town: 'Solkan', total: 10.5 },
    { town: 'Bled', total: 2.25 },
  ]);
  expect(await copyAs('SQL VALUES')).toBe("VALUES\n  ('Solkan', 10.5),\n  ('Bled', 2.25)\n");
  expect(await copyAs('Path')).toBe('[0].town\n[0].total\n[1].town\n[1].total');
  expect(await copyAs('Lutra literal with its type')).toContain(']: [{town: Text, total: Float64}]');
});

test('RES-10 a download in every form; what is lost is said before', async ({ page }) => {
  await showOrders(page);
  const save = async (name: string, lossy = false) => {
    await page.getByRole('button', { name: 'Download', exact: true }).click();
    const saving = page.waitForEvent('download');
    await page.getByRole('menuitem', { name, exact: true }).click();
    if (lossy) await page.getByRole('button', { name: 'Download all the same' }).click();
    return saving;
  };
  const csv = await save('CSV', true);
  expect(readFileSync(await csv.path(), 'utf8')).toContain('3,Litija,100,,');
  for (const name of [
    'Parquet',
    'Arrow file',
    'Lutra source (.lt)',
    'Lutra binary with its type inside (.ltd)',
  ]) {
    const saved = await save(name);
    expect(readFileSync(await saved.path()).length).toBeGreaterThan(50);
  }
});

test('RES-11 JSON comes in two shapes, and long prints are folded', async ({ page }) => {
  await write(page, 'func main() -> [{a = 1, b = .some("x")}]: [{a: Int8, b: Text?}]\n');
  await page.getByRole('radio', { name: 'JSON', exact: true }).click();
  await expect(page.locator('.source-text')).toContainText('"b":"x"');
  await page.getByLabel('Shape of values inside SQL').check();
  await expect(page.locator('.source-text')).toContainText('"1":"x"');
  await write(page, 'func main() -> sequence(0: Int64, 3000)\n');
  await page.getByRole('radio', { name: 'Lutra', exact: true }).click();
  await expect(page.getByText('1,002 more lines are folded.')).toBeVisible();
  await page.getByRole('button', { name: 'Unfold more' }).click();
  await expect(page.locator('.source-text')).toContainText('2999,');
});

test('RES-15 the head says what is shown: rows, bytes, time, runner and age', async ({ page }) => {
  await showOrders(page);
  const facts = page.locator('.result-facts');
  await expect(facts).toContainText('3 rows × 5 columns');
  await expect(facts).toContainText(/\d+ B/);
  await expect(facts).toContainText('Interpreter');
  await expect(facts).toContainText('just now');
  await write(page, `${lines}nonsense`);
  await expect(facts).toContainText('of an earlier text');
});

test('STA-5 an empty result names its type and the step that emptied it', async ({ page }) => {
  await write(
    page,
    'func main() -> [{a = 1}, {a = 2}]: [{a: Int64}]\n| filter(r -> r.a > 5)\n| map(r -> {b = r.a})\n',
  );
  await expect(page.getByRole('heading', { name: '0 rows of [{b: Int64}]' })).toBeVisible();
  await expect(page.getByText('The last rows went at the step')).toContainText('filter');
  await page.getByRole('button', { name: 'Look at that step' }).click();
  await expect(page.getByRole('tab', { name: 'Plan' })).toHaveAttribute('aria-selected', 'true');
});

test('STA-6 a program that gives nothing back says so', async ({ page }) => {
  await write(page, 'func main() -> {}\n');
  await expect(page.getByRole('heading', { name: 'Done; nothing to return' })).toBeVisible();
  await expect(page.getByText('wrote nothing')).toBeVisible();
});

test('ACC-5 the table is a grid with counts, headers, sorting and positions', async ({ page }) => {
  await showOrders(page);
  const grid = page.getByRole('grid');
  await expect(grid).toHaveAttribute('aria-rowcount', '4');
  await expect(grid).toHaveAttribute('aria-colcount', '6');
  await columnMenu(page, 'id', 'Sort, highest first');
  await expect(page.getByRole('columnheader', { name: 'Column id' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Pin to the left' })).toBeVisible();
});

test('RES-3 five million rows: the last one is reached, and only what is visible stands in the page', async ({
  page,
}) => {
  await write(page, 'func main() -> sequence(0: Int32, 5000000)\n');
  const grid = page.getByRole('grid');
  await expect(page.getByText('5,000,000 rows × 1 column')).toBeVisible({ timeout: 30_000 });
  await page.getByLabel('Go to row').fill('4999999');
  await page.getByLabel('Go to row').press('Enter');
  await expect(page.getByRole('gridcell', { name: '4999999', exact: true })).toBeVisible();
  const drawn = await grid.getByRole('row').count();
  expect(drawn).toBeLessThan(100);
  await page.getByLabel('Go to row').fill('2500000');
  await page.getByLabel('Go to row').press('Enter');
  await expect(page.getByRole('gridcell', { name: '2500000', exact: true })).toBeVisible();
});

test('RES-3 ten thousand rows of a thousand columns scroll both ways', async ({ page }) => {
  const fields = Array.from({ length: 1000 }, (_, i) => `c${i} = i + ${i}`).join(', ');
  await write(page, `func main() -> sequence(0: Int32, 10000) | map(i -> {${fields}})\n`);
  await expect(page.getByText('10,000 rows × 1,000 columns')).toBeVisible({ timeout: 30_000 });
  const grid = page.getByRole('grid');
  await grid.focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.press('End');
  await expect(page.getByRole('gridcell', { name: '10998', exact: true })).toBeVisible();
  expect(await grid.getByRole('gridcell').count()).toBeLessThan(2000);
});
