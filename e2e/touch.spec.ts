import { expect, type Page, test } from '@playwright/test';
import { openHolt } from './page';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const field = (page: Page) => page.getByRole('textbox', { name: /^Lutra source/ });
const help = (page: Page, name: string) => page.getByRole('region', { name });

/** Writes the whole program; a caret is left where `‸` stands. */
async function write(page: Page, text: string): Promise<void> {
  await field(page).fill(text.replace('‸', ''));
  const at = text.includes('‸') ? text.indexOf('‸') : text.length;
  await field(page).evaluate((element, place) => {
    (element as HTMLTextAreaElement).setSelectionRange(place, place);
  }, at);
}

const rows = 'type Row: {id: Int64, name: Text}\nconst rows: [Row] = [{1, "a"}, {2, "b"}]\n';

test('LAY-8 completion offers the fields of a row, and a tap writes one', async ({ page }) => {
  await openHolt(page);
  await write(page, `${rows}func main() -> rows | map(r -> r‸)`);
  await field(page).pressSequentially('.n');
  const entry = help(page, 'Completion').getByRole('button', { name: /^name/ });
  await expect(entry).toContainText('Text');
  await entry.tap();
  await expect(field(page)).toHaveValue(`${rows}func main() -> rows | map(r -> r.name)`);
  await expect(field(page)).toBeFocused();
});

test('LAY-8 a long press tells what a word is; on a pipe also the rows that flow', async ({ page }) => {
  await openHolt(page);
  await write(page, `${rows}func main() -> rows ‸| map(r -> r.name)`);
  await expect(page.getByText('Run finished, 2 rows')).toBeAttached();
  // The finger's place is the caret's: what a device does on a long press is its own.
  await field(page).dispatchEvent('pointerdown', { clientX: 200, clientY: 200, pointerType: 'touch' });
  await expect(help(page, 'About this word')).toContainText('[Row]');
  await expect(help(page, 'About this word').getByRole('cell', { name: 'b' })).toBeVisible();
});

test('LAY-8 a problem is underlined at its span, told in words, and mended by its fix', async ({ page }) => {
  await openHolt(page);
  await write(page, `${rows}func main() -> rows | map(r -> r.nmae)`);
  await expect(page.locator('.touch-error')).toHaveText('.nmae');
  await field(page).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(help(page, 'Problem of this line')).toContainText('nmae');
  await help(page, 'Problem of this line').getByRole('button', { name: /name/ }).first().tap();
  await expect(page.locator('.touch-error')).toHaveCount(0);
  await expect(field(page)).toHaveValue(/r\.name/);
});

test('LAY-9 the key row types what phones hide, undoes and completes', async ({ page }) => {
  await openHolt(page);
  await write(page, 'func main() ');
  await field(page).focus();
  const row = page.getByRole('toolbar', { name: 'Symbols' });
  for (const key of ['->', '{', '[', '(', ':', '"', '|', '.']) {
    await expect(row.getByRole('button', { name: key, exact: true })).toBeAttached();
  }
  await row.getByRole('button', { name: '->', exact: true }).tap();
  await expect(field(page)).toHaveValue('func main() -> ');
  await row.getByRole('button', { name: 'undo' }).tap();
  await expect(field(page)).toHaveValue('func main() ');
  await row.getByRole('button', { name: 'complete' }).tap();
  await expect(help(page, 'Completion')).toBeVisible();
});

test('LAY-10 when the keyboard takes half of the screen, or the device turns, the caret stays in sight', async ({
  page,
}) => {
  await openHolt(page);
  const lines = Array.from({ length: 40 }, (_, i) => `const c${i}: Int64 = ${i}`).join('\n');
  await write(page, `${lines}\nfunc main() -> c39`);
  await field(page).focus();
  await page.keyboard.press('End');
  const caretInSight = () =>
    field(page).evaluate((element) => {
      const scroller = element.closest('.touch-editor')!;
      const height = Number.parseFloat(getComputedStyle(element).lineHeight);
      const { value, selectionStart } = element as HTMLTextAreaElement;
      const line = value.slice(0, selectionStart).split('\n').length - 1;
      const top = 12 + line * height - scroller.scrollTop;
      return top >= 0 && top + height <= scroller.clientHeight;
    });
  for (const size of [
    { width: 390, height: 480 },
    { width: 844, height: 390 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(size);
    await expect.poll(caretInSight).toBe(true);
    await expect(field(page)).toHaveValue(/c39$/);
  }
});

test('LAY-8 the setting takes the other editor by hand', async ({ page }) => {
  await openHolt(page);
  await expect(page.locator('.touch-editor')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+,');
  await page
    .getByRole('dialog', { name: 'Settings' })
    .getByRole('combobox', { name: 'Kind of editor' })
    .selectOption('desktop editor');
  await page.keyboard.press('Escape');
  await expect(page.locator('.monaco-editor').first()).toBeVisible({ timeout: 20_000 });
});
