import { type Browser, expect, type Page, test } from '@playwright/test';
import { openHolt, rowOf, saved, write } from './page';

/** The page as it is without scripts. */
async function withoutScripts(browser: Browser, look: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/');
  await look(page);
  await context.close();
}

const chip = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const code = (page: Page) => page.locator('.view-lines');

test('FST-1 the starter stands whole on the first screen: type, table, filter, group, sort', async ({
  browser,
}) => {
  await withoutScripts(browser, async (page) => {
    const text = await page.locator('.static-code').innerText();
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    expect(lines.length).toBeGreaterThanOrEqual(12);
    expect(lines.length).toBeLessThanOrEqual(16);
    for (const part of [/^type \w+: \{/m, /^const \w+: \[/m, '| filter(', '| group_map(', '| sort('])
      expect(text).toMatch(part);
    for (const line of await page.locator('.static-line').all()) await expect(line).toBeInViewport();
  });
});

test('FST-2 the first paint is content, before any script', async ({ browser }) => {
  await withoutScripts(browser, async (page) => {
    await expect(page.getByText('func main() -> sightings')).toBeVisible();
    await expect(page.getByRole('cell', { name: '11' })).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('progressbar')).toHaveCount(0);
  });
});

test('FST-3 a chip types its edit, the result follows, and one undo takes it back', async ({ page }) => {
  await openHolt(page);
  await rowOf(page, 0);
  await page.evaluate(() => {
    const seen = Object.assign(window, { steps: new Set<string>() });
    new MutationObserver(() => {
      seen.steps.add(document.querySelector('.view-lines')?.textContent ?? '');
    }).observe(document.querySelector('.view-lines')!, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  await chip(page, 'group by year').click();
  await expect.poll(() => rowOf(page, 0)).toEqual(['2023', '2', '10']);
  // It is typed, letter by letter, and does not come all at once.
  const steps = await page.evaluate(() => (window as unknown as { steps: Set<string> }).steps.size);
  expect(steps).toBeGreaterThan(2);
  await page.getByRole('main', { name: 'Editor' }).getByRole('textbox').first().focus();
  await page.keyboard.press('ControlOrMeta+Z');
  await expect.poll(() => rowOf(page, 0)).toEqual(['Soča', '2', '11']);

  await page.emulateMedia({ reducedMotion: 'reduce' });
  await chip(page, 'only after 2022').click();
  await expect(page.getByText('2 rows × 3 columns')).toBeVisible();
});

test('FST-4 a misspelled field is underlined and explained, and its quick fix mends it', async ({ page }) => {
  await openHolt(page);
  await rowOf(page, 0);
  await chip(page, 'break it: misspell a field').click();
  await expect(page.locator('.squiggly-error').first()).toBeVisible();
  await page.getByRole('button', { name: '1 problem' }).first().click();
  await expect(page.getByText('oters').first()).toBeVisible();
  await page.getByRole('main', { name: 'Editor' }).getByRole('textbox').first().focus();
  await page.keyboard.press('F8');
  await page.keyboard.press('ControlOrMeta+.');
  await page.locator('.action-widget').getByText('otters').first().click();
  await expect(page.getByText('No problems').first()).toBeVisible();
  await expect(page.locator('.squiggly-error')).toHaveCount(0);
  await expect(code(page)).toContainText('s.otters');
});

test('FST-5 the cells that changed last are marked for 1.5 s, and no others', async ({ page }) => {
  await openHolt(page);
  await write(page, 'func main() -> [{a = 1: Int64, b = 20: Int64}, {a = 3, b = 40}]');
  await expect.poll(() => rowOf(page, 1)).toEqual(['3', '40']);
  await expect(page.locator('[data-changed]')).toHaveCount(0);
  await page.getByRole('grid').evaluate((grid) => {
    const seen = Object.assign(window, { cells: new Set<string>(), from: 0, to: 0 });
    new MutationObserver(() => {
      const marked = [...grid.querySelectorAll('[data-changed]')];
      for (const cell of marked) seen.cells.add(cell.textContent ?? '');
      if (marked.length > 0 && seen.from === 0) seen.from = performance.now();
      if (marked.length === 0 && seen.from > 0 && seen.to === 0) seen.to = performance.now();
    }).observe(grid, { subtree: true, attributes: true, childList: true });
  });
  const seen = () =>
    page.evaluate(() => {
      const { cells, from, to } = window as unknown as { cells: Set<string>; from: number; to: number };
      return { cells: [...cells], from, to };
    });
  await page.evaluate(() => Object.assign(window, { cells: new Set(), from: 0, to: 0 }));
  await write(page, 'func main() -> [{a = 1: Int64, b = 20: Int64}, {a = 3, b = 41}]');
  await expect.poll(async () => (await seen()).from).toBeGreaterThan(0);
  // Another run with the same result takes no mark away.
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(' # same');
  await expect.poll(async () => (await seen()).to).toBeGreaterThan(0);
  const { cells, from, to } = await seen();
  expect(cells).toEqual(['41']);
  expect(to - from).toBeGreaterThan(1400);
});

test('FST-6 the stored result is what the live run gives', async ({ page, browser }) => {
  let stored: string[][] = [];
  await withoutScripts(browser, async (first) => {
    const rows = await first.locator('.first-result tbody tr').all();
    stored = await Promise.all(rows.map((row) => row.getByRole('cell').allInnerTexts()));
  });
  await openHolt(page);
  await expect(page.getByRole('region', { name: 'Status strip' })).toContainText('Interpreter');
  await expect(page.getByText('3 rows × 3 columns')).toBeVisible();
  const live = await Promise.all(stored.map((_, row) => rowOf(page, row)));
  expect(stored).toHaveLength(3);
  expect(live).toEqual(stored);
});

test('FST-7 without scripts or WebAssembly: program, result, explanation and a page on the language', async ({
  browser,
}) => {
  const explained = async (page: Page) => {
    await expect(page.getByText('func main() -> sightings')).toBeVisible();
    await expect(page.getByRole('cell', { name: '11' })).toBeVisible();
    await expect(page.getByText('groups them by river')).toBeVisible();
    await page.getByRole('link', { name: 'The language on one page, with examples' }).click();
    await expect(page.getByRole('heading', { name: 'Lutra on one page' })).toBeVisible();
    await expect(page.getByText('func double(n: Int64)')).toBeVisible();
    const groups = page.locator('section', {
      has: page.getByRole('heading', { name: 'Groups', exact: true }),
    });
    await expect(groups).toContainText('group_map');
    await expect(groups).toContainText('dearest = some(4.2)');
  };
  await withoutScripts(browser, explained);
  const bare = await browser.newPage();
  await bare.addInitScript(() => {
    Reflect.deleteProperty(window, 'WebAssembly');
  });
  await bare.goto('/');
  await explained(bare);
  await bare.close();
});

test('FST-8 a return visit finds scrolling and inputs as they were left', async ({ page }) => {
  await openHolt(page);
  const lines = Array.from({ length: 120 }, (_, i) => `# line ${i}`).join('\n');
  await write(page, `func main(n: Int64) -> n * 2\n${lines}\n# the end`);
  await page.getByRole('region', { name: 'Inputs', exact: true }).getByRole('textbox').first().fill('21');
  await expect(page.locator('output.scalar', { hasText: '42' })).toBeVisible();
  await saved(page);
  await page.reload();
  await expect(page.locator('output.scalar', { hasText: '42' })).toBeVisible({ timeout: 20_000 });
  await expect(
    page.getByRole('region', { name: 'Inputs', exact: true }).getByRole('textbox').first(),
  ).toHaveValue('21');
  await expect(code(page)).toContainText('the end');
});

test('FST-9 help tells what the word at the caret means and which examples use it', async ({ page }) => {
  await openHolt(page);
  await page.locator('.view-line').getByText('group_map').first().click();
  await page.getByRole('button', { name: 'Help', exact: true }).click();
  const help = page.getByRole('dialog', { name: 'Help' });
  await expect(help).toContainText('At the caret');
  await expect(help).toContainText('func group_map');
  await expect(help.getByRole('button', { name: /Otters|Groups/ }).first()).toBeVisible();
  await expect(help).toContainText('Ctrl+Enter');
  await help.getByRole('button', { name: 'Look at its definition' }).click();
  await expect(page.getByRole('textbox', { name: /std\/array/ })).toBeAttached();
});
