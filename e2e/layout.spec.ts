import { expect, type Page, test } from '@playwright/test';
import { checked, openHolt, rowOf, saved, write } from './page';

const width = async (page: Page, selector: string) => (await page.locator(selector).boundingBox())!.width;

test('LAY-1 at most six landmarks, each with a name; one with nothing to show is not there', async ({
  page,
}) => {
  await openHolt(page);
  await rowOf(page, 0);
  const landmarks = page.locator(
    '.app > :is(section, aside, main, nav):visible, .writing > :is(main, section):visible',
  );
  await expect(landmarks).toHaveCount(5);
  for (const name of await landmarks.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))) {
    expect(name).toBeTruthy();
  }
  await expect(page.getByRole('region', { name: 'Inputs', exact: true })).toHaveCount(0);
  await write(page, 'func main(n: Int64): Int64 -> n\n');
  await expect(page.getByRole('region', { name: 'Inputs', exact: true })).toBeVisible();
  await expect(landmarks).toHaveCount(6);
});

test('LAY-2 LAY-3 LAY-4 regions have their widths, are sized by keys, and stay so after a reload', async ({
  page,
}) => {
  await openHolt(page);
  expect(await width(page, '.side')).toBeCloseTo(220, 0);
  expect(await width(page, '.writing')).toBeCloseTo(1440 * 0.46, 0);
  const splitter = page.getByRole('separator', { name: 'Width of Editor' });
  await splitter.focus();
  await page.keyboard.press('ArrowRight');
  expect(await width(page, '.writing')).toBeCloseTo(Math.round(1440 * 0.46) + 16, 0);
  for (let i = 0; i < 40; i++) await page.keyboard.press('ArrowLeft');
  expect(await width(page, '.writing')).toBeCloseTo(320, 0);
  await page.reload();
  await page.waitForSelector('html[data-editor=ready]');
  expect(await width(page, '.writing')).toBeCloseTo(320, 0);
  await page.getByRole('separator', { name: 'Width of Editor' }).focus();
  await page.keyboard.press('Home');
  expect(await width(page, '.writing')).toBeCloseTo(1440 * 0.46, 0);
});

test('LAY-3 where the editor stands over the view, the edge between them is moved by keys and by dragging', async ({
  page,
}) => {
  await page.setViewportSize({ width: 700, height: 900 });
  await openHolt(page);
  const height = async () => (await page.locator('.writing').boundingBox())!.height;
  const splitter = page.getByRole('separator', { name: 'Height of Editor' });
  await expect(splitter).toHaveAttribute('aria-orientation', 'horizontal');
  await expect(page.getByRole('separator')).toHaveCount(1);
  const before = await height();
  await splitter.focus();
  await page.keyboard.press('ArrowDown');
  expect(await height()).toBeCloseTo(Math.round(before) + 16, 0);
  const box = (await splitter.boundingBox())!;
  await page.mouse.move(box.x + 100, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 100, box.y + box.height / 2 - 100);
  await page.mouse.up();
  expect(await height()).toBeCloseTo(Math.round(before) + 16 - 100, 0);
  await splitter.focus();
  await page.keyboard.press('Home');
  expect(await height()).toBeCloseTo(before, 0);
});

test('LAY-4 nothing moves on load, nor while one types and runs', async ({ page }) => {
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await openHolt(page);
  await rowOf(page, 0);
  // The line of actions above `main` is part of loading too; it may come after the result.
  await expect(page.locator('.codelens-decoration').first()).toBeVisible();
  const shifted = () =>
    page.evaluate(() =>
      (window as unknown as { shifts: number[] }).shifts.reduce((sum, one) => sum + one, 0),
    );
  await expect(page.getByText('Compare runners')).toBeVisible();
  const loading = await shifted();
  expect(loading).toBeLessThan(0.02);
  await page.getByRole('main').getByRole('textbox').first().focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('\n# a remark');
  await checked(page);
  await expect(page.getByText('of an earlier text')).toHaveCount(0);
  await saved(page);
  expect((await shifted()) - loading).toBeLessThan(0.001);
});

test('LAY-6 the Bar tells how many problems there are and the first of them; pressing it goes there', async ({
  page,
}) => {
  await openHolt(page);
  await write(page, 'func main(): Bool -> 1: Int8\n\n\n');
  const status = page.getByRole('region', { name: 'Project bar' }).getByRole('button', { name: /1 problem/ });
  await expect(status).toContainText('expected type `Bool`, but found type `Int8`');
  await status.click();
  await page.keyboard.type('true');
  await expect(page.locator('.view-lines')).toContainText('func main(): Bool -> true');
});
