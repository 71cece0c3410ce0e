import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { openHolt, rowOf, write } from './page';

const palette = (page: Page) => page.getByRole('dialog', { name: 'All commands' });
const settings = (page: Page) => page.getByRole('dialog', { name: 'Settings' });

async function openPalette(page: Page, typed = ''): Promise<void> {
  await page.keyboard.press('ControlOrMeta+K');
  await expect(palette(page).getByRole('combobox')).toBeFocused();
  await page.keyboard.type(typed);
}

test('CMD-1 the palette finds commands with a typing mistake, and what was chosen lately comes first', async ({
  page,
}) => {
  await openHolt(page);
  await openPalette(page, 'veiw plan');
  await expect(palette(page).getByRole('option').first()).toContainText('View: Plan');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Plan' })).toHaveAttribute('aria-selected', 'true');
  await openPalette(page);
  await expect(palette(page).getByRole('option').first()).toContainText('View: Plan');
  await expect(palette(page).getByRole('option').first()).toContainText('Shift+Alt+2');
});

test('CMD-1 files, names, steps, columns, examples and settings by their signs', async ({ page }) => {
  await openHolt(page);
  await rowOf(page, 0);
  const finds = async (typed: string, title: string) => {
    await openPalette(page, typed);
    await expect(palette(page).getByRole('option').first()).toContainText(title);
    await page.keyboard.press('Enter');
    await expect(palette(page)).toHaveCount(0);
  };
  await finds('#filter', 'filter year > 2020');
  await expect(page.getByRole('region', { name: 'Step filter year > 2020' })).toBeVisible();
  await finds(':otters', 'otters');
  await expect(page.getByRole('tab', { name: 'Result' })).toHaveAttribute('aria-selected', 'true');
  await finds('@sighting', 'Sighting');
  await expect(page.getByRole('main').getByRole('textbox').first()).toBeFocused();
  await finds('/module', 'module.lt');
  await finds(',dark', 'Theme: dark');
  await expect(page.locator('html[data-theme=dark]')).toBeAttached();
  await finds('!look', 'Look it up');
  await expect(page.getByRole('button', { name: /Project name: Look it up/ })).toBeVisible();
});

test('CMD-1 the palette answers each key before the next', async ({ page }) => {
  await openHolt(page);
  await openPalette(page);
  const answers = await page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('.palette-input')!;
    const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!;
    return [...'format'].map((letter) => {
      setter.call(input, input.value + letter);
      input.dispatchEvent(new Event('input', { bubbles: true }));
      return document.querySelectorAll('.palette [role=option]').length;
    });
  });
  expect(answers).toEqual([...answers].sort((a, b) => b - a));
  expect(answers.at(-1)).toBeLessThan(answers[0]!);
  await expect(page.getByRole('option').first()).toContainText('Format');
});

test('CMD-2 a key is changed, a conflict is told, keys are exported, and all are reset', async ({ page }) => {
  await openHolt(page);
  await page.keyboard.press('ControlOrMeta+,');
  const key = (title: string) =>
    settings(page).getByRole('button', { name: new RegExp(`^Key of ${title}:`) });
  await key('Format the code').click();
  await page.keyboard.press('Alt+j');
  await expect(key('Format the code')).toHaveText('Alt+J');
  await key('Open a data file').click();
  await page.keyboard.press('Alt+j');
  await expect(settings(page).getByRole('alert')).toContainText('Format the code');
  await expect(settings(page).getByRole('alert')).toContainText('Open a data file');
  await settings(page).getByRole('button', { name: 'take the key away: Open a data file' }).click();
  await expect(settings(page).getByRole('alert')).toHaveCount(0);
  const download = page.waitForEvent('download');
  await settings(page).getByRole('button', { name: 'Export keys' }).click();
  const exported = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
  expect(exported.holtKeys).toMatchObject({ format: 'Alt+J', open: '' });
  await page.keyboard.press('Escape');

  await write(page, 'func main()->1:Int64');
  await page.keyboard.press('Alt+j');
  await expect(page.locator('.view-lines')).toContainText('func main() -> 1: Int64');
  await page.reload();
  await page.waitForSelector('html[data-editor=ready]');
  await page.keyboard.press('ControlOrMeta+,');
  await expect(key('Format the code')).toHaveText('Alt+J');
  await settings(page).getByRole('button', { name: 'Reset all keys' }).click();
  await expect(key('Format the code')).toHaveText('Shift+Alt+F');
  await settings(page)
    .locator('input[type=file]')
    .setInputFiles({
      name: 'keys.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(exported)),
    });
  await expect(key('Format the code')).toHaveText('Alt+J');
});

test('CMD-2 the sheet of keys has the key that is in use; ? opens it outside text only', async ({ page }) => {
  await openHolt(page);
  await page.getByRole('main').getByRole('textbox').first().focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toHaveCount(0);
  await page.keyboard.press('Backspace');
  await page.getByRole('tab', { name: 'Result' }).focus();
  await page.keyboard.type('?');
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  await expect(sheet).toContainText('Run the program');
  await expect(sheet).toContainText('Ctrl+Enter');
  await expect(sheet).toContainText('Esc Esc');
});

test('CMD-3 single letters can be switched off; Ctrl+K in the editor opens the palette and begins no chord', async ({
  page,
}) => {
  await openHolt(page);
  await page.keyboard.press('ControlOrMeta+,');
  await settings(page).getByRole('checkbox', { name: 'Single letters act outside text' }).uncheck();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Result' }).focus();
  await page.keyboard.type('?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('main').getByRole('textbox').first().focus();
  await page.keyboard.press('ControlOrMeta+K');
  await expect(palette(page)).toBeVisible();
});

test('LOOK-2 code from 12 to 28 px, dense or not, kept over a reload', async ({ page }) => {
  await openHolt(page);
  await page.keyboard.press('ControlOrMeta+,');
  await settings(page).getByRole('combobox', { name: 'Size of code' }).selectOption('28 px');
  await settings(page).getByRole('combobox', { name: 'Density' }).selectOption('compact');
  await page.keyboard.press('Escape');
  const size = () =>
    page
      .locator('.view-line')
      .first()
      .evaluate((line) => getComputedStyle(line).fontSize);
  await expect.poll(size).toBe('28px');
  await page.reload();
  await page.waitForSelector('html[data-editor=ready]');
  await expect.poll(size).toBe('28px');
  await expect(page.locator('html[data-density=compact]')).toBeAttached();
  const ligatures = () =>
    page
      .locator('.view-line')
      .first()
      .evaluate((line) => getComputedStyle(line).fontVariantLigatures);
  await expect.poll(ligatures).toBe('none');
});
