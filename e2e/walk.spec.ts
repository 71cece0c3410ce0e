import { expect, test } from '@playwright/test';
import { laidOut, openHolt, riverLevels, rowOf, saved, write } from './page';

test('EDT-21 type errors appear while one types, and the last good result stays', async ({ page }) => {
  await openHolt(page);
  await rowOf(page, 0);
  await write(page, 'func main(): Bool -> 1: Int8');
  await expect(page.getByText('expected type `Bool`, but found type `Int8`').first()).toBeVisible();
  await expect(page.getByText('of an earlier text')).toBeVisible();
  await expect(page.getByRole('grid')).toBeVisible();
});

test('DAT-4 a file becomes a typed program: drop, type, filter, group, run', async ({ page }) => {
  await openHolt(page);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'choose a file' }).click();
  await (await chooser).setFiles({
    name: 'river levels.csv',
    mimeType: 'text/csv',
    buffer: riverLevels(40_000),
  });
  const sheet = page.getByRole('dialog', { name: 'Add river levels.csv' });
  await expect(sheet.getByText('40,000 rows · 6 columns')).toBeVisible({ timeout: 20_000 });
  await expect(sheet.getByRole('combobox', { name: 'Type day' })).toHaveValue('Date/');
  await expect(sheet.getByRole('combobox', { name: 'Type note' })).toHaveValue('Text/');
  await expect(sheet.getByLabel('May be empty').last()).toBeChecked();
  await sheet.getByRole('button', { name: 'Add to the program' }).click();
  await expect(page.getByText('100 rows × 6 columns')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('region', { name: 'Inputs', exact: true })).toContainText('river_levels');

  await write(
    page,
    `type RiverLevels: {
  id: Int64, day: Date, town: Text, level: Float64, flooded: Bool, note: Text?,
}
func main(river_levels: [RiverLevels]) -> river_levels
| filter(r -> r.level >= 2.0)
| group_map(r -> r.town, func (town, rows) -> {
  town, days = count(rows), highest = rows | map(r -> r.level) | max,
})
| sort(r -> r.town)
`,
  );
  await expect(page.getByText('5 rows × 3 columns')).toBeVisible({ timeout: 20_000 });
  await expect.poll(() => rowOf(page, 0)).toEqual(['Litija', '4000', '2.96']);
});

test('GRF-8 GRF-14 a step of the plan shows its rows and lights its text', async ({ page }) => {
  await openHolt(page);
  await page.getByRole('tab', { name: 'Plan' }).click();
  await page
    .getByRole('button', { name: /filter year > 2020/ })
    .or(page.locator('.react-flow__node', { hasText: 'filter year > 2020' }))
    .first()
    .click();
  await expect(page.getByText('5 rows × 3 columns')).toBeVisible();
  await expect.poll(() => rowOf(page, 0)).toEqual(['Krka', '2021', '3']);
  await expect(page.locator('.lit-source').first()).toBeVisible();
  await page.getByRole('button', { name: 'As text' }).click();
  await expect(page.getByRole('list', { name: 'Plan of the program' }).getByRole('listitem')).toHaveCount(6);
});

