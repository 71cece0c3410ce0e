import { expect, type Page, test } from '@playwright/test';
import { openHolt, rowOf, write } from './page';

/** Drops a file on the page as a person does. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  await dropAll(page, [[name, text]]);
}

/** Drops several files at once, each with its text. */
async function dropAll(page: Page, given: readonly (readonly [string, string])[]): Promise<void> {
  const files = await page.evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const [name, text] of all) transfer.items.add(new File([text], name));
    return transfer;
  }, given);
  for (const event of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('body', event, { dataTransfer: files });
}

const towns = 'id,town,level\n1,Solkan,1.5\n2,Bled,2.25\n3,Litija,0.5\n';

test.beforeEach(async ({ page }) => {
  await openHolt(page);
});

test('DAT-2 the preview sheet says what a file is before anything is added', async ({ page }) => {
  await drop(page, 'river towns.csv', towns);
  const sheet = page.getByRole('dialog');
  await expect(sheet).toContainText('3 rows · 3 columns · 52 B · delimited text');
  await expect(sheet.getByLabel('Encoding')).toHaveValue('utf-8');
  await expect(sheet.getByLabel('Separator')).toHaveValue(',');
  await expect(sheet.getByLabel('The first line names the columns')).toBeChecked();
  await expect(sheet.getByLabel('Name in the code')).toHaveValue('river_towns');
  await expect(sheet).toContainText('whole numbers');
  await expect(sheet.getByRole('cell', { name: 'Solkan' })).toBeVisible();
  await sheet.getByRole('button', { name: 'Cancel' }).first().click();
  await expect(page.getByRole('button', { name: 'Look at river_towns' })).toHaveCount(0);
});

test('DAT-8 a file that is dropped while another is read takes its place', async ({ page }) => {
  await page.evaluate(() => {
    // Several parts to read, so that the first is given up before the second is there.
    const content = `n\n${`${'x'.repeat(8000)}\n`.repeat(800)}`;
    for (const name of ['first.csv', 'second.csv']) {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], name));
      for (const event of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(event, { dataTransfer, bubbles: true, cancelable: true }));
    }
  });
  await expect(page.getByRole('dialog').getByLabel('Name in the code')).toHaveValue('second');
  await expect(page.getByRole('status').filter({ hasText: 'was cancelled' })).toHaveCount(0);
});

test('DAT-1 several files have their sheets in turn; DAT-2 a name that is taken is not taken away unless it is asked for', async ({
  page,
}) => {
  const sheet = page.getByRole('dialog');
  const accept = () => sheet.getByRole('button', { name: 'Add to the program' }).click();
  await dropAll(page, [
    ['towns.csv', towns],
    ['rivers.csv', 'river,length\nSoča,138\n'],
  ]);
  await expect(sheet).toContainText('Add towns.csv');
  await drop(page, 'towns.csv', 'town,people\nBled,8000\n');
  await expect(sheet).toContainText('2 more files follow when this sheet is closed.');
  await accept();
  await expect(sheet).toContainText('Add rivers.csv');
  await sheet.getByRole('button', { name: 'Cancel' }).first().click();
  await expect(sheet).toContainText('1 row · 2 columns');
  await expect(sheet.getByLabel('Name in the code')).toHaveValue('towns_2');
  await expect(sheet.getByLabel('Row type')).toHaveValue('Towns2');
  await sheet.getByRole('button', { name: 'Replace towns' }).click();
  await expect(sheet.getByLabel('Row type')).toHaveValue('Towns');
  await expect(sheet).toContainText('This replaces the rows of the data set towns.');
  await accept();
  await expect.poll(() => rowOf(page, 0)).toEqual(['Bled', '8000']);
  await page.getByRole('button', { name: 'Actions for towns' }).click();
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: 'Replace the file…' }).click();
  await (await choosing).setFiles({ name: 'newer.csv', mimeType: 'text/csv', buffer: Buffer.from(towns) });
  await expect(sheet.getByLabel('Name in the code')).toHaveValue('towns');
  await accept();
  await expect.poll(() => rowOf(page, 0)).toEqual(['1', 'Solkan', '1.5']);
});

test('DAT-1 bytes without their type are added with it, and ask for it where it is missing', async ({
  page,
}) => {
  const whole = (n: number) => String.fromCharCode(n, 0, 0, 0, 0, 0, 0, 0);
  // Two items, 8 bytes on: the tuples {7} and {9}.
  const bytes = `\u0008\0\0\0\u0002\0\0\0${whole(7)}${whole(9)}`;
  await drop(page, 'levels.ld', bytes);
  await expect(page.getByText('Drop it together with its type, levels.type.lt')).toBeVisible();
  await dropAll(page, [
    ['levels.ld', bytes],
    ['levels.type.lt', 'type Level: {level: Int64}\ntype Value: [Level]\n'],
  ]);
  const sheet = page.getByRole('dialog');
  await expect(sheet).toContainText('2 rows · 1 column');
  await sheet.getByRole('button', { name: 'Add to the program' }).click();
  await expect.poll(() => rowOf(page, 1)).toEqual(['9']);
});

