import { expect, type Page, test } from '@playwright/test';
import { chooseRunner, openHolt, ranOn, rowOf, saved, write } from './page';

const views = (page: Page) => page.getByRole('region', { name: 'Views' });
const bar = (page: Page) => page.getByRole('region', { name: 'Project bar' });
const strip = (page: Page) => page.getByRole('region', { name: 'Status strip' });

/** Goes on for minutes, on the interpreter. */
const endless =
  'func main() -> sequence(0: Int64, 90000) | map(x -> sequence(0: Int64, 90000) | map(y -> x * y % 7) | sum) | sum';
const fromTable = `type Bake: {id: Int32, name: Text, kind: Text, price: Int32}
func main() -> (sql::from("bakes"): [Bake]) | filter(b -> b.price < 300) | sort(b -> b.price)
`;

/** Ends a worker that another worker of the page started, whatever it is doing, by the browser's own tools. */
async function killNested(page: Page, outer: RegExp, inner: RegExp): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const attach = { autoAttach: true, waitForDebuggerOnStart: false, flatten: false };
  const tell = (sessionId: string, method: string, params: object) =>
    session.send('Target.sendMessageToTarget', {
      sessionId,
      message: JSON.stringify({ id: 1, method, params }),
    });
  let killed = false;
  await new Promise<void>((resolve) => {
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (outer.test(targetInfo.url)) void tell(sessionId, 'Target.setAutoAttach', attach);
    });
    session.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
      const event = JSON.parse(message);
      if (killed || event.method !== 'Target.attachedToTarget') return;
      if (!inner.test(event.params.targetInfo.url)) return;
      killed = true;
      for (const [method, params] of [
        ['Runtime.terminateExecution', {}],
        ['Runtime.evaluate', { expression: 'self.close()' }],
      ] as const) {
        const nested = JSON.stringify({ id: 2, method, params });
        void tell(sessionId, 'Target.sendMessageToTarget', {
          sessionId: event.params.sessionId,
          message: nested,
        });
      }
      resolve();
    });
    void session.send('Target.setAutoAttach', attach);
  });
}

test('GO-1 a key runs the entry', async ({ page }) => {
  await openHolt(page);
  await rowOf(page, 0);
  await page.getByRole('main', { name: 'Editor' }).getByRole('textbox').first().focus();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(strip(page)).toContainText('3 rows in');
});

test('GO-2 a program that writes waits, and Run says why', async ({ page }) => {
  await openHolt(page);
  await rowOf(page, 0);
  await write(page, 'func main() -> [{id = 9: Int32, n = 1: Int32}] | sql::insert("made")');
  const changed = page.locator('.bar-changed');
  await expect(changed).toBeVisible();
  await expect(changed).toHaveAttribute('title', /a program that writes runs only when you say so/);
  await write(page, 'func main() -> 7: Int64');
  await expect(views(page).locator('output.scalar', { hasText: /^7/ })).toBeVisible();
  await expect(changed).toBeHidden();
});

test('GO-3 an edit replaces an auto-run, and nothing old shows under the new text', async ({ page }) => {
  await openHolt(page);
  await write(page, endless);
  await expect(bar(page).getByRole('button', { name: 'Cancel' })).toBeVisible();
  await write(page, 'func main() -> "newer"');
  await expect(views(page).getByText('newer')).toBeVisible();
  await expect(bar(page).getByRole('button', { name: 'Run', exact: true })).toBeVisible();
});

test('GO-4 each runner has its sentence from the router; a selector chooses exactly', async ({ page }) => {
  await openHolt(page);
  await rowOf(page, 0);
  await write(page, fromTable);
  await expect(page.locator('.bar-changed')).toBeVisible();
  await bar(page)
    .getByRole('button', { name: /^Runner/ })
    .click();
  const item = (name: RegExp) => page.getByRole('menuitemradio', { name });
  await expect(item(/^Auto/)).toContainText('DuckDB: the program uses std::sql');
  await expect(item(/^Interpreter/)).toContainText('it does not offer `std::sql::from`');
  await expect(item(/^DuckDB/)).toContainText('7.9 MB to load');
  await expect(item(/^PostgreSQL/)).toContainText('5.5 MB to load');
  await item(/^By selector/).click();
  const selector = page.getByRole('dialog', { name: 'Selector' }).getByRole('textbox');
  await selector.fill('engine=sql, dialect!=postgres, runner=interpreter');
  await page.keyboard.press('Enter');
  await expect(views(page).getByText('No runner takes this program')).toBeVisible();
  await bar(page)
    .getByRole('button', { name: /^Runner: by engine=sql/ })
    .click();
  await item(/^By selector/).click();
  await selector.fill('engine=');
  await page.keyboard.press('Enter');
  await expect(views(page).getByRole('alert')).toBeVisible();
});

