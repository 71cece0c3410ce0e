import { expect, test } from '@playwright/test';
import { openHolt, riverLevels, rowOf, write } from './page';

/*
 * Pictures for the README and for looking at: `SCREENSHOTS=1 npx playwright test screenshots`. They are no test of
 * pixels, so an ordinary run leaves the stored ones alone.
 */
test.skip(process.env.SCREENSHOTS === undefined, 'pictures are taken on request');

const sizes = [
  { name: 'wide', width: 1440, height: 900 },
  { name: 'medium', width: 800, height: 900 },
  { name: 'phone', width: 390, height: 844 },
] as const;

const analysis = `#! River levels
#! Where was the water high, and how often?

type RiverLevels: {
  id: Int64,
  day: Date,
  town: Text,
  level: Float64,
  flooded: Bool,
  note: Text?,
}

func main(river_levels: [RiverLevels]) -> river_levels
| filter(r -> r.level >= 2.0)
| group_map(r -> r.town, func (town, rows) -> {
  town,
  days = count(rows),
  highest = rows | map(r -> r.level) | max,
  last = rows | map(r -> r.day) | max,
  floods = rows | filter(r -> r.flooded) | count,
})
| sort(r -> -r.floods)
`;

/** A value that nests, and one that is wider than its pane. */
const nested = `type Line: {item: Text, count: Int64}

const orders: [{id: Int64, buyer: Text?, lines: [Line]}] = [
  {1, .some("Ana"), [{"tea", 2}, {"bread", 1}]},
  {2, .none, []},
  {3, .some("Bor"), [{"honey", 4}, {"tea", 1}, {"salt", 1}]},
]

func main() -> orders | map(o -> {..o, pieces = o.lines | map(l -> l.count) | sum})
`;
const wideTable = `func main() -> sequence(0: Int64, 400) | map(n -> {
  n, square = n * n, cube = n * n * n, even = n % 2 == 0, half = to_float64(n) / 2.0,
  day = @2025-01-01, share = .some(n): Int64?, none = .none: Int64?, pair = {n, n + 1},
  list = [n, n + 1, n + 2], last = -n, name = "otter",
})
`;

for (const theme of ['light', 'dark', 'contrast'] as const) {
  for (const size of sizes) {
    if (theme === 'contrast' && size.name === 'medium') continue;
    test(`${size.name} ${theme}`, async ({ browser }) => {
      const phone = size.name === 'phone';
      const context = await browser.newContext({
        viewport: { width: size.width, height: size.height },
        colorScheme: theme === 'dark' ? 'dark' : 'light',
        contrast: theme === 'contrast' ? 'more' : 'no-preference',
        hasTouch: phone,
        isMobile: phone,
      });
      const page = await context.newPage();
      const shot = (name: string) =>
        page.screenshot({ path: `docs/screenshots/${name}-${size.name}-${theme}.png` });
      await openHolt(page);
      if (phone) {
        await shot('code');
        await page.getByRole('button', { name: 'Result', exact: true }).click();
        await rowOf(page, 0);
        await shot('result');
        await page.getByRole('button', { name: 'Plan', exact: true }).click();
        await expect(page.locator('.react-flow__node').first()).toBeVisible();
        await page.waitForTimeout(400);
        await shot('plan');
        await context.close();
        return;
      }
      await rowOf(page, 0);
      await page.waitForTimeout(300);
      await shot('starter');
      const chooser = page.waitForEvent('filechooser');
      if (size.name === 'medium') await page.getByRole('button', { name: 'Data and examples' }).click();
      await page.getByRole('button', { name: 'choose a file' }).click();
      await (await chooser).setFiles({
        name: 'river levels.csv',
        mimeType: 'text/csv',
        buffer: riverLevels(40_000),
      });
      await expect(page.getByRole('button', { name: 'Add to the program' })).toBeVisible({ timeout: 20_000 });
      await page.waitForTimeout(300);
      await shot('file');
      await page.getByRole('button', { name: 'Add to the program' }).click();
      await expect(page.getByText('100 rows × 6 columns')).toBeVisible({ timeout: 20_000 });
      if (size.name === 'medium') await page.getByRole('button', { name: 'Data and examples' }).click();
      await write(page, analysis);
      await expect(page.getByText('5 rows × 5 columns')).toBeVisible({ timeout: 20_000 });
      await shot('table');
      await page.getByRole('tab', { name: 'Plan' }).click();
      await page.locator('.react-flow__node', { hasText: 'filter' }).first().click();
      await expect(page.getByRole('region', { name: /^Step/ }).getByRole('gridcell').first()).toBeVisible();
      await page.waitForTimeout(500);
      await shot('plan');
      await page.getByRole('tab', { name: 'SQL' }).click();
      await expect(page.getByRole('region', { name: 'SQL' })).toContainText('GROUP BY');
      await shot('sql');
      await page.getByRole('tab', { name: 'Result' }).click();
      await write(page, analysis.replace('r.level >= 2.0', 'r.levle >= 2.0'));
      await expect(page.getByText('of an earlier text')).toBeVisible();
      await page.waitForTimeout(700);
      await page.keyboard.press('F8');
      await page.waitForTimeout(300);
      await shot('error');
      await page.getByRole('button', { name: 'Share' }).click();
      await expect(page.getByRole('textbox', { name: 'Link' })).toHaveValue(/#p=/);
      await shot('share');
      await page.keyboard.press('Escape');
      if (size.name === 'wide') {
        await page.getByRole('button', { name: 'Timesheet report', exact: true }).click();
        await page.getByRole('tab', { name: 'Plan' }).click();
        await expect(page.locator('.react-flow__node', { hasText: 'sort' })).toBeVisible();
        await page.waitForTimeout(700);
        await shot('gallery');
        await page.getByRole('tab', { name: 'Result' }).click();
        await write(page, nested);
        await expect(page.getByText('3 rows × 4 columns')).toBeVisible();
        await page.getByRole('gridcell', { name: '[3]' }).click();
        await page.waitForTimeout(400);
        await shot('nested');
        await write(page, wideTable);
        await expect(page.getByText('400 rows × 12 columns')).toBeVisible();
        await shot('columns');
      }
      await context.close();
    });
  }
}
