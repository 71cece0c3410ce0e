import { expect, type Page, test } from '@playwright/test';
import { openHolt, write } from './page';

/*
 * What is wrong is said in plain words at the right place, and nothing a person has is lost.
 */

const strip = (page: Page) => page.getByRole('region', { name: 'Status strip' });
const editor = (page: Page) => page.locator('.view-lines');

async function open(page: Page, name: string, content: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'choose a file' }).click();
  await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
}

test('STA-17 a file without rows or of another kind is refused in a sentence, and the program stays', async ({
  page,
}) => {
  await page.clock.install();
  await openHolt(page);
  for (const [name, content, says] of [
    ['empty.csv', '', 'empty.csv holds no rows.'],
    ['blank.csv', '\n\n\n', 'blank.csv holds no rows.'],
    ['picture.png', 'x', 'picture.png is none of these'],
  ] as const) {
    await open(page, name, content);
    await expect(strip(page)).toContainText(says);
    // A plain notice goes after six seconds; what did not work stays.
    await page.clock.fastForward(7000);
    await expect(strip(page)).toContainText(says);
    await expect(editor(page)).toContainText('func main()');
  }
});

test('DAT-7 a broken quote costs one row, which is named with its line', async ({ page }) => {
  await openHolt(page);
  await open(page, 'rivers.csv', 'river,otters\nKrka,3\n"Soča,5\nKolpa,1\n');
  const sheet = page.getByRole('dialog', { name: 'Add rivers.csv' });
  await sheet.getByRole('button', { name: 'Add to the program' }).click();
  await expect(sheet).toContainText('1 row does not fit');
  await expect(sheet).toContainText('line 3');
  await sheet.getByRole('button', { name: 'Skip these rows' }).click();
  await expect(page.getByText('2 rows × 2 columns')).toBeVisible();
});

const mistakes = [
  { name: 'an unclosed bracket', text: 'func main() -> (1: Int64', says: 'expected', line: 1 },
  { name: 'a stray symbol', text: 'const a = 1: Int64\n)\nfunc main() -> a', says: 'expected', line: 2 },
  {
    name: 'an unknown name',
    text: 'func main() -> [1: Int64]\n| map(x -> nowhere)',
    says: 'name does not exist',
    line: 2,
  },
  {
    name: 'a type error',
    text: 'func main(): Bool -> (\n  1: Int8\n)',
    says: 'expected type `Bool`, but found type `Int8`',
    line: 2,
  },
];
test('STA-3 each mistake is told at its line, and pressing it goes there', async ({ page }) => {
  test.setTimeout(120_000);
  await openHolt(page);
  const list = page.getByRole('region', { name: 'Problems' });
  for (const { name, text, says, line } of mistakes) {
    await write(page, text);
    if (!(await list.isVisible())) await page.getByRole('button', { name: /^\d problems?$/ }).click();
    await expect(list.getByRole('listitem').first(), name).toContainText(says);
    await expect(list.getByRole('listitem').first(), name).toContainText(`line ${line},`);
    await list.getByRole('button').first().click();
    await expect(page.locator('.squiggly-error').first()).toBeVisible();
  }
  await write(page, ['const = 1', 'func () ->', 'type : {', 'func main() -> )'].join('\n'));
  await expect(page.getByRole('button', { name: /problems?$/ }).first()).toBeVisible();
  await expect(editor(page)).toContainText('func main() -> )');
});

test('STA-16 a link with one character changed says so, and opens what is left or keeps the own work', async ({
  page,
  browser,
}) => {
  await openHolt(page);
  await write(page, '#! Squares\nfunc main() -> [1, 2, 3]: [Int64] | map(n -> {n, square = n * n})\n');
  await expect(page.getByText('3 rows × 2 columns')).toBeVisible();
  await page.getByRole('button', { name: 'Share' }).click();
  const field = page.getByRole('textbox', { name: 'Link' });
  await expect(field).toHaveValue(/#p=/);
  const link = await field.inputValue();
  const start = link.indexOf('#p=') + 3;
  for (const at of [start + 1, start + 12, link.length - 4]) {
    const changed = link.slice(0, at) + (link[at] === 'A' ? 'B' : 'A') + link.slice(at + 1);
    const context = await browser.newContext();
    const other = await context.newPage();
    await openHolt(other, changed);
    await expect(
      other
        .getByRole('status')
        .filter({ hasText: /damaged|could not be opened|cannot be read|changed on its way/ }),
    ).toBeVisible();
    await expect(editor(other)).toContainText('func main()');
    await context.close();
  }
});
