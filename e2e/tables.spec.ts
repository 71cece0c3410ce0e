import { expect, test } from '@playwright/test';
import { chooseRunner, openHolt, ranOn, riverLevels, rowOf, write } from './page';

const rowType = `type Levels: {
  id: Int64, day: Date, town: Text, level: Float64, flooded: Bool, note: Text?,
}
`;

test('a data set is a table of its name on both databases', async ({ page }) => {
  test.setTimeout(120_000);
  await openHolt(page);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(['a,b\n1,x\n'], 'ignored.png'));
    window.dispatchEvent(new DragEvent('dragenter', { dataTransfer: data, bubbles: true }));
  });
  await expect(page.getByText('Drop to look inside')).toBeVisible();
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'levels.csv', { type: 'text/csv' }));
    document.body.dispatchEvent(
      new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
    );
  }, riverLevels(300).toString('utf8'));
  await page.getByRole('button', { name: 'Add to the program' }).click();
  await expect(page.getByText('100 rows × 6 columns')).toBeVisible();
  await write(
    page,
    `${rowType}
func main() -> (sql::from("levels"): [Levels])
| filter(r -> r.flooded && is_some(r.note))
| sort(r -> -r.id)
`,
  );
  for (const runner of ['DuckDB', 'PostgreSQL']) {
    await chooseRunner(page, runner);
    await ranOn(page, runner);
    await expect(page.getByText('4 rows × 6 columns')).toBeVisible();
    await expect
      .poll(() => rowOf(page, 0))
      .toEqual(['231', '2015-08-20', 'Litija', '1.31', 'true', 'high, "muddy"']);
  }
});

test('a program that writes asks first, and then does', async ({ page }) => {
  await openHolt(page);
  await write(page, 'func main() -> sql::insert([{n = 1: Int64}], "made")');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByText('This program writes data')).toBeVisible();
});
