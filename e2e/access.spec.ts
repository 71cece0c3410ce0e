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
  {
    name: 'several files, one without a module',
    reach: async (page) => {
      await page.keyboard.press('ControlOrMeta+Alt+N');
      await page.getByLabel('Path in the project').fill('maps/area.lt');
      await page.getByRole('dialog').getByRole('button', { name: 'New file' }).click();
      await expect(page.getByText('belongs to no module')).toBeVisible();
    },
  },
  {
    name: 'timeline',
    reach: async (page) => {
      await write(page, 'func main() -> "before"');
      await page.waitForTimeout(700);
      await write(page, 'func main() -> "after"');
      await page.waitForTimeout(700);
      await page.getByRole('button', { name: /^Project name/ }).click();
      await page.getByRole('menuitem', { name: /^Timeline/ }).click();
      await expect(page.getByRole('dialog').getByText('func main').first()).toBeVisible();
    },
  },
  { name: 'share', reach: async (page) => page.getByRole('button', { name: 'Share' }).click() },
  { name: 'help', reach: async (page) => page.getByRole('button', { name: 'Help' }).click() },
  { name: 'palette', reach: async (page) => page.keyboard.press('F1') },
  { name: 'settings', reach: async (page) => page.keyboard.press('ControlOrMeta+,') },
  {
    name: 'keys',
    reach: async (page) => {
      await page.getByRole('tab', { name: 'Result' }).focus();
      await page.keyboard.type('?');
      await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    },
  },
  {
    name: 'explanation',
    reach: async (page) => {
      await write(page, 'func main(): Bool -> 1: Int8');
      await page.getByRole('button', { name: '1 problem', exact: true }).click();
      await page.getByRole('region', { name: 'Problems' }).getByRole('button', { name: 'Explain' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'rename',
    reach: async (page) => {
      await page.locator('.view-line').getByText('sightings').first().click();
      await page.keyboard.press('F2');
      await page.locator('.rename-box input').fill('seen');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('dialog', { name: 'Rename to seen' })).toBeVisible();
    },
  },
  { name: 'empty program', reach: async (page) => write(page, ' ') },
  { name: 'no main', reach: async (page) => write(page, 'func answer(): Int64 -> 42') },
  {
    name: 'a step at the caret',
    reach: async (page) => {
      await page.getByText('| filter(').click();
      await expect(page.getByText('after filter year > 2020')).toBeVisible();
    },
  },
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
      test(`ACC-1 no findings: ${name}`, async ({ page }) => {
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

test('LOOK-1 with forced colours words and edges keep the colours of the system', async ({ browser }) => {
  const context = await browser.newContext({ forcedColors: 'active' });
  const page = await context.newPage();
  await openHolt(page);
  await rowOf(page, 0);
  const styles = await page.evaluate(() => {
    const look = (selector: string) => {
      const { color, backgroundColor } = getComputedStyle(document.querySelector(selector)!);
      return { color, backgroundColor };
    };
    return {
      forced: matchMedia('(forced-colors: active)').matches,
      run: look('.bar-run .button'),
      body: look('body'),
    };
  });
  expect(styles.forced).toBe(true);
  expect(styles.run.color).not.toBe(styles.run.backgroundColor);
  expect(styles.body.color).not.toBe(styles.body.backgroundColor);
  await context.close();
});

test('LOOK-3 with reduced motion nothing moves', async ({ browser }) => {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const page = await context.newPage();
  await openHolt(page);
  await page.keyboard.press('ControlOrMeta+K');
  await expect(page.getByRole('dialog')).toBeVisible();
  const moving = await page.evaluate(
    () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
  );
  expect(moving).toBe(0);
  await context.close();
});

test('LOOK-3 no transition of ours takes longer than 200 ms', async ({ page }) => {
  await openHolt(page);
  const slow = await page.evaluate(() =>
    [...document.querySelectorAll('.bar *, .view *, .side *, .strip *')].flatMap((element) => {
      const seconds = getComputedStyle(element).transitionDuration.split(',').map(Number.parseFloat);
      return Math.max(...seconds) > 0.2 ? [element.className.toString()] : [];
    }),
  );
  expect(slow).toEqual([]);
});

test('ACC-2 Ctrl+M and then Tab leaves the editor, and its name says so', async ({ page }) => {
  await openHolt(page);
  const editor = page.getByRole('textbox', { name: /Press Ctrl\+M and then Tab to leave/ });
  await editor.focus();
  await page.keyboard.press('Control+M');
  await page.keyboard.press('Tab');
  await expect(editor).not.toBeFocused();
});

test('ACC-4 a run and its rows are announced once, politely', async ({ page }) => {
  await openHolt(page);
  await rowOf(page, 0);
  await expect(page.getByRole('status').filter({ hasText: /Run finished, 3 rows/ })).toHaveCount(1);
});

test('LAY-7 the page works at 320 px without scrolling sideways', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openHolt(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(320);
  for (const name of ['Result', 'Plan', 'Data', 'Code']) {
    await page.getByRole('navigation', { name: 'Regions' }).getByRole('button', { name }).click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  }
});

for (const contrast of ['more', 'no-preference'] as const) {
  test(`LOOK-1 the editor takes the colours of the theme, contrast ${contrast}`, async ({ browser }) => {
    const context = await browser.newContext({ contrast });
    const page = await context.newPage();
    await openHolt(page);
    await write(page, 'func main() -> 7: Int8\n');
    await expect(page.getByRole('region', { name: 'Views' })).toContainText('Int8');
    const theme = await page.locator('html').getAttribute('data-theme');
    expect(theme === 'contrast').toBe(contrast === 'more');
    const { editor, paper } = await page.evaluate(() => {
      const colourOf = (element: Element) => getComputedStyle(element).backgroundColor;
      return { editor: colourOf(document.querySelector('.monaco-editor')!), paper: colourOf(document.body) };
    });
    expect(editor).toBe(paper);
    await context.close();
  });
}

test('ACC-3 everything that is pressed is at least 24 by 24 pixels', async ({ page }) => {
  await openHolt(page);
  await rowOf(page, 0);
  for (const view of ['Result', 'Plan', 'SQL', 'IR', 'Bytes', 'Compare']) {
    await page.getByRole('tab', { name: view, exact: true }).click();
    await page.waitForTimeout(300);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('button, [role=tab], [role=radio], select, input')]
        .filter((one) => one.closest('.monaco-editor, .visually-hidden') === null && one.checkVisibility())
        .map((one) => ({ one, box: one.getBoundingClientRect() }))
        // A link inside a sentence is as high as its line (WCAG 2.2, 2.5.8); the way to the list shows with the focus.
        .filter(({ one, box }) => !one.matches('.link, .plan-as-list') && (box.width < 24 || box.height < 24))
        .map(({ one, box }) => `${one.outerHTML.slice(0, 80)} ${box.width}×${box.height}`),
    );
    expect(small, view).toEqual([]);
  }
});
