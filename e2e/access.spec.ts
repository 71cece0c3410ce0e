import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { openHolt, riverLevels, rowOf, saved, write } from './page';

/** A state of the page, how it is reached from the one before it, and what is there once it is reached. */
interface State {
  readonly name: string;
  readonly reach: (page: Page) => Promise<unknown>;
}

async function openTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name, exact: true }).click();
  await expect(page.getByRole('tabpanel', { name })).toBeVisible();
}

/** Opens a sheet; what was open before is closed. */
async function openSheet(page: Page, open: () => Promise<void>): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await open();
  await expect(page.getByRole('dialog')).toBeVisible();
}

/** ACC-1: the states of the page that have their own look, as walks in which each begins where the last one ended. */
const walks: Readonly<Record<string, readonly State[]>> = {
  views: [
    { name: 'starter', reach: (page) => rowOf(page, 0) },
    {
      name: 'tree',
      reach: async (page) => {
        await page.getByRole('radio', { name: 'Tree' }).click();
        await expect(page.locator('.value-tree')).toContainText('river');
      },
    },
    {
      name: 'plan',
      reach: async (page) => {
        await openTab(page, 'Plan');
        await expect(page.locator('.react-flow__node', { hasText: 'filter year' })).toBeVisible();
      },
    },
    {
      name: 'plan as text',
      reach: async (page) => {
        await page.getByRole('button', { name: 'As text' }).click();
        await page.getByRole('button', { name: /filter year/ }).click();
        await expect(page.getByText('5 rows × 3 columns')).toBeVisible();
      },
    },
  ],
  forms: [
    {
      name: 'ir',
      reach: async (page) => {
        await rowOf(page, 0);
        await openTab(page, 'IR');
        await expect(page.getByRole('region', { name: 'IR' })).toContainText('filter');
      },
    },
    {
      name: 'bytes',
      reach: async (page) => {
        await openTab(page, 'Bytes');
        await expect(page.getByRole('application', { name: /^Bytes of the result/ })).toBeVisible();
      },
    },
    {
      name: 'compare',
      reach: async (page) => {
        await openTab(page, 'Compare');
        await expect(page.getByRole('button', { name: 'Compare all runners' })).toBeVisible();
      },
    },
    {
      name: 'sql',
      reach: async (page) => {
        await openTab(page, 'SQL');
        await expect(page.getByRole('region', { name: 'SQL' })).toContainText('SELECT');
      },
    },
  ],
  steps: [
    {
      name: 'a step at the caret',
      reach: async (page) => {
        await rowOf(page, 0);
        await page.locator('.view-line', { hasText: '| filter(' }).click();
        await expect(page.getByText('after filter year > 2020')).toBeVisible();
      },
    },
    {
      name: 'lineage of a step',
      reach: async (page) => {
        await openTab(page, 'Plan');
        await page.locator('.react-flow__node', { hasText: 'filter year' }).click();
        await page.getByRole('button', { name: 'Lineage' }).click();
        await expect(page.getByText('which rows')).toBeVisible();
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
  ],
  sheets: [
    {
      name: 'runner menu',
      reach: async (page) => {
        await rowOf(page, 0);
        await page.getByRole('button', { name: /^Runner/ }).click();
        await expect(page.getByRole('menuitemradio', { name: /^Auto/ })).toContainText('Interpreter');
      },
    },
    {
      name: 'share',
      reach: async (page) => {
        await openSheet(page, () => page.getByRole('button', { name: 'Share' }).click());
        await expect(page.getByRole('textbox', { name: 'Link' })).toHaveValue(/#p=/);
      },
    },
    {
      name: 'help',
      reach: (page) => openSheet(page, () => page.getByRole('button', { name: 'Help', exact: true }).click()),
    },
  ],
  commands: [
    { name: 'palette', reach: (page) => openSheet(page, () => page.keyboard.press('F1')) },
    { name: 'settings', reach: (page) => openSheet(page, () => page.keyboard.press('ControlOrMeta+,')) },
    {
      name: 'keys',
      reach: (page) =>
        openSheet(page, async () => {
          await page.getByRole('tab', { name: 'Result' }).focus();
          await page.keyboard.type('?');
        }),
    },
  ],
  programs: [
    {
      name: 'error',
      reach: async (page) => {
        await write(page, 'func main(): Bool -> 1: Int8');
        await page.getByRole('button', { name: '1 problem', exact: true }).click();
        await expect(page.getByRole('region', { name: 'Problems' })).toBeVisible();
      },
    },
    {
      name: 'explanation',
      reach: async (page) => {
        await page.getByRole('region', { name: 'Problems' }).getByRole('button', { name: 'Explain' }).click();
        await expect(page.getByRole('dialog')).toContainText('With the mistake');
      },
    },
    {
      name: 'empty program',
      reach: async (page) => {
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
        await write(page, ' ');
        await expect(page.getByRole('region', { name: 'Nothing is written yet.' })).toBeVisible();
      },
    },
    {
      name: 'no main',
      reach: async (page) => {
        await write(page, 'func answer(): Int64 -> 42');
        await expect(page.getByText('There is no function named main')).toBeVisible();
      },
    },
  ],
  projects: [
    {
      name: 'timeline',
      reach: async (page) => {
        await write(page, 'func main() -> "before"');
        await saved(page);
        await write(page, 'func main() -> "after"');
        await saved(page);
        await page.getByRole('button', { name: /^Project name/ }).click();
        await page.getByRole('menuitem', { name: /^Timeline/ }).click();
        await expect(page.getByRole('dialog').getByText('func main').first()).toBeVisible();
      },
    },
    {
      name: 'several files, one without a module',
      reach: async (page) => {
        await openSheet(page, () => page.keyboard.press('ControlOrMeta+Alt+N'));
        await page.getByLabel('Path in the project').fill('maps/area.lt');
        await page.getByRole('dialog').getByRole('button', { name: 'New file' }).click();
        await expect(page.getByText('belongs to no module')).toBeVisible();
      },
    },
    {
      name: 'file preview',
      reach: async (page) => {
        const chooser = page.waitForEvent('filechooser');
        await page.getByRole('button', { name: 'choose a file' }).click();
        await (await chooser).setFiles({
          name: 'levels.csv',
          mimeType: 'text/csv',
          buffer: riverLevels(20),
        });
        await expect(page.getByRole('dialog')).toContainText('20 rows');
      },
    },
  ],
};

/** Waits until nothing moves any more: what is half faded in has other colours. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime ?? 0))
        .map((one) => one.finished),
    ),
  );
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    for (const [walk, states] of Object.entries(walks)) {
      test(`ACC-1 no findings: ${walk}`, async ({ page }) => {
        // Each state has the time of a test.
        test.setTimeout(60_000 * states.length);
        await openHolt(page);
        for (const { name, reach } of states) {
          await reach(page);
          await atRest(page);
          // The code editor is a library's own; its parts are judged by that library.
          const judge = new AxeBuilder({ page }).exclude('.monaco-editor');
          // Another theme has other colours and nothing else.
          if (colorScheme === 'dark') judge.withRules(['color-contrast', 'link-in-text-block']);
          const { violations } = await judge.analyze();
          const found = violations.flatMap(({ id, nodes }) =>
            nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`),
          );
          expect.soft(found, name).toEqual([]);
        }
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
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
  await expect.poll(wide).toBeLessThanOrEqual(320);
  for (const [name, there] of [
    ['Result', page.getByRole('grid')],
    ['Plan', page.locator('.react-flow__node').first()],
    ['Data', page.getByRole('button', { name: 'choose a file' })],
    ['Code', page.getByRole('textbox', { name: /^Lutra source/ })],
  ] as const) {
    await page.getByRole('navigation', { name: 'Regions' }).getByRole('button', { name }).click();
    await expect(there).toBeVisible();
    expect(await wide()).toBeLessThanOrEqual(320);
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
  for (const [view, there] of [
    ['Result', page.getByRole('grid')],
    ['Plan', page.locator('.react-flow__node').first()],
    ['SQL', page.getByRole('region', { name: 'SQL' })],
    ['IR', page.getByRole('region', { name: 'IR' })],
    ['Bytes', page.getByRole('application', { name: /^Bytes of the result/ })],
    ['Compare', page.getByRole('button', { name: 'Compare all runners' })],
  ] as const) {
    await openTab(page, view);
    await expect(there).toBeVisible();
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
