import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { openHolt, rowOf, write } from './page';

const views = (page: Page) => page.getByRole('region', { name: 'Views' });

async function chooseFilter(page: Page): Promise<void> {
  await openHolt(page);
  await rowOf(page, 0);
  await page.getByRole('tab', { name: 'Plan' }).click();
  await page.locator('.react-flow__node', { hasText: 'filter year > 2020' }).click();
  await expect(page.getByText('5 rows × 3 columns')).toBeVisible();
}

test('GRF-6 the chosen step stays lit while the pointer goes to another', async ({ page }) => {
  await chooseFilter(page);
  const lit = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('.lit-source')].map((mark) => {
        const { top, height } = mark.getBoundingClientRect();
        const line = [...document.querySelectorAll('.view-line')].find((one) => {
          const box = one.getBoundingClientRect();
          return box.top <= top + height / 2 && top + height / 2 < box.bottom;
        });
        return line?.textContent?.replaceAll('\u00a0', ' ') ?? '';
      }),
    );
  await expect.poll(lit).toEqual([expect.stringContaining('filter(')]);
  await page.locator('.react-flow__node', { hasText: 'group by river' }).hover();
  await expect(page.locator('.lit-pointed').first()).toBeVisible();
  await expect.poll(lit).toEqual([expect.stringContaining('filter(')]);
});

test('GRF-7 the tabs of a step: type, SQL of both dialects, IR, bytecode, numbers, lineage', async ({
  page,
}) => {
  await chooseFilter(page);
  const panel = page.getByRole('region', { name: /^Step filter/ });
  const open = (name: string) => panel.getByRole('button', { name, exact: true }).click();
  await open('Type');
  await expect(panel).toContainText('→[Sighting]');
  await expect(panel.getByLabel('What became of the columns')).toContainText('yearkept: Int16');
  await open('SQL');
  await expect(panel.getByRole('region', { name: 'SQL' })).toContainText('SELECT');
  await expect(panel.locator('mark')).toHaveText(['c2 > 2020']);
  await panel.getByRole('button', { name: 'PostgreSQL' }).click();
  await expect(panel.getByRole('region', { name: 'SQL' })).toContainText('SELECT');
  await open('IR');
  await expect(panel.getByRole('region', { name: 'IR' })).toContainText('std::array::filter');
  await open('Bytecode');
  await expect(panel.getByRole('region', { name: 'Bytecode' })).not.toBeEmpty();
  await open('Numbers');
  await expect(panel).toContainText('Rows out5');
  await open('Lineage');
  await expect(panel).toContainText('filtered by');
});

test('NODE-14 the SQL tab marks what the step at the caret or the chosen one became, and a press on a part chooses its step', async ({
  page,
}) => {
  await openHolt(page);
  await write(
    page,
    `type Book: {id: Int32, title: Text, year: Int16, stock: Int32}
func main() -> sql::from("books")
  | filter(func (b: Book) -> b.year >= 2000)
  | sort(b -> b.year)
  | map(b -> b.stock * 2)
  | sum()
`,
  );
  await page.getByRole('tab', { name: 'SQL' }).click();
  const panel = page.getByRole('tabpanel', { name: 'SQL' });
  const marks = panel.locator('mark');
  // The caret stands behind the last step.
  await expect(panel).toContainText('Compiled from the program');
  await expect(marks).toHaveCount(0);
  const caretTo = (line: number) =>
    page.getByRole('main', { name: 'Editor' }).locator('.view-line').nth(line).click();
  await caretTo(2);
  await expect(marks).toHaveText(['year >= 2000']);
  await expect(panel).toContainText('Marked: filter year >= 2000');
  await caretTo(3);
  await expect(panel).toContainText('Nothing is marked: sort by year');
  await expect(marks).toHaveCount(0);
  await panel.getByText('stock * ').click();
  await expect(marks).toHaveText(['stock * 2']);
  await expect(page.locator('.lit-source').first()).toBeVisible();
  await panel.getByRole('button', { name: 'PostgreSQL' }).click();
  await expect(marks).toHaveText(['stock * 2']);
});

/** Two functions of the program's own, of two steps each. */
const withFunctions = `func high(rows: [{town: Text, level: Int64}]) -> rows | filter(r -> r.level > 3) | sort(r -> r.level)
func main() -> [{town = "Solkan", level = 3: Int64}, {"Litija", 5}, {"Ptuj", 7}] | high | map(r -> {r.town})
`;

async function openPlanOf(page: Page, text: string): Promise<void> {
  await openHolt(page);
  await write(page, text);
  await page.getByRole('tab', { name: 'Plan' }).click();
}

const stepNamed = (page: Page, text: string) => page.locator('.react-flow__node', { hasText: text });

test('GRF-2 GRF-5 stages are hulls with their time, a function closes into one box with its rows', async ({
  page,
}) => {
  await openPlanOf(page, withFunctions);
  await expect(stepNamed(page, 'filter level > 3')).toBeVisible();
  await expect(page.locator('.plan-hull[data-kind=stage]').first()).toBeAttached();
  await expect(page.getByText(/^stage 1 · .*s$/)).toBeVisible();
  await page.getByRole('button', { name: 'high ▾' }).click();
  await expect(stepNamed(page, 'filter level > 3')).toHaveCount(0);
  await expect(stepNamed(page, 'high · 2 steps')).toContainText('2 rows');
  await stepNamed(page, 'high · 2 steps').click();
  await expect(stepNamed(page, 'filter level > 3')).toBeVisible();
});