test('SHR-10 a link opens the same program and result in a new profile', async ({ page, browser }) => {
  await openHolt(page);
  await write(page, '#! Squares\nfunc main() -> [1, 2, 3]: [Int64] | map(n -> {n, square = n * n})\n');
  await expect(page.getByText('3 rows × 2 columns')).toBeVisible();
  await page.getByRole('button', { name: 'Share' }).click();
  const field = page.getByRole('textbox', { name: 'Link' });
  await expect(field).toHaveValue(/#p=/);
  const link = await field.inputValue();
  const other = await browser.newContext();
  const opened = await other.newPage();
  await opened.goto(link);
  await expect(opened.getByText('3 rows × 2 columns')).toBeVisible({ timeout: 20_000 });
  await expect.poll(() => rowOf(opened, 2)).toEqual(['3', '9']);
  await expect(opened.getByText('same result as when shared')).toBeVisible();
  await other.close();
});

test('EDT-24 the caret walks the data: the Result shows the step it stands in', async ({ page }) => {
  await openHolt(page);
  await rowOf(page, 0);
  await page.getByText('| filter(').click();
  const views = page.getByRole('region', { name: 'Views' });
  await expect(views.getByText('after filter year > 2020')).toBeVisible();
  await expect(views.getByText('5 rows × 3 columns')).toBeVisible();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect(views.getByText(/after group by river/)).toBeVisible();
  await page.keyboard.press('ControlOrMeta+End');
  await expect(views.getByText('3 rows × 3 columns')).toBeVisible();
  await page.getByText('| filter(').click();
  await views.getByRole('button', { name: 'Pin the result' }).click();
  await expect(views.getByText('3 rows × 3 columns')).toBeVisible();
});

test('a data set and the program over it survive a reload', async ({ page }) => {
  await openHolt(page);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'choose a file' }).click();
  await (await chooser).setFiles({ name: 'levels.csv', mimeType: 'text/csv', buffer: riverLevels(500) });
  await page.getByRole('button', { name: 'Add to the program' }).click();
  await expect(page.getByText('100 rows × 6 columns')).toBeVisible();
  await saved(page);
  await page.reload();
  await expect(page.getByText('100 rows × 6 columns')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('button', { name: 'Look at levels' })).toBeVisible();
});

test('GO-7 an endless program is cancelled at once, and the page stays usable', async ({ page }) => {
  await openHolt(page);
  await write(page, 'func main() -> [1: Int64] | loop_until_empty(xs -> xs)');
  const cancel = page.getByRole('region', { name: 'Project bar' }).getByRole('button', { name: 'Cancel' });
  await expect(cancel).toBeVisible();
  await expect(page.getByRole('region', { name: 'Status strip' })).toContainText('running loop until empty');
  await cancel.click();
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible({ timeout: 1000 });
  await write(page, 'func main() -> 41 + 1: Int64');
  await expect(page.locator('output.scalar', { hasText: '42' })).toBeVisible();
});

test('EDT-12 EDT-14 completion offers the fields of a row, hover tells the type, formatting lays the text out', async ({
  page,
}) => {
  await openHolt(page);
  await write(page, 'const xs = [{river = "Krka", otters = 3: Int64}]\nfunc main()->xs|map(x->x.');
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.press('Control+Space');
  const offered = page.locator('.suggest-widget');
  await expect(offered.getByText('otters').first()).toBeVisible();
  await expect(offered.getByText('river').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await write(page, 'const xs = [{river = "Krka", otters = 3: Int64}]\nfunc main()->xs|map(x->x.otters)');
  await expect(page.getByText('1 row × 1 column')).toBeVisible();
  await laidOut(page, '\nfunc main');
  await page.locator('.view-line').getByText('otters', { exact: true }).last().hover();
  await expect(page.locator('.monaco-hover').getByText('Int64').first()).toBeVisible();
  await page.keyboard.press('Shift+Alt+F');
  await expect(page.locator('.view-lines')).toContainText('func main() -> ');
});

test('GO-4 the runner menu says what Auto takes and why, and why a runner cannot', async ({ page }) => {
  await openHolt(page);
  await rowOf(page, 0);
  const auto = page.getByRole('menuitemradio', { name: /^Auto/ });
  await page.getByRole('button', { name: /^Runner/ }).click();
  await expect(auto).toContainText('Interpreter: no database is used');
  await page.keyboard.press('Escape');
  await write(page, 'func main() -> (sql::from("levels"): [{id: Int64}])');
  await expect(page.getByText('No problems')).toBeVisible();
  await page.getByRole('button', { name: /^Runner/ }).click();
  await expect(auto).toContainText('DuckDB: the program uses std::sql');
  await expect(page.getByRole('menuitemradio', { name: /^Interpreter/ })).toBeDisabled();
});
