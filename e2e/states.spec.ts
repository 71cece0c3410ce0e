import { expect, type Page, test } from '@playwright/test';
import { chooseRunner, openHolt, rowOf, write } from './page';

const views = (page: Page) => page.getByRole('region', { name: 'Views' });

test('STA-1 an empty program has three ways in', async ({ page }) => {
  await openHolt(page);
  await write(page, ' ');
  const ways = page.getByRole('region', { name: 'Nothing is written yet.' });
  await expect(ways.getByRole('button')).toHaveCount(3);
  await ways.getByRole('button', { name: 'Write main' }).click();
  await expect(page.locator('.view-lines')).toContainText('func main() ->');
  await page.keyboard.type('1: Int8');
  await expect(views(page)).toContainText('Int8');
  await expect(ways).toHaveCount(0);
});

test('STA-2 without main the functions that could be run are offered', async ({ page }) => {
  await openHolt(page);
  await write(page, 'func double(n: Int64): Int64 -> n * 2\nfunc answer(): Int64 -> double(21)\n');
  await expect(views(page).getByText('There is no function named main')).toBeVisible();
  await expect(views(page).getByRole('button', { name: 'Run double' })).toBeVisible();
  await views(page).getByRole('button', { name: 'Run answer' }).click();
  await expect(views(page).locator('output.scalar', { hasText: '42' })).toBeVisible();
});

test('STA-3 EDT-21 a broken program keeps its last result, dimmed and dated, and its fix is one press away', async ({
  page,
}) => {
  await openHolt(page);
  await rowOf(page, 0);
  await write(
    page,
    'type R: {id: Int64}\nconst rows: [R] = [{1}]\nfunc main() -> rows | map(r -> {found = r.idd})\n',
  );
  await expect(views(page).getByText(/of an earlier text, \d+ edits? ago/)).toBeVisible();
  await expect(views(page).locator('.result-body.older').getByRole('grid')).toBeVisible();
  await expect(page.getByRole('button', { name: '1 problem', exact: true })).toBeVisible();
  await views(page)
    .getByRole('region', { name: /once the program checks/ })
    .getByRole('button')
    .first()
    .click();
  await expect(page.locator('.view-lines')).toContainText('r.id}');
  await expect(views(page).getByText('1 row × 1 column')).toBeVisible();
});

test('STA-7 a run that stops says why and where, and leads to the source', async ({ page }) => {
  await openHolt(page);
  await write(page, 'const xs: [Int64] = [3, 0]\nfunc main() -> xs | map(x -> 6 / x)\n');
  const stopped = views(page).getByRole('alert');
  await expect(stopped).toContainText('The run stopped');
  await expect(stopped).toContainText('division by zero');
  await expect(stopped.getByRole('figure')).toContainText('module.lt, line 2');
  await expect(stopped.getByRole('figure').locator('mark')).toHaveText('6 / x');
  await stopped.getByRole('button', { name: 'Go to the place' }).click();
  await expect(page.getByRole('main').getByRole('textbox').first()).toBeFocused();
  await write(page, 'func double(n: Int64): Int64 -> n * 2\n');
  await expect(views(page).getByRole('button', { name: 'Run double' })).toBeVisible();
  await expect(stopped).toHaveCount(0);
});

test('STA-8 EDT-22 a program that no runner takes says which would, and goes back to them in one press', async ({
  page,
}) => {
  await openHolt(page);
  await rowOf(page, 0);
  await page.getByRole('button', { name: /^Runner/ }).click();
  await page.getByRole('menuitemradio', { name: /^By selector/ }).click();
  await page.getByRole('dialog', { name: 'Selector' }).getByRole('textbox').fill('runner=nowhere');
  await page.keyboard.press('Enter');
  const refused = views(page).getByRole('alert');
  await expect(refused).toContainText('No runner takes this program');
  await expect(refused).toContainText('runner=nowhere');
  await refused.getByRole('button', { name: 'Run on Auto' }).click();
  await rowOf(page, 0);
  await expect(refused).toHaveCount(0);
});

