import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { openHolt, riverLevels, rowOf, write } from './page';

/** ACC-1: the states of the page that have their own look, each free of findings. */
const states: readonly { readonly name: string; readonly reach: (page: Page) => Promise<void> }[] = [
  { name: 'starter', reach: async (page) => void (await rowOf(page, 0)) },
  { name: 'plan', reach: async (page) => page.getByRole('tab', { name: 'Plan' }).click() },
  {
    name: 'plan as text',
    reach: async (page) => {
      await page.getByRole('tab', { name: 'Plan' }).click();
      await page.getByRole('button', { name: 'As text' }).click();
      await page.getByRole('button', { name: /filter year/ }).click();
      await expect(page.getByText('5 rows × 3 columns')).toBeVisible();
    },
  },
  { name: 'ir', reach: async (page) => page.getByRole('tab', { name: 'IR' }).click() },
  { name: 'bytes', reach: async (page) => page.getByRole('tab', { name: 'Bytes' }).click() },
  { name: 'compare', reach: async (page) => page.getByRole('tab', { name: 'Compare' }).click() },
  {
    name: 'lineage of a step',
    reach: async (page) => {
      await page.getByRole('tab', { name: 'Plan' }).click();
      await page.locator('.react-flow__node', { hasText: 'filter year' }).click();
      await page.getByRole('button', { name: 'Lineage' }).click();
      await expect(page.getByText('which rows')).toBeVisible();
    },
  },
  { name: 'sql', reach: async (page) => page.getByRole('tab', { name: 'SQL' }).click() },
  {
    name: 'error',
    reach: async (page) => {
      await write(page, 'func main(): Bool -> 1: Int8');
      await page.getByRole('button', { name: '1 problem', exact: true }).click();
      await expect(page.getByRole('region', { name: 'Problems' })).toBeVisible();
    },
  },
  { name: 'share', reach: async (page) => page.getByRole('button', { name: 'Share' }).click() },
  { name: 'help', reach: async (page) => page.getByRole('button', { name: 'Help' }).click() },
  { name: 'palette', reach: async (page) => page.keyboard.press('F1') },
  { name: 'runner menu', reach: async (page) => page.getByRole('button', { name: /^Runner/ }).click() },
  {
    name: 'tree',
    reach: async (page) => page.getByRole('radio', { name: 'Tree' }).click(),
  },
  {
    name: 'file preview',
    reach: async (page) => {
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'choose a file' }).click();
      await (await chooser).setFiles({ name: 'levels.csv', mimeType: 'text/csv', buffer: riverLevels(20) });
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    for (const { name, reach } of states) {
      test(`no findings: ${name}`, async ({ page }) => {
        await openHolt(page);
        await rowOf(page, 0);
        await reach(page);
        await page.waitForTimeout(300);
        const { violations } = await new AxeBuilder({ page })
          // The code editor is a library's own; its parts are judged by that library.
          .exclude('.monaco-editor')
          .analyze();
        const found = violations.flatMap(({ id, nodes }) =>
          nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`),
        );
        expect(found).toEqual([]);
      });
    }
  });
}