test('GO-5 STA-9 an engine is asked for once with its size, and then loads by itself when wanted', async ({
  page,
}) => {
  await openHolt(page);
  await rowOf(page, 0);
  const packs: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('.pack')) packs.push(request.url());
  });
  await write(page, fromTable);
  await expect(page.locator('.bar-changed')).toHaveAttribute('title', /engine is not loaded/);
  await bar(page).getByRole('button', { name: 'Run', exact: true }).click();
  await expect(views(page).getByText('This program needs DuckDB')).toBeVisible();
  expect(packs).toEqual([]);
  await views(page).getByRole('button', { name: 'Load 7.9 MB and run' }).click();
  await ranOn(page, 'DuckDB');
  await expect.poll(() => rowOf(page, 0)).toEqual(['5', 'salt stick', 'bread', '150']);
  await saved(page);
  await page.reload();
  await expect(page.locator('html[data-editor=ready]')).toBeAttached();
  await bar(page).getByRole('button', { name: 'Run', exact: true }).click();
  await ranOn(page, 'DuckDB');
  await expect.poll(() => rowOf(page, 1)).toEqual(['2', 'walnut roll', 'bread', '260']);
});

test('GO-6 STA-10 a long run says where it is and offers to cancel; a short one says nothing', async ({
  page,
}) => {
  await openHolt(page);
  await rowOf(page, 0);
  await write(page, endless);
  await expect(strip(page)).toContainText(/stage 2 of 2: sum, .*90,000 rows, 720.0 KB so far/);
  await expect(strip(page).getByRole('button', { name: 'Cancel' })).toBeVisible();
  await expect(views(page).getByText('Still running')).toBeVisible({ timeout: 6000 });
  await views(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(strip(page)).toContainText('run cancelled');
});

test('GO-7 Esc twice gives the page back, and the next run works', async ({ page }) => {
  await openHolt(page);
  await write(page, endless);
  await expect(strip(page)).toContainText('stage 2 of 2');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(bar(page).getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
  await write(page, 'func main() -> 6 * 7: Int64');
  await expect(views(page).locator('output.scalar', { hasText: '42' })).toBeVisible();
});

test('GO-12 what was not measured is a dash', async ({ page }) => {
  await openHolt(page);
  await rowOf(page, 0);
  await page.getByRole('tab', { name: 'Plan' }).click();
  await page.locator('.plan-node[data-kind=source]').first().click();
  await views(page).getByRole('button', { name: 'Numbers' }).click();
  await expect(views(page).getByText('Rows in').locator('..')).toContainText('–');
});

test('GO-13 a write is asked once with a plain list, and the scratch data can be reset', async ({ page }) => {
  test.setTimeout(120_000);
  await openHolt(page);
  await rowOf(page, 0);
  await chooseRunner(page, 'DuckDB');
  await ranOn(page, 'DuckDB');
  const insert =
    'func main() -> [{id = 7: Int32, name = "bun", kind = "bread", price = 1: Int32}] | sql::insert("bakes")';
  await write(page, insert);
  await bar(page).getByRole('button', { name: 'Run', exact: true }).click();
  await expect(views(page).getByText('This program writes data')).toBeVisible();
  await expect(views(page).getByRole('listitem')).toContainText(
    /bakes.*in the scratch database of this browser/,
  );
  await views(page).getByRole('button', { name: 'Allow it and run' }).click();
  await expect(views(page).getByText('Done; nothing to return')).toBeVisible();
  await write(page, `${insert} `);
  await bar(page).getByRole('button', { name: 'Run', exact: true }).click();
  await expect(views(page).getByText('This program writes data')).toHaveCount(0);
  await write(page, fromTable);
  await expect.poll(() => rowOf(page, 0)).toEqual(['7', 'bun', 'bread', '1']);
  await page.keyboard.press('F1');
  await page.getByRole('combobox').fill('Reset scratch');
  await page.keyboard.press('Enter');
  await expect(strip(page)).toContainText('Scratch data is as at first');
  await expect.poll(() => rowOf(page, 0)).toEqual(['5', 'salt stick', 'bread', '150']);
});

test('SES-3 STA-11 a runner that dies in a run is told, and the next run works', async ({ page }) => {
  await openHolt(page);
  await rowOf(page, 0);
  await write(page, endless);
  await expect(bar(page).getByRole('button', { name: 'Cancel' })).toBeVisible();
  await killNested(page, /engine\.worker/, /interpreter\.worker/);
  await expect(views(page).getByText('The engine stopped')).toBeVisible({ timeout: 10_000 });
  await write(page, 'func main() -> 6 * 7: Int64');
  await expect(views(page).locator('output.scalar', { hasText: '42' })).toBeVisible({ timeout: 15_000 });
});

test('RPC-6 STA-11 the engine worker that is killed comes back, with text and data kept', async ({
  page,
}) => {
  await openHolt(page);
  await rowOf(page, 0);
  const worker = page.workers().find((one) => /engine\.worker/.test(one.url()));
  void worker?.evaluate(() => self.close()).catch(() => undefined);
  await expect(views(page).getByText('The engine stopped')).toBeVisible({ timeout: 3000 });
  await write(page, 'func main() -> 6 * 7: Int64');
  await expect(views(page).locator('output.scalar', { hasText: '42' })).toBeVisible({ timeout: 10_000 });
});
