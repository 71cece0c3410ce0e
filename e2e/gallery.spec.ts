import { expect, test } from '@playwright/test';
import { openHolt, write } from './page';

test('GAL-1 the gallery is searched by words and functions, and filtered by topic and runner', async ({
  page,
}) => {
  await openHolt(page);
  await page.getByRole('button', { name: 'Browse all' }).click();
  const gallery = page.getByRole('dialog', { name: 'Examples' });
  await expect(gallery.getByText('29 examples')).toBeVisible();
  const first = gallery.getByRole('button', { name: /Neighbours and ranks/ });
  await expect(first).toContainText('windows · 4 min');
  await gallery.getByRole('searchbox').fill('cume_dist');
  await expect(gallery.getByText('1 example', { exact: true })).toBeVisible();
  await expect(first).toBeVisible();
  await gallery.getByRole('searchbox').fill('');
  await gallery.getByRole('combobox', { name: 'Topic' }).selectOption('databases');
  await expect(gallery.getByText('2 examples')).toBeVisible();
  await gallery.getByRole('combobox', { name: 'Runner' }).selectOption('Interpreter');
  await expect(gallery.getByText('No example fits')).toBeVisible();
  await gallery.getByRole('combobox', { name: 'Topic' }).selectOption('any');
  await gallery.getByRole('searchbox').fill('midnight');
  await gallery.getByRole('button', { name: /Whose midnight/ }).click();
  await expect(gallery).toBeHidden();
  await expect(
    page.getByRole('region', { name: 'Views' }).getByText('summer_midnight', { exact: true }),
  ).toBeVisible();
});

test('GAL-1 every entry that the interpreter takes runs on the page', async ({ page }) => {
  test.setTimeout(120_000);
  await openHolt(page);
  const side = page.getByRole('complementary', { name: 'Data and examples' });
  const strip = page.getByRole('region', { name: 'Status strip' });
  const items = side.getByRole('listitem').filter({ hasNotText: /bytes|rows/ });
  for (const title of ['Hello, value', 'Maybe', 'Groups', 'Files and modules', 'A tree, unrolled', 'Money']) {
    await items.getByRole('button', { name: title, exact: true }).click();
    await expect(page.getByText('No problems')).toBeVisible();
    await expect(strip).toContainText(/(rows?|value) in/);
    await expect(page.getByText('The run stopped')).toHaveCount(0);
  }
});

test('GAL-3 the hover of a library function leads to the examples that use it, at the line', async ({
  page,
}) => {
  await openHolt(page);
  await write(page, 'func main() -> [3: Int16, 1] | lag(1)');
  await page.getByText('lag').first().hover();
  await page.getByRole('link', { name: 'Examples that use array::lag' }).click();
  const gallery = page.getByRole('dialog', { name: 'Examples' });
  await expect(gallery.getByText('1 example', { exact: true })).toBeVisible();
  await gallery.getByRole('button', { name: /Neighbours and ranks/ }).click();
  await expect(page.locator('.monaco-editor').getByText('before = lag(levels')).toBeVisible();
});
