import { expect, type Page, test } from '@playwright/test';
import { openHolt, riverLevels, rowOf, write } from './page';

const views = (page: Page) => page.getByRole('region', { name: 'Views' });
const code = (page: Page) => page.locator('.view-lines');

/** Opens the share panel and gives the link it shows. */
async function linkOf(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share' }).click();
  const field = page.getByRole('dialog').getByRole('textbox', { name: 'Link' });
  await expect(field).toHaveValue(/#p=/);
  return field.inputValue();
}

/** The link in a browser that knows nothing of the first one. */
async function openElsewhere(page: Page, link: string): Promise<Page> {
  const context = await page.context().browser()!.newContext();
  const opened = await context.newPage();
  await opened.goto(link);
  await expect(opened.locator('html[data-editor=ready]')).toBeAttached({ timeout: 20_000 });
  return opened;
}

const squares = '#! Squares\nfunc main() -> [1, 2, 3]: [Int64] | map(n -> {n, square = n * n})\n';

test('SHR-1 a link carries the whole project: name, files, inputs, a small data set, view', async ({
  page,
}) => {
  await openHolt(page);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'choose a file' }).click();
  await (await chooser).setFiles({ name: 'levels.csv', mimeType: 'text/csv', buffer: riverLevels(120) });
  await page.getByRole('button', { name: 'Add to the program' }).click();
  await expect(page.getByText('100 rows × 6 columns')).toBeVisible();
  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog', { name: 'All commands' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Project name/ }).click();
  await page.getByRole('menuitem', { name: /^New file in the project/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'New file' }).click();
  await expect(page.getByRole('navigation', { name: 'Open files' })).toContainText('part.lt');
  await page.getByRole('tab', { name: 'Plan' }).click();
  const link = await linkOf(page);
  await expect(page.getByText(/characters · fits /)).toBeVisible();
  const opened = await openElsewhere(page, link);
  await expect(opened.getByRole('button', { name: 'Project name: levels' })).toBeVisible();
  await expect(opened.getByRole('button', { name: /^part\.lt/ })).toBeVisible();
  await expect(opened.getByRole('tab', { name: 'Plan' })).toHaveAttribute('aria-selected', 'true');
  await opened.getByRole('tab', { name: 'Result' }).click();
  await expect(opened.getByText('100 rows × 6 columns')).toBeVisible({ timeout: 20_000 });
  await opened.context().close();
});

test('SHR-3 opening a link and sharing again gives the same link', async ({ page }) => {
  await openHolt(page);
  await write(page, squares);
  await expect(page.getByText('3 rows × 2 columns')).toBeVisible();
  const link = await linkOf(page);
  const opened = await openElsewhere(page, link);
  await expect(opened.getByText('same result as when shared')).toBeVisible({ timeout: 20_000 });
  expect(await linkOf(opened)).toBe(link);
  await opened.context().close();
});

test('SHR-5 data that is too big leaves its digest, and the file that is dropped is held against it', async ({
  page,
}) => {
  await openHolt(page);
  const big = riverLevels(4000);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'choose a file' }).click();
  await (await chooser).setFiles({ name: 'levels.csv', mimeType: 'text/csv', buffer: big });
  await page.getByRole('button', { name: 'Add to the program' }).click();
  await expect(page.getByText('100 rows × 6 columns')).toBeVisible();
  const link = await linkOf(page);
  await expect(page.getByRole('dialog').getByText('too big for a link')).toBeVisible();
  const opened = await openElsewhere(page, link);
  await expect(opened.getByText(/The link leaves out levels\.csv/)).toBeVisible({ timeout: 20_000 });
  const again = opened.waitForEvent('filechooser');
  await opened.getByRole('button', { name: 'choose a file' }).click();
  await (await again).setFiles({ name: 'levels.csv', mimeType: 'text/csv', buffer: big });
  await opened.getByRole('button', { name: 'Add to the program' }).click();
  await expect(opened.getByText('levels is the file that was shared.')).toBeVisible();
  await expect(opened.getByText('100 rows × 6 columns')).toBeVisible();
  await opened.context().close();
});

