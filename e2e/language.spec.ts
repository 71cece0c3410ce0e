import { expect, type Page, test } from '@playwright/test';
import { laidOut, openHolt, write } from './page';

const program = `type Otter: {river: Text, count: Int64}
const otters: [Otter] = [{"Krka", 3}]
func many(o: Otter, least: Int64): Bool -> o.count >= least
func main() -> otters | filter(o -> many(o, 2))`;

async function open(page: Page, text = program): Promise<void> {
  await openHolt(page);
  await write(page, text);
  await laidOut(page, text);
}

/** Puts the caret behind the last place where a word stands. */
async function caretAt(page: Page, word: string): Promise<void> {
  await page.locator('.view-line').getByText(word, { exact: true }).last().click();
}

test('EDT-10 inside a call its parameters are told', async ({ page }) => {
  await open(page, program.replace('many(o, 2))', 'many(o'));
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(', ');
  await expect(page.locator('.parameter-hints-widget')).toContainText('least');
});

test('EDT-17 a name is renamed everywhere, and one undo takes it back', async ({ page }) => {
  await open(page);
  await expect(page.getByText('1 row × 2 columns')).toBeVisible();
  await caretAt(page, 'many');
  await page.keyboard.press('F2');
  await page.locator('.rename-box input').fill('plenty');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Rename to plenty' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.locator('.view-lines')).toContainText('func plenty');
  await expect(page.locator('.view-lines')).toContainText('plenty(o, 2)');
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(page.locator('.view-lines')).not.toContainText('plenty');
});

test('EDT-16 the references of a name are shown in place', async ({ page }) => {
  await open(page);
  await caretAt(page, 'many');
  await page.keyboard.press('Shift+F12');
  await expect(page.locator('.peekview-widget')).toContainText('References (2)');
});

test('EDT-22 a misspelled field is mended by its quick fix', async ({ page }) => {
  await open(page, program.replace('o.count', 'o.cuont'));
  await expect(page.getByRole('button', { name: /problem/ }).first()).toBeVisible();
  await expect(page.locator('.squiggly-error').first()).toBeVisible();
  await page.keyboard.press('F8');
  await page.keyboard.press('ControlOrMeta+.');
  await page.locator('.action-widget').getByText('count').first().click();
  await expect(page.getByText('No problems')).toBeVisible();
  await expect(page.locator('.view-lines')).toContainText('o.count');
});

test('EDT-6 behind a pipe the functions that fit come first, each with its result', async ({ page }) => {
  await open(page, program.replace(' | filter(o -> many(o, 2))', ' | '));
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.press('Control+Space');
  const first = page.locator('.suggest-widget .monaco-list-row').first();
  await expect(first).toBeVisible();
  const offered = await page.locator('.suggest-widget .monaco-list-row').allInnerTexts();
  expect(offered.slice(0, 8).join(' ')).not.toContain('keyword');
  await page.keyboard.type('filt');
  await expect(first).toContainText('filter');
  await expect(first).toContainText('[Otter]');
});

test('EDT-1 a function without brackets is coloured by what it means', async ({ page }) => {
  await open(page, 'func main() -> (\n  [3, 1]: [Int64]\n  | max\n)');
  const colour = (word: string) =>
    page
      .locator('.view-line span span', { hasText: new RegExp(`^\\s*${word}$`) })
      .first()
      .evaluate((one) => getComputedStyle(one).color);
  await expect.poll(async () => (await colour('max')) === (await colour('main'))).toBe(true);
});