test('STA-14 where nothing is kept the page says so, and the project goes out as a file', async ({
  page,
}) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied', 'SecurityError');
    };
  });
  await openHolt(page);
  await write(page, 'func main() -> 6 * 7: Int64\n');
  const note = page.getByRole('alert').filter({ hasText: 'This browser keeps nothing' });
  await expect(note).toContainText('until you close the page');
  await expect(views(page).getByText('42')).toBeVisible();
  const saving = page.waitForEvent('download');
  await note.getByRole('button', { name: 'Export the project' }).click();
  expect((await saving).suggestedFilename()).toMatch(/\.zip$/);
  await note.getByRole('button', { name: 'Close this note' }).click();
  await expect(note).toHaveCount(0);
});

test('STA-21 with little memory engines are off until one is asked for by its button, and looks are shorter', async ({
  page,
}) => {
  await openHolt(page, '/', 2);
  await rowOf(page, 0);
  const packs: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('.pack')) packs.push(request.url());
  });
  await chooseRunner(page, 'DuckDB');
  const question = views(page).getByRole('heading', { name: 'This program needs DuckDB' }).locator('..');
  await expect(question).toContainText('This device has little memory (2 GB)');
  await expect(question.getByRole('button', { name: 'Load 7.9 MB and run' })).toBeVisible();
  await question.getByRole('button', { name: 'Run on Interpreter' }).click();
  await expect(question).toHaveCount(0);
  await rowOf(page, 0);
  expect(packs).toEqual([]);
  await write(page, 'func main() -> sequence(0: Int64, 5000)\n| map(n -> {n})\n| filter(r -> r.n > 3)\n');
  await expect(page.locator('.result-facts')).toContainText('4,996 rows');
  await page.getByRole('tab', { name: 'Plan' }).click();
  await page.locator('.plan-node', { hasText: 'map' }).click();
  await expect(views(page).getByText('the first 200 rows')).toBeVisible();
});

test('STA-20 without WebAssembly the page says what is missing, and program and stored result stay', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'WebAssembly');
  });
  await page.goto('/');
  await expect(page.getByRole('alert')).toContainText('WebAssembly');
  await expect(page.getByText('func main() -> sightings')).toBeVisible();
  await expect(page.getByRole('cell', { name: '11' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Copy the program' })).toBeVisible();
});

test('STA-22 STA-23 a fault in one region leaves the others, and the region can be loaded again', async ({
  page,
}) => {
  await openHolt(page);
  await rowOf(page, 0);
  // A fault of ours, provoked: whatever the views print numbers with is broken for a while.
  await page.evaluate(() => {
    const whole = Object.getOwnPropertyDescriptor(Intl.NumberFormat.prototype, 'format')!;
    const broken = () => {
      throw new Error('provoked');
    };
    Object.defineProperty(Intl.NumberFormat.prototype, 'format', { configurable: true, get: () => broken });
    Object.assign(window, {
      mend: () => Object.defineProperty(Intl.NumberFormat.prototype, 'format', whole),
    });
  });
  await page.getByRole('main').getByRole('textbox').first().focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('# still here');
  const fault = page.getByRole('alert').filter({ hasText: 'This part stopped working' }).first();
  await expect(fault).toContainText('This is our fault');
  await expect(fault.getByRole('button', { name: 'Copy report' })).toBeVisible();
  await expect(page.locator('.view-lines')).toContainText('# still here');
  await page.evaluate(() => (window as unknown as { mend: () => void }).mend());
  const reload = page.getByRole('button', { name: 'Reload this part' });
  const pressed = () =>
    reload.evaluateAll((all) => {
      for (const one of all) (one as HTMLElement).click();
      return all.length;
    });
  await expect.poll(pressed).toBe(0);
  await expect(page.getByRole('alert').filter({ hasText: 'This part stopped working' })).toHaveCount(0);
  await expect(page.getByRole('tab', { name: 'Plan' })).toBeVisible();
});