test('SHR-6 the panel gives Markdown, HTML, embed code, a QR code, a file and issue text', async ({
  page,
}) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await openHolt(page);
  await write(page, squares);
  await expect(page.getByText('3 rows × 2 columns')).toBeVisible();
  const link = await linkOf(page);
  const dialog = page.getByRole('dialog');
  const copied = async (name: string) => {
    await page.evaluate(() => navigator.clipboard.writeText(''));
    await dialog.getByRole('button', { name }).click();
    const text = () => page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(text).not.toBe('');
    return text();
  };
  expect(await copied('Copy link')).toBe(link);
  expect(await copied('Copy as Markdown')).toMatch(/^\[.+\]\(http.+#p=.+\)$/);
  expect(await copied('Copy as HTML')).toMatch(/^<a href="http.+#p=.+">.+<\/a>$/);
  expect(await copied('Copy embed code')).toMatch(/^<iframe src="http.+\/embed\/#p=.+<\/iframe>$/);
  const issue = await copied('Copy as issue text');
  for (const part of ['square = n * n', 'Holt 0.1.0', 'Plan']) expect(issue).toContain(part);
  await dialog.getByRole('button', { name: 'QR code' }).click();
  await expect(dialog.getByRole('img', { name: /QR code/ })).toBeVisible();
  const saving = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save as a file' }).click();
  expect((await saving).suggestedFilename()).toMatch(/\.holt\.zip$/);
});

test('SHR-4 SHR-7 a secret is warned of, parts can be left out, and what is too long becomes a file', async ({
  page,
}) => {
  await openHolt(page);
  await write(page, 'const url = "postgres://me:hunter22@db.example/x"\nfunc main() -> url');
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('alert')).toContainText('password or a key');
  await expect(dialog.getByText('fits chat messages')).toBeVisible();
  const whole = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
  await dialog.getByRole('checkbox', { name: /The open view/ }).uncheck();
  await expect(dialog.getByRole('textbox', { name: 'Link' })).not.toHaveValue(whole);
  await expect(dialog.getByRole('textbox', { name: 'Link' })).toHaveValue(/#p=/);
  await page.keyboard.press('Escape');
  let noise = 1;
  const text = Array.from({ length: 9000 }, () => {
    noise = (noise * 48271) % 2147483647;
    return noise.toString(36);
  }).join(' ');
  await write(page, `func main() -> "${text}"`);
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(dialog.getByText('too long for a link')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Save as a file' })).toBeVisible();
});

test('SHR-8 the address changes with an explicit share alone, and adds nothing to the history', async ({
  page,
}) => {
  await openHolt(page);
  const before = page.url();
  const length = () => page.evaluate(() => history.length);
  const entries = await length();
  await write(page, squares);
  await expect(page.getByText('3 rows × 2 columns')).toBeVisible();
  expect(page.url()).toBe(before);
  const link = await linkOf(page);
  expect(page.url()).toBe(before);
  await page.getByRole('dialog').getByRole('button', { name: 'Copy link' }).click();
  await expect.poll(() => page.url()).toBe(link);
  expect(await length()).toBe(entries);
  await page.keyboard.press('Escape');
  await write(page, squares.replace('n * n', 'n * n * n'));
  await page.reload();
  await expect(code(page)).toContainText('n * n * n', { timeout: 20_000 });
});

test('SHR-9 a link to a program that writes, or wants an engine, waits for a press', async ({ page }) => {
  await openHolt(page);
  await write(page, 'func main() -> (sql::from("levels"): [{id: Int64}])');
  await expect(page.getByText('No problems')).toBeVisible();
  const link = await linkOf(page);
  const opened = await openElsewhere(page, link);
  const loaded: string[] = [];
  opened.on('request', (request) => {
    if (/duckdb|pglite/.test(request.url())) loaded.push(request.url());
  });
  await expect(opened.getByText('This program came with a link')).toBeVisible({ timeout: 20_000 });
  await expect(views(opened).getByText(/DuckDB: .* MB to load/)).toBeVisible();
  await expect(views(opened).getByRole('button', { name: 'Run', exact: true })).toBeFocused();
  expect(loaded).toEqual([]);
  await opened.context().close();
});

test('SHR-9 an endless program of a link stops by itself after a second', async ({ page }) => {
  await openHolt(page);
  await write(page, 'func main() -> [1: Int64] | loop_until_empty(xs -> xs)');
  await expect(page.getByText('No problems')).toBeVisible();
  const opened = await openElsewhere(page, await linkOf(page));
  await expect(opened.getByText('took more than a second')).toBeVisible({ timeout: 20_000 });
  await expect(views(opened).getByText('This program came with a link')).toBeVisible();
  await opened.context().close();
});

test('SHR-10 a result that differs from the shared one is told, with a way to see why', async ({ page }) => {
  await openHolt(page);
  await write(page, squares);
  await expect(page.getByText('3 rows × 2 columns')).toBeVisible();
  const opened = await openElsewhere(page, await linkOf(page));
  await expect(opened.getByText('same result as when shared')).toBeVisible({ timeout: 20_000 });
  await write(opened, squares.replace('[1, 2, 3]', '[1, 2, 4]'));
  await opened.getByRole('button', { name: 'different result: why?' }).click();
  await expect(opened.getByRole('tab', { name: 'Compare' })).toHaveAttribute('aria-selected', 'true');
  await opened.context().close();
});

test('SHR-12 a damaged link opens what can be saved and says so; a hopeless one leaves own work', async ({
  page,
}) => {
  await openHolt(page);
  await write(page, squares);
  await expect(page.getByText('3 rows × 2 columns')).toBeVisible();
  const link = await linkOf(page);
  const cut = await openElsewhere(page, link.slice(0, -3));
  await expect(cut.locator('.opened-note, .strip-notice').first()).not.toBeEmpty();
  await expect(cut.locator('.view-lines')).not.toBeEmpty();
  await cut.goto('about:blank');
  await cut.goto(`${new URL(link).origin}/#p=AQ`);
  await expect(cut.getByText(/The link could not be opened/)).toBeVisible({ timeout: 20_000 });
  await expect(cut.locator('.view-lines')).not.toBeEmpty();
  await cut.context().close();
});

test('SHR-1 a link in the address of an open page opens as a draft, and own work stays', async ({ page }) => {
  await openHolt(page);
  await write(page, squares);
  await expect(page.getByText('3 rows × 2 columns')).toBeVisible();
  const link = await linkOf(page);
  await page.keyboard.press('Escape');
  await write(page, 'func main() -> "my own work"');
  await page.evaluate((hash) => {
    location.hash = hash;
  }, new URL(link).hash);
  await expect.poll(() => rowOf(page, 2)).toEqual(['3', '9']);
  await page.getByRole('button', { name: /^Project name/ }).click();
  await page
    .getByRole('menuitem', { name: /1 file/ })
    .first()
    .click();
  await expect(code(page)).toContainText('my own work');
});
