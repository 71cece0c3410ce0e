import { expect, type Page } from '@playwright/test';

/**
 * Opens the page and waits until the editor is there; the result may still be the stored one. The page is told of
 * `memory` GB, whatever the machine has: with little of it it does otherwise (STA-21).
 */
export async function openHolt(page: Page, path = '/', memory = 8): Promise<void> {
  await page.addInitScript((told) => {
    Object.defineProperty(navigator, 'deviceMemory', { configurable: true, get: () => told });
  }, memory);
  await page.goto(path);
  await expect(page.locator('html[data-editor=ready]')).toBeAttached({ timeout: 20_000 });
}

/** Waits until what the page says of problems, steps and types is about the text as it stands. */
export async function checked(page: Page): Promise<void> {
  await expect(page.locator('.strip [aria-busy=false]')).toBeAttached();
}

/** Waits until the project and the rows of its last result are in the browser's storage. */
export async function saved(page: Page): Promise<void> {
  await expect(page.locator('html[data-kept=yes]')).toBeAttached();
}

/**
 * Replaces the whole program, and waits until it was checked. It is pasted: typing would meet the editor's own closing
 * of brackets.
 */
export async function write(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.getByRole('main', { name: 'Editor' }).getByRole('textbox').first().focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('ControlOrMeta+V');
  await checked(page);
}

/** Waits until the actions above the functions of a text are there, so that no line moves under the pointer. */
export async function laidOut(page: Page, text: string): Promise<void> {
  const functions = text.match(/^ *func /gm)?.length ?? 0;
  await expect(page.locator('.codelens-decoration')).toHaveCount(functions);
}

/** Lets programs run only when they are told to: whether one runs by itself depends on how quick the last run was. */
export async function runByHand(page: Page): Promise<void> {
  await page.keyboard.press('F1');
  await page.getByRole('dialog', { name: 'All commands' }).getByRole('combobox').fill('Run by itself');
  await page.getByRole('option', { name: /Run by itself/ }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** Waits until a runner has run the program. */
export async function ranOn(page: Page, runner: string): Promise<void> {
  await expect(page.getByRole('region', { name: 'Status strip' })).toContainText(`${runner} ·`, {
    timeout: 45_000,
  });
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