test('GRF-1 a step that is there before and after an edit stays where it is', async ({ page }) => {
  await openPlanOf(page, withFunctions);
  const place = (text: string) => stepNamed(page, text).evaluate((one) => one.style.transform);
  await expect(stepNamed(page, 'filter level > 3')).toBeVisible();
  const before = await place('filter level > 3');
  await write(page, withFunctions.replace('| map(', '| slice(0, 1) | map('));
  await expect(stepNamed(page, 'slice')).toBeVisible();
  expect(await place('filter level > 3')).toBe(before);
});

test('GRF-8 a look is marked when the text has moved on', async ({ page }) => {
  await openPlanOf(page, withFunctions);
  await stepNamed(page, 'filter level > 3').click();
  const panel = page.getByRole('region', { name: /^Step filter/ });
  await expect(panel).toContainText('2 rows');
  await expect(panel.getByText('of an earlier text')).toHaveCount(0);
  await page.getByRole('main', { name: 'Editor' }).getByRole('textbox').first().focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('func');
  await expect(panel.getByText('of an earlier text')).toBeVisible();
  await expect(panel).toContainText('Litija');
});

test('GRF-14 the text form comes first for screen readers, and is copied as text', async ({ page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await openPlanOf(page, withFunctions);
  await page.getByRole('button', { name: 'Read the plan as a list' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^stage 1/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'high' })).toBeVisible();
  await page.getByRole('button', { name: 'Copy the plan' }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toContain('main/high/filter#1');
  await page.getByRole('button', { name: 'main/high/filter#1', exact: true }).click();
  await expect(page.getByRole('region', { name: /^Step filter/ })).toBeVisible();
});

test('GRF-4 a step is found by a word, and keys zoom', async ({ page }) => {
  await openHolt(page);
  await rowOf(page, 0);
  await page.getByRole('tab', { name: 'Plan' }).click();
  await page.getByRole('searchbox', { name: 'Find a step' }).fill('sort');
  await expect(page.getByText('1 step found')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: /^Step sort/ })).toBeVisible();
  const zoom = () =>
    page.locator('.react-flow__viewport').evaluate((one) => new DOMMatrix(getComputedStyle(one).transform).a);
  await page.locator('.react-flow__node', { hasText: 'sort' }).first().focus();
  const before = await zoom();
  await page.keyboard.press('-');
  await expect.poll(zoom).toBeLessThan(before);
  await page.keyboard.press('0');
  await expect.poll(zoom).toBeGreaterThan(0.2);
});

test('GRF-15 the plan is saved as pictures, Graphviz, JSON and Markdown', async ({ page }) => {
  await openHolt(page);
  await rowOf(page, 0);
  await page.getByRole('tab', { name: 'Plan' }).click();
  const save = async (form: string, ending: string) => {
    await page.getByRole('button', { name: 'Save the plan' }).click();
    const saving = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: form }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toMatch(new RegExp(`plan\\.${ending}$`));
    return readFileSync(await saved.path());
  };
  for (const { form, ending, holds } of [
    { form: 'Picture (SVG)', ending: 'svg', holds: 'filter year &gt; 2020' },
    { form: 'Graphviz (DOT)', ending: 'dot', holds: 'digraph' },
    { form: 'JSON with lineage', ending: 'json', holds: '"lineage"' },
    { form: 'Markdown', ending: 'md', holds: '**filter year > 2020**' },
  ])
    expect((await save(form, ending)).toString('utf8')).toContain(holds);
  const picture = await save('Picture (PNG)', 'png');
  expect(picture.subarray(1, 4).toString()).toBe('PNG');
  expect(picture.readUInt32BE(16)).toBeGreaterThan(250);
});

test('the IR of the program has a tab', async ({ page }) => {
  await openHolt(page);
  await page.getByRole('tab', { name: 'IR' }).click();
  await expect(views(page).getByRole('region', { name: 'IR' })).toContainText('std::array::filter');
});

test('HEX-1 HEX-3 the bytes of the result, each named in a sentence', async ({ page }) => {
  await openHolt(page);
  await write(page, 'func main() -> [{town = "Solkan", level = 258: Int64}]');
  await expect(page.getByText('1 row × 2 columns')).toBeVisible();
  await page.getByRole('tab', { name: 'Bytes' }).click();
  const bytes = page.getByRole('application', { name: /^Bytes of the result/ });
  await expect(bytes).toContainText('Solkan');
  await bytes.focus();
  for (let i = 0; i < 16; i++) await page.keyboard.press('ArrowRight');
  await expect(page.getByText('offset 0x10, value of value[0].level: Int64 → 258')).toBeVisible();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(page.getByText('offset 0x8, pointer of value[0].town: Text → 0x18')).toBeVisible();
});

test('CMP-1 CMP-2 one program on three engines gives the same value', async ({ page }) => {
  test.setTimeout(120_000);
  await openHolt(page);
  await rowOf(page, 0);
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByRole('button', { name: 'Compare all runners' }).click();
  await expect(page.getByText('Same value on 3 engines')).toBeVisible({ timeout: 100_000 });
  const digests = await views(page).locator('tbody td:nth-child(2)').allInnerTexts();
  expect(digests).toHaveLength(3);
  expect(new Set(digests).size).toBe(1);
});
