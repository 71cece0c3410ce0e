import { expect, type Page } from '@playwright/test';

/** Opens the page and waits until the editor and the first live result are there. */
export async function openHolt(page: Page, path = '/'): Promise<void> {
  await page.goto(path);
  await expect(page.locator('html[data-editor=ready]')).toBeAttached({ timeout: 20_000 });
}

/** Replaces the whole program, by pasting: typing would meet the editor's own closing of brackets. */
export async function write(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.getByRole('main', { name: 'Editor' }).getByRole('textbox').first().focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('ControlOrMeta+V');
}

/** Chooses a runner by its name in the Bar. */
export async function chooseRunner(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Runner/ }).click();
  await page.getByRole('menuitemradio', { name: new RegExp(`^${name}`) }).click();
}

/** The cells of one row of the result, as text. */
export async function rowOf(page: Page, row: number): Promise<string[]> {
  const grid = page.getByRole('grid');
  const cells = grid.locator(`[aria-rowindex="${row + 2}"] [role=gridcell]`);
  await expect(cells.first()).not.toBeEmpty();
  return cells.allInnerTexts();
}

/** A file of river levels, as big as asked. */
export function riverLevels(rows: number): Buffer {
  const towns = ['Solkan', 'Litija', 'Podbočje', 'Ljubljana', 'Maribor'];
  const lines = ['id,day,town,level,flooded,note'];
  for (let i = 0; i < rows; i++) {
    const day = new Date(Date.UTC(2015, 0, 1 + (i % 3000))).toISOString().slice(0, 10);
    const level = (1 + (i % 200) / 100).toFixed(2);
    lines.push(
      `${i},${day},${towns[i % 5]},${level},${i % 7 === 0},${i % 11 === 0 ? '"high, ""muddy"""' : ''}`,
    );
  }
  return Buffer.from(`${lines.join('\n')}\n`);
}
