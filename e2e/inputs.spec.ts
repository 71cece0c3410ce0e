import { expect, test } from '@playwright/test';
import { openHolt, rowOf, write } from './page';

const everyKind = `type Shape: enum {point, circle: {radius: Float64}}
type Line: {sku: Text, qty: Uint8, gift: Bool?}

func main(
  level: Int8,
  name: Text,
  express: Bool,
  day: Date,
  note: Text?,
  shape: Shape,
  lines: [Line],
) -> [{level, name, express, day, note = note | or_else("none"), lines = count(lines)}]
`;

test.beforeEach(async ({ page }) => {
  await openHolt(page);
});

test('DAT-13 a form made from the types: every field gives its value to the run', async ({ page }) => {
  await write(page, everyKind);
  const form = page.getByRole('region', { name: 'Inputs', exact: true });
  await form.getByLabel('Value of level').fill('7');
  await form.getByLabel('Value of name').fill('Ana');
  await form.getByRole('switch', { name: 'Value of express' }).check();
  await form.getByLabel('Value of day').fill('@2026-01-31');
  await form.getByRole('switch', { name: 'note is none' }).uncheck();
  await form.getByLabel('Value of note').fill('late');
  await form.getByLabel('Variant of shape').selectOption('circle');
  await form.getByLabel('Value of shape.radius').fill('2.5');
  await form.getByLabel('Where lines comes from').selectOption('rows written here');
  await form.getByRole('button', { name: 'Add a row' }).click();
  await form.getByLabel('Value of lines[0].sku').fill('A1');
  await form.getByLabel('Value of lines[0].qty').fill('3');
  await expect.poll(() => rowOf(page, 0)).toEqual(['7', 'Ana', 'true', '2026-01-31', 'late', '1']);
});

test('DAT-13 a number out of range names its field, and blocks only the run', async ({ page }) => {
  await write(page, 'func main(level: Int8) -> [{level}]\n');
  const level = page.getByLabel('Value of level');
  await level.fill('300');
  await expect(page.getByText('300 is outside Int8, which goes from -128 to 127.')).toBeVisible();
  await expect(level).toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'The input level is not right yet' })).toBeVisible();
  await page.getByRole('button', { name: 'Go to the form' }).click();
  await expect(level).toBeFocused();
  await level.fill('30');
  await expect.poll(() => rowOf(page, 0)).toEqual(['30']);
});

test('DAT-13 any level can be written as a Lutra literal, and come back', async ({ page }) => {
  await write(page, 'func main(at: {x: Int64, y: Int64}) -> [at]\n');
  await page.getByLabel('Value of at.x').fill('1');
  await page.getByLabel('Value of at.y').fill('2');
  await expect.poll(() => rowOf(page, 0)).toEqual(['1', '2']);
  // What is typed before the field has become one for Lutra is kept in it.
  await page.getByRole('button', { name: 'Write at.y as Lutra' }).click();
  await page.getByLabel('Value of at.y').fill('20 + 1');
  await expect(page.getByRole('button', { name: 'Write at.y as Lutra' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect.poll(() => rowOf(page, 0)).toEqual(['1', '21']);
  await page.getByRole('button', { name: 'Write at as Lutra' }).click();
  await expect(page.getByRole('textbox', { name: 'Value of at', exact: true })).toHaveValue(
    '{x = 1, y = 20 + 1}',
  );
  await page.getByRole('button', { name: 'Write at as Lutra' }).click();
  await expect(page.getByLabel('Value of at.y')).toHaveValue('21');
});

test('DAT-13 rows are pasted from a spreadsheet, moved and removed', async ({ page }) => {
  await write(page, 'func main(rows: [{town: Text, level: Float64}]) -> rows\n');
  await page.getByLabel('Where rows comes from').selectOption('rows written here');
  await page.evaluate(() => navigator.clipboard.writeText('level\ttown\n1.5\tSolkan\n2.25\tLitija\n'));
  await page.getByRole('button', { name: 'Paste a table' }).click();
  await expect.poll(() => rowOf(page, 0)).toEqual(['Solkan', '1.5']);
  await page.getByRole('button', { name: 'Move rows[1] up' }).click();
  await expect.poll(() => rowOf(page, 0)).toEqual(['Litija', '2.25']);
  await page.getByRole('button', { name: 'Remove rows[0]' }).click();
  await expect.poll(() => rowOf(page, 0)).toEqual(['Solkan', '1.5']);
});

test('DAT-14 a parameter that changes its type keeps what fits and lists what was dropped', async ({
  page,
}) => {
  await write(page, 'func main(p: {id: Text, note: Text}) -> [p]\n');
  await page.getByLabel('Value of p.id').fill('12');
  await page.getByLabel('Value of p.note').fill('late');
  await expect.poll(() => rowOf(page, 0)).toEqual(['12', 'late']);
  await write(page, 'func main(p: {id: Int64}) -> [p]\n');
  await expect(page.getByLabel('Value of p.id')).toHaveValue('12');
  await expect(page.getByText('1 value no longer fits:')).toBeVisible();
  await expect(page.getByText('p: note: "late"')).toBeVisible();
  await expect.poll(() => rowOf(page, 0)).toEqual(['12']);
});

test('STA-4 a missing input is named with its type, and the way leads to the form', async ({ page }) => {
  await write(page, 'func main(rows: [{a: Int64}]) -> rows\n');
  await expect(page.getByRole('region', { name: 'The program waits for its inputs' })).toContainText(
    'rows: [{a: Int64}]',
  );
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'The input rows has no value yet' })).toBeVisible();
  await expect(page.getByText('rows: [{a: Int64}]', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Go to the form' }).click();
  await expect(page.getByLabel('Where rows comes from')).toBeFocused();
});