test('DAT-3 columns are renamed, retyped, dropped and made optional; DAT-4 one undo takes all of it back', async ({
  page,
}) => {
  await write(page, 'func main() -> 1\n');
  await drop(page, 'towns.csv', towns);
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('Column town').fill('place');
  await sheet.getByLabel('Keep id').uncheck();
  await sheet.getByLabel('Type level').selectOption('Decimal');
  await sheet.getByLabel('May be empty').nth(2).check();
  await sheet.getByRole('button', { name: 'Add to the program' }).click();
  const editor = page.getByRole('main', { name: 'Editor' });
  await expect(editor).toContainText('place: Text');
  await expect(editor).toContainText('level: Decimal?');
  await expect(editor).toContainText('func main(towns: [Towns])');
  await editor.getByRole('textbox').first().focus();
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(editor).not.toContainText('Towns');
  await expect(editor).toContainText('func main() -> 1');
});

test('DAT-5 DAT-6 commas and days are read as they are meant, and columns keep their names', async ({
  page,
}) => {
  await drop(page, 'prices.csv', '\uFEFFTag;Preis €\n01.02.2024;1.234,50\n28.12.2023;0,5\n');
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: 'read as Date, day first' }).click();
  await sheet.getByRole('button', { name: 'read as Float64, decimals after the comma' }).click();
  await sheet.getByRole('button', { name: 'Add to the program' }).click();
  await expect(page.locator('.view-lines')).toContainText('`Preis €`: Float64');
  await expect.poll(() => rowOf(page, 0)).toEqual(['2024-02-01', '1234.5']);
});

test('DAT-5 JSON with nested values becomes tuples and arrays', async ({ page }) => {
  await drop(page, 'orders.json', '[{"id": 1, "lines": [{"sku": "a", "qty": 2}]}, {"id": 2, "lines": []}]');
  await page.getByRole('dialog').getByRole('button', { name: 'Add to the program' }).click();
  await expect.poll(() => rowOf(page, 0)).toEqual(['1', '[1]']);
});

test('DAT-7 and STA-17 rows that do not fit are listed, and every choice is one press', async ({ page }) => {
  await drop(page, 'towns.csv', towns);
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('Type town').selectOption('Int64');
  await sheet.getByRole('button', { name: 'Add to the program' }).click();
  await expect(sheet.getByRole('alert')).toContainText('3 rows do not fit the chosen types');
  await expect(sheet.getByRole('alert')).toContainText(
    'line 2: column town holds "Solkan", which is no Int64',
  );
  await sheet.getByRole('button', { name: 'Read the columns as Text' }).click();
  await expect(sheet.getByLabel('Type town')).toHaveValue('Text/');
  await sheet.getByRole('button', { name: 'Add to the program' }).click();
  await expect.poll(() => rowOf(page, 0)).toEqual(['1', 'Solkan', '1.5']);
});

test('DAT-10 and STA-18 an address is asked only after a press that names its host, and a refusal says what to do', async ({
  page,
}) => {
  const asked: string[] = [];
  await page.route('https://data.example/**', (route) => {
    asked.push(route.request().url());
    return route.abort();
  });
  await page.getByRole('button', { name: 'From an address' }).click();
  await page.getByLabel('Address of a data file').fill('https://data.example/towns.csv');
  expect(asked).toEqual([]);
  await page.getByRole('button', { name: 'Load from data.example' }).click();
  await expect(page.getByText('data.example does not let this page load the file.')).toContainText(
    'Download the file, then drop it here.',
  );
});

test('DAT-11 a sample is one choice away', async ({ page }) => {
  await page.getByRole('button', { name: 'Sample data' }).click();
  await expect(page.getByRole('menuitem')).toHaveCount(10);
  await page.getByRole('menuitem', { name: 'Shop orders with lines' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Add to the program' }).click();
  await expect(page.locator('.result-facts')).toContainText('100 rows × 6 columns');
});

test('DAT-12 the Data panel tells and does: facts, peek, profile, rename, remove', async ({ page }) => {
  await drop(page, 'towns.csv', towns);
  await page.getByRole('dialog').getByRole('button', { name: 'Add to the program' }).click();
  const line = page.getByRole('button', { name: 'Look at towns' });
  await expect(line).toContainText('3 rows');
  await expect(line).toContainText('from towns.csv');
  await expect(line).toContainText('used in');
  const act = async (name: string, item: string) => {
    await page.getByRole('button', { name: `Actions for ${name}` }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await act('towns', 'Profile of the columns');
  const profile = page.getByRole('region', { name: 'Profile' });
  await expect(profile).toContainText('Litija');
  await expect(profile).toContainText('Distinct');
  await act('towns', 'Look at the rows');
  await expect(page.getByRole('gridcell', { name: 'Litija' })).toBeVisible();
  await act('towns', 'Rename…');
  await page.getByLabel('New name of towns').fill('places');
  await page.getByLabel('New name of towns').press('Enter');
  await expect(page.getByRole('button', { name: 'Look at places' })).toBeVisible();
  await act('places', 'Remove');
  await expect(page.getByRole('button', { name: 'Look at places' })).toHaveCount(0);
});
