import { expect, type Page, test } from '@playwright/test';
import { openHolt } from './page';

const root = `import geo::area
import geo::shapes::unit

func main() -> area(unit * 2.0)
`;
const geo = `submodule

## The area of a disc.
func area(radius: Float64): Float64 -> radius * radius * 3.0
`;
const shapes = `submodule

const unit: Float64 = 2.0
`;

const files = [
  { path: 'module.lt', text: root },
  { path: 'geo/module.lt', text: geo },
  { path: 'geo/shapes.lt', text: shapes },
];

/** Opens the page with a project that was left there. */
async function openProject(page: Page, given: readonly { path: string; text: string }[]): Promise<void> {
  await page.addInitScript((kept) => {
    if (localStorage.getItem('holt/program') === null)
      localStorage.setItem('holt/program', JSON.stringify({ name: 'Discs', files: kept }));
  }, given);
  await openHolt(page);
}

const side = (page: Page) => page.getByRole('complementary');
const tabs = (page: Page) => page.getByRole('navigation', { name: 'Open files' });
const views = (page: Page) => page.getByRole('region', { name: 'Views' });
const result = (page: Page, value: string) => views(page).locator('output').getByText(value);
const code = (page: Page) => page.locator('.view-lines');

test('PRJ-1 with one file there is no tree and no tabs', async ({ page }) => {
  await openHolt(page);
  await expect(page.getByText('No problems')).toBeVisible();
  await expect(side(page).getByRole('heading', { name: 'Files' })).toHaveCount(0);
  await expect(tabs(page)).toHaveCount(0);
});

test('PRJ-1 a project of several files runs, and its files are in the tree and in tabs', async ({ page }) => {
  await openProject(page, files);
  await expect(result(page, '48.0')).toBeVisible();
  await expect(page.getByText('No problems')).toBeVisible();
  await side(page)
    .getByRole('button', { name: /shapes\.lt/ })
    .click();
  await expect(code(page)).toContainText('const unit');
  await expect(tabs(page).getByRole('button', { name: 'shapes.lt', exact: true })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await tabs(page).getByRole('button', { name: 'module.lt', exact: true }).click();
  await expect(code(page)).toContainText('func main');
});

test('PRJ-1 an edit in one file changes the result of the whole, and undo belongs to the file', async ({
  page,
}) => {
  await openProject(page, files);
  await expect(result(page, '48.0')).toBeVisible();
  await side(page)
    .getByRole('button', { name: /shapes\.lt/ })
    .click();
  await expect(code(page)).toContainText('const unit');
  await page.getByRole('main', { name: 'Editor' }).getByRole('textbox').first().focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('5');
  await expect(result(page, '75.0')).toBeVisible();
  await tabs(page).getByRole('button', { name: 'module.lt', exact: true }).click();
  await tabs(page).getByRole('button', { name: 'shapes.lt', exact: true }).click();
  await page.getByRole('main', { name: 'Editor' }).getByRole('textbox').first().focus();
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(result(page, '48.0')).toBeVisible();
});

test('PRJ-2 the tree shows the module of each file, and mends one that belongs to none', async ({ page }) => {
  await openProject(page, [...files, { path: 'geo/loose.lt', text: 'const one = 1: Int64\n' }]);
  await expect(side(page).getByRole('button', { name: 'shapes.lt geo::shapes' })).toBeVisible();
  const loose = side(page).getByRole('button', { name: /loose\.lt/ });
  await expect(loose).toContainText('no module');
  await loose.click();
  await expect(page.getByText('it does not begin with submodule')).toBeVisible();
  await page.getByRole('button', { name: 'Write submodule into geo/loose.lt' }).click();
  await expect(side(page).getByRole('button', { name: 'loose.lt geo::loose' })).toBeVisible();
  await expect(code(page)).toContainText('submodule');
});

test('PRJ-2 an error in another file is told with its place, and the way there', async ({ page }) => {
  await openProject(
    page,
    files.map((file) => ({ ...file, text: file.text.replace('radius * radius', 'radius * wrong') })),
  );
  await page
    .getByRole('button', { name: /1 problem/ })
    .first()
    .click();
  await expect(code(page)).toContainText('wrong');
  await expect(
    tabs(page).getByRole('button', { name: 'geo/module.lt', exact: false }).first(),
  ).toHaveAttribute('aria-current', 'page');
});

test('pictures of a project of several files', async ({ page }) => {
  test.skip(process.env.PICTURES === undefined);
  await openProject(page, [...files, { path: 'geo/loose.lt', text: 'const one = 1: Int64\n' }]);
  await side(page)
    .getByRole('button', { name: /loose\.lt/ })
    .click();
  await page.waitForTimeout(800);
  await page.screenshot({ path: '/tmp/pr-wide.png' });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.reload();
  await page.waitForTimeout(1500);
  await side(page)
    .getByRole('button', { name: /shapes\.lt/ })
    .click();
  await page.waitForTimeout(800);
  await page.screenshot({ path: '/tmp/pr-dark.png' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.waitForTimeout(800);
  await page.screenshot({ path: '/tmp/pr-phone.png' });
  await page.getByRole('button', { name: 'Data', exact: true }).click();
  await page.waitForTimeout(300);
  await page.screenshot({ path: '/tmp/pr-phone2.png' });
});

test('EDT-16 definitions lead across files, and into the standard library, which is only read', async ({
  page,
}) => {
  await openProject(page, files);
  await expect(result(page, '48.0')).toBeVisible();
  await code(page).getByText('area', { exact: true }).last().click();
  await page.keyboard.press('F12');
  await expect(code(page)).toContainText('The area of a disc');
  await code(page).getByText('Float64', { exact: true }).last().click();
  await page.keyboard.press('F12');
  await expect(page.getByRole('textbox', { name: /std\/module\.lt/ })).toBeAttached();
  await expect(code(page)).toContainText('Float64');
  const before = await code(page).innerText();
  await page.keyboard.type('x');
  expect(await code(page).innerText()).toBe(before);
});

test('EDT-17 renaming a module renames its file', async ({ page }) => {
  await openProject(page, files);
  await expect(result(page, '48.0')).toBeVisible();
  await code(page).getByText('shapes', { exact: true }).click();
  await page.keyboard.press('F2');
  await expect(page.locator('.rename-box').first()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('forms');
  await page.keyboard.press('Enter');
  await expect(side(page).getByRole('button', { name: 'forms.lt geo::forms' })).toBeVisible();
  await expect(code(page)).toContainText('geo::forms::unit');
  await expect(page.getByText('No problems')).toBeVisible();
});

test('PRJ-1 on a phone the files are under Data, and open as tabs over the code', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openProject(page, files);
  await page.getByRole('button', { name: 'Data', exact: true }).click();
  await side(page)
    .getByRole('button', { name: /shapes\.lt/ })
    .click();
  await expect(page.getByRole('textbox', { name: /shapes\.lt/ })).toHaveValue(shapes);
  await tabs(page).getByRole('button', { name: 'module.lt', exact: true }).click();
  await expect(page.getByRole('textbox', { name: /module\.lt/ })).toHaveValue(root);
});
