import { expect, type Locator, type Page, test } from '@playwright/test';
import { checked, laidOut, openHolt, rowOf, write } from './page';

const otters = `type Otter: {river: Text, count: Int64}
const otters: [Otter] = [{"Krka", 3}, {"Soča", 2}, {"Kolpa", 1}, {"Sava", 5}]
func many(o: Otter, least: Int64): Bool -> o.count >= least
func main() -> otters
| filter(o -> many(o, 2))
| map(o -> {o.river, twice = o.count * 2})
`;

const lines = (page: Page) => page.locator('.view-lines').first();
const views = (page: Page) => page.getByRole('region', { name: 'Views' });

async function open(page: Page, text = otters): Promise<void> {
  await openHolt(page);
  await write(page, text);
  await laidOut(page, text);
}

/** Puts the pointer over a mark that lies below the text. */
async function point(page: Page, mark: Locator): Promise<void> {
  const box = await mark.boundingBox();
  await page.mouse.move(0, 0);
  await page.mouse.move(box!.x + box!.width / 2, box!.y + box!.height / 2, { steps: 3 });
}

async function setting(page: Page, label: string, on: boolean): Promise<void> {
  await page.keyboard.press('ControlOrMeta+,');
  await page.getByRole('dialog', { name: 'Settings' }).getByRole('checkbox', { name: label }).setChecked(on);
  await page.keyboard.press('Escape');
}

async function caretAt(page: Page, word: string): Promise<void> {
  await page.locator('.view-line').getByText(word, { exact: true }).last().click();
}

test('EDT-4 after a run each step says what leaves it and how many rows; each kind can be switched', async ({
  page,
}) => {
  await open(page);
  await expect(lines(page)).toContainText('→ [Otter] · 3 rows');
  await expect(lines(page)).toContainText('→ [{river, twice}] · 3 rows');
  await setting(page, 'what leaves each step', false);
  await expect(lines(page)).not.toContainText('→ [Otter]');
  for (const [kind, shown] of [
    ['types of parameters', 'o: Otter -> many'],
    ['results of functions', 'main(): [{river: Text, twice: Int64}]'],
    ['types of numbers', '2: Int64'],
    ['labels of arguments', 'least =2'],
  ] as const) {
    await setting(page, kind, true);
    await expect(lines(page)).toContainText(shown);
    await setting(page, kind, false);
    await expect(lines(page)).not.toContainText(shown);
  }
});

test('EDT-23 above a function: run it, look at it, compare runners, references', async ({ page }) => {
  await open(page, `${otters}\nfunc total(): Int64 -> otters | map(o -> o.count) | sum\n`);
  await expect(page.getByText('3 rows × 2 columns')).toBeVisible();
  const lens = (name: string) => page.locator('.codelens-decoration a').getByText(name, { exact: true });
  await expect(lens('▸ Run with inputs…')).toHaveCount(1);
  await expect(lens('1 reference')).toHaveCount(1);
  await lens('Peek').last().click();
  await expect(views(page).getByText('value of total')).toBeVisible();
  await expect(views(page).getByRole('status').filter({ hasText: 'Int64' })).toContainText('11');
  await lens('▸ Run').last().click();
  await expect(views(page).getByRole('status').filter({ hasText: 'Int64' })).toContainText('11');
  await expect(page.getByRole('button', { name: 'Run total' })).toBeVisible();
  await lens('▸ Run with inputs…').click();
  await expect(page.getByRole('region', { name: 'Inputs', exact: true })).toContainText('least');
  await lens('1 reference').click();
  await expect(page.locator('.peekview-widget')).toContainText('References');
});

test('EDT-14 on a pipe the type and the first three rows of what flows there', async ({ page }) => {
  await open(page);
  await expect(page.getByText('3 rows × 2 columns')).toBeVisible();
  const step = page.locator('.view-line', { hasText: '| map' }).first();
  await step.hover({ position: { x: 4, y: 10 } });
  const hover = page.locator('.monaco-hover').first();
  await expect(hover).toContainText('[Otter]');
  await expect(hover.getByRole('row')).toHaveCount(4);
  await expect(hover.getByRole('row').nth(1)).toContainText('Krka');
});

test('EDT-15 a large type opens with one press', async ({ page }) => {
  await open(
    page,
    'func main() -> (\n  let wide = {a = {b = {c = {d = "deep", e = 1: Int8}}}, other = {f = {g = {h = 1: Int16}}}};\n  wide\n)\n',
  );
  await setting(page, 'types of let', false);
  await page.locator('.view-line').getByText('wide', { exact: true }).last().hover();
  const hover = page.locator('.monaco-hover').first();
  await expect(hover).toContainText('wide');
  await expect(hover).not.toContainText('Int16');
  await hover.locator('.hover-row').first().hover();
  await hover.locator('.codicon-hover-increase-verbosity').first().click();
  await expect(page.locator('.monaco-hover').first()).toContainText('Int16');
});

test('EDT-17 a rename shows all its changes first; uses on other types are for choice', async ({ page }) => {
  await open(
    page,
    'type T: {x: Int8}\ntype U: {x: Int8}\nfunc f(t: T, u: U): Int8 -> t.x + u.x\nfunc main() -> f({1}, {2})\n',
  );
  await expect(page.getByText('No problems')).toBeVisible();
  await page.locator('.view-line', { hasText: 'type T' }).getByText('x', { exact: true }).click();
  await page.keyboard.press('F2');
  await page.locator('.rename-box input').fill('width');
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Rename to width' });
  await expect(sheet.getByRole('checkbox')).toHaveCount(2);
  await sheet.getByRole('checkbox').first().check();
  await sheet.getByRole('checkbox').last().check();
  await sheet.getByRole('button', { name: 'Make 4 changes' }).click();
  await expect(lines(page)).toContainText('t.width + u.width');
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(lines(page)).toContainText('t.x + u.x');
});

test('EDT-17 a rename that is given up changes nothing; a collision is refused with its reason', async ({
  page,
}) => {
  await open(page);
  await caretAt(page, 'many');
  await page.keyboard.press('F2');
  await page.locator('.rename-box input').fill('plenty');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Leave it' }).click();
  await expect(lines(page)).not.toContainText('plenty');
  await expect(page.getByRole('main').getByRole('textbox').first()).toBeFocused();
  await page.keyboard.press('F2');
  await page.locator('.rename-box input').fill('otters');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/would be in the way|already/).first()).toBeVisible();
});

test('EDT-18 a problem links to its page with a wrong and a right example', async ({ page }) => {
  await open(page, 'func main(): Int64 -> "no"\n');
  await page.getByRole('button', { name: '1 problem', exact: true }).click();
  await page.getByRole('region', { name: 'Problems' }).getByRole('button', { name: 'Explain' }).click();
  const sheet = page.getByRole('dialog', { name: 'A value has another type than its place expects' });
  await expect(sheet.getByText('With the mistake')).toBeVisible();
  await expect(sheet.getByText('to_int64(count) + 1')).toBeVisible();
  await page.keyboard.press('Escape');
  await point(page, page.locator('.squiggly-error').first());
  await page.locator('.monaco-hover').getByText('E0006').click();
  await expect(sheet).toBeVisible();
});

test('EDT-18 the squiggle stands at the exact span and says what the compiler says', async ({ page }) => {
  await open(page, 'func main(): Int64 -> "no"\n');
  const mark = page.locator('.squiggly-error').first();
  await expect(mark).toBeVisible();
  const [box, word] = await Promise.all([
    mark.boundingBox(),
    page.locator('.view-line').getByText('"no"').first().boundingBox(),
  ]);
  expect(Math.abs(box!.x - word!.x)).toBeLessThan(2);
  expect(Math.abs(box!.width - word!.width)).toBeLessThan(3);
  await point(page, mark);
  await expect(page.locator('.monaco-hover').first()).toContainText(
    'expected type `Int64`, but found type `Text`',
  );
});

test('EDT-25 a mark beside each step says what became of it; pressing it shows its value', async ({
  page,
}) => {
  await open(page);
  await expect(page.locator('.step-ok')).toHaveCount(2);
  await page.locator('.step-mark').first().click();
  await expect(views(page).getByText(/after filter/)).toBeVisible();
  await expect(views(page).getByText('3 rows × 2 columns')).toBeVisible();
  await expect.poll(() => rowOf(page, 0)).toEqual(['Krka', '3']);
});

test('EDT-26 a run-time error stands at the place that raised it', async ({ page }) => {
  await open(page, 'const xs: [Int64] = [3, 0]\nfunc main() -> xs\n| map(x -> 6 / x)\n');
  await expect(page.getByText('The run stopped')).toBeVisible();
  await expect(page.locator('.squiggly-error').first()).toBeVisible();
  await expect(page.locator('.step-failed')).toHaveCount(1);
  await point(page, page.locator('.squiggly-error').first());
  await expect(page.locator('.monaco-hover').first()).toContainText(/divi/i);
});

test('EDT-11 a bar typed on a new line goes to the column of its pipeline; what is pasted is indented', async ({
  page,
}) => {
  await open(page, 'const xs: [Int64] = [3, 1]\nfunc main() -> (\n  xs\n  | filter(x -> x > 0)\n)\n');
  await page.locator('.view-line', { hasText: '| filter' }).click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('      |');
  await expect(page.locator('.view-line').getByText(/^\s\s\|$/)).toBeVisible();
  await page.keyboard.type(' sort(x -> x)');
  await expect(page.getByText('2 rows × 1 column')).toBeVisible();
  await write(page, 'const rows = {\n');
  await page.keyboard.press('ControlOrMeta+End');
  await page.evaluate(() => navigator.clipboard.writeText('a = 1: Int8,\nb = 2: Int8,'));
  await page.keyboard.press('ControlOrMeta+V');
  const shown = async () => (await page.locator('.view-line').allTextContents()).join('\n');
  await expect.poll(async () => (await shown()).replaceAll('\u00a0', ' ')).toContain('\n  b = 2: Int8');
});

test('EDT-12 formatting keeps the caret on its token, formats a selection alone, and leaves broken text', async ({
  page,
}) => {
  await open(page, 'const a=1:Int64\nfunc main()->a+a\n');
  await page.locator('.view-line', { hasText: 'main' }).click();
  await page.keyboard.press('End');
  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog', { name: 'All commands' }).getByRole('combobox')).toBeFocused();
  await page.keyboard.type('format the selection');
  await expect(page.getByRole('option').first()).toContainText('Format the selection');
  await page.keyboard.press('Enter');
  await expect(lines(page)).toContainText('func main() -> a + a');
  await expect(lines(page)).toContainText('const a=1');
  await page.keyboard.type('!');
  await expect(lines(page)).toContainText('a + a!');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Shift+Alt+F');
  await expect(lines(page)).toContainText('const a = 1');
  await page.keyboard.type('!');
  await expect(lines(page)).toContainText('a + a!');
  await page.keyboard.press('Shift+Alt+F');
  await expect(page.getByText('The text has a syntax error; it was left as it is.')).toBeVisible();
});

test('EDT-27 a dead language worker comes back within two seconds, and no keystroke is lost', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const started: Worker[] = [];
    Object.assign(window, { started });
    window.Worker = class extends Worker {
      constructor(...args: ConstructorParameters<typeof Worker>) {
        super(...args);
        started.push(this);
        Object.assign(this, { title: args[1]?.name });
      }
    };
  });
  await open(page);
  await expect(page.getByText('3 rows × 2 columns')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('func extra(): Int64 -> ');
  /** Ends the language worker; settles when the Strip has said so and no longer does. */
  const restarted = () =>
    page.evaluate(async () => {
      const notice = document.querySelector('.strip-notice')!;
      const says = (down: boolean) =>
        new Promise<void>((resolve) => {
          const look = () => {
            if (/Language service restarting/.test(notice.textContent ?? '') !== down) return;
            watch.disconnect();
            resolve();
          };
          const watch = new MutationObserver(look);
          watch.observe(notice, { childList: true, characterData: true, subtree: true });
          look();
        });
      const { started } = window as unknown as { started: (Worker & { title: string })[] };
      for (const worker of started) if (worker.title.startsWith('holt language')) worker.terminate();
      await says(true);
      await says(false);
    });
  await restarted();
  const back = restarted();
  await page.keyboard.type('"no"');
  await back;
  await expect(page.getByText('expected type `Int64`, but found type `Text`').first()).toBeVisible();
  await expect(lines(page)).toContainText('func extra(): Int64 -> "no"');
  await expect(page.getByText('Language service restarting')).toHaveCount(0);
});

test('EDT-19 a new error on the line being written waits until the typing rests, and flickers never', async ({
  page,
}) => {
  await open(page, 'const a: Int64 = 1\nfunc main() -> a\n');
  await expect(page.getByText('No problems')).toBeVisible();
  await page.evaluate(() => {
    // How long the typing had rested whenever a mark came.
    const seen = { key: 0, rests: [] as number[] };
    Object.assign(window, { seen });
    const marks = document.getElementsByClassName('squiggly-error');
    let before = 0;
    addEventListener('keydown', () => Object.assign(seen, { key: performance.now() }), true);
    new MutationObserver(() => {
      if (before === 0 && marks.length > 0) seen.rests.push(performance.now() - seen.key);
      before = marks.length;
    }).observe(document.querySelector('.monaco-editor')!, { childList: true, subtree: true });
  });
  const rests = () =>
    page.evaluate(() => (window as unknown as { seen: { rests: number[] } }).seen.rests.map(Math.round));
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('func other(): Int64 -> a + a + a', { delay: 60 });
  // The quote that closes comes by itself.
  await page.keyboard.type(' + "no', { delay: 60 });
  await expect(page.locator('.squiggly-error').first()).toBeVisible();
  // On a quick machine there is one: the last. On a slow one keys may come late; none is marked under the hand.
  expect((await rests()).length).toBeGreaterThan(0);
  for (const rest of await rests()) expect(rest).toBeGreaterThanOrEqual(400);
  for (let i = 0; i < 6; i++) await page.keyboard.press('Backspace');
  await expect(page.locator('.squiggly-error')).toHaveCount(0);
});

test('EDT-2 code in explanations has the colours of the editor', async ({ page }) => {
  await open(page, 'func main(): Int64 -> "no"\n');
  await page.getByRole('button', { name: '1 problem', exact: true }).click();
  await page.getByRole('region', { name: 'Problems' }).getByRole('button', { name: 'Explain' }).click();
  const colourOf = (within: Locator) =>
    within
      .getByText('func', { exact: true })
      .first()
      .evaluate((word) => getComputedStyle(word).color);
  const inEditor = await colourOf(lines(page));
  await expect.poll(() => colourOf(page.getByRole('dialog'))).toBe(inEditor);
});

test('GO-1 Shift+Enter shows the step at the caret, also while the result is pinned', async ({ page }) => {
  await open(page);
  await expect(page.getByText('3 rows × 2 columns')).toBeVisible();
  await page.keyboard.press('Shift+Alt+P');
  await page.locator('.view-line', { hasText: '| filter' }).click();
  await page.keyboard.press('Shift+Enter');
  await expect(views(page).getByText(/after filter/)).toBeVisible();
  // Another run of the same text takes nothing away.
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('status').filter({ hasText: /Run finished/ })).toBeAttached();
  await expect(views(page).getByText(/after filter/)).toBeVisible();
  await page.keyboard.press('End');
  await expect(views(page).getByText(/after filter/)).toBeVisible();
  // Pressed before the text just written was checked, the key waits for its plan.
  for (const key of ['ArrowLeft', 'ArrowLeft', 'Backspace', '1', 'Shift+Enter'])
    await page.keyboard.press(key);
  await expect(views(page).getByText(/after filter/)).toBeVisible();
  await expect(views(page).getByText('4 rows × 2 columns')).toBeVisible();
  await checked(page);
});

test('EDT-12 saving formats, where it is set so', async ({ page }) => {
  await open(page, 'func main()->1:Int64\n');
  await setting(page, 'Format when saving', true);
  await page.getByRole('main').getByRole('textbox').first().focus();
  await page.keyboard.press('ControlOrMeta+S');
  await expect(lines(page)).toContainText('func main() -> 1: Int64');
});

test('EDT-13 a text is found in all files and replaced, also by a regular expression', async ({ page }) => {
  await open(page);
  await page.keyboard.press('ControlOrMeta+Shift+F');
  const sheet = page.getByRole('dialog', { name: 'Find in all files' });
  await sheet.getByRole('textbox', { name: 'Find' }).fill('many\\((\\w+)');
  await sheet.getByRole('checkbox', { name: 'Regular expression' }).check();
  await expect(sheet.getByRole('status')).toHaveText('2 matches in 1 file');
  await sheet.getByRole('textbox', { name: 'Replace with' }).fill('plenty($1');
  await sheet.getByRole('button', { name: 'Replace 2 matches' }).click();
  await expect(lines(page)).toContainText('func plenty(o: Otter');
  await expect(page.getByText('No problems')).toBeVisible();
});

test('EDT-13 what was written before a reload is undone step by step, in each file for itself; columns, lines and comments by key', async ({
  page,
}) => {
  await open(page, 'const a = 1: Int64\nconst b = 2: Int64\nfunc main() -> a + b\n');
  // The editor keeps its lines in any order; their places say which comes first.
  const shown = () =>
    page.locator('.view-line').evaluateAll((all) =>
      (all as HTMLElement[])
        .sort((one, other) => one.offsetTop - other.offsetTop)
        .map((line) => line.textContent?.replaceAll('\u00a0', ' '))
        .join('\n'),
    );
  await page.locator('.view-line', { hasText: 'const a' }).click();
  await page.keyboard.press('Home');
  await page.keyboard.press('ControlOrMeta+Shift+Alt+ArrowDown');
  await page.keyboard.type('#');
  await expect.poll(shown).toContain('#const a = 1: Int64\n#const b = 2: Int64\nfunc');
  await page.keyboard.press('ControlOrMeta+Z');
  await expect.poll(shown).toMatch(/^const a = 1: Int64\nconst b/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+/');
  await expect.poll(shown).toMatch(/# ?const a = 1: Int64\nconst b/);
  await page.keyboard.press('ControlOrMeta+/');
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(shown).toContain('const b = 2: Int64\nconst a = 1: Int64\nfunc');
  await page.keyboard.press('Shift+Alt+ArrowDown');
  await expect.poll(shown).toContain('const a = 1: Int64\nconst a = 1: Int64\nfunc');
  await page.keyboard.press('ControlOrMeta+Alt+N');
  await page.getByLabel('Path in the project').fill('tides.lt');
  await page.getByRole('dialog').getByRole('button', { name: 'New file' }).click();
  await page.getByRole('textbox', { name: /tides\.lt/ }).focus();
  await page.keyboard.type('# low');
  await expect.poll(shown).toContain('# low');

  await page.reload();
  await page.waitForSelector('html[data-editor=ready]');
  await expect.poll(shown).toContain('# low');
  await page.getByRole('textbox', { name: /tides\.lt/ }).focus();
  await page.keyboard.press('ControlOrMeta+Z');
  await expect.poll(shown).not.toContain('# low');
  await page
    .getByRole('button', { name: /^module\.lt/ })
    .first()
    .click();
  await page.getByRole('textbox', { name: /module\.lt/ }).focus();
  await expect.poll(shown).toContain('const a = 1: Int64\nconst a = 1: Int64\nfunc');
  await page.keyboard.press('ControlOrMeta+Z');
  await expect.poll(shown).toContain('const b = 2: Int64\nconst a = 1: Int64\nfunc');
  await page.keyboard.press('ControlOrMeta+Z');
  await expect.poll(shown).toContain('const a = 1: Int64\nconst b = 2: Int64\nfunc');
  await page.keyboard.press('ControlOrMeta+Y');
  await expect.poll(shown).toContain('const b = 2: Int64\nconst a = 1: Int64\nfunc');
});

test('EDT-5 the line below the code says where the caret is, the outline goes to any definition, heads stay in sight', async ({
  page,
}) => {
  const steps = Array.from({ length: 60 }, (_, i) => `    | filter(n -> n > ${i})`).join('\n');
  await open(
    page,
    `module rivers {\n  type River: {name: Text}\n  func long(xs: [Int64]): [Int64] -> (\n    xs\n${steps}\n  )\n}\nfunc main() -> rivers::long([1, 2])\n`,
  );
  const crumbs = page.getByRole('list', { name: 'Where the caret is' });
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await expect(crumbs.getByRole('listitem')).toHaveText(['module.lt', 'rivers', 'River']);
  await page.getByRole('button', { name: 'Outline' }).click();
  await expect(page.getByRole('menuitem')).toHaveText([/^rivers/, /^River/, /^name/, /^long/, /^main/]);
  await page.getByRole('menuitem', { name: /^main/ }).click();
  await expect(crumbs.getByRole('listitem')).toHaveText(['module.lt', 'main']);
  const sticky = page.locator('.sticky-widget');
  await expect(sticky).toContainText('module rivers');
  await expect(sticky).toContainText('func long');
  await page.keyboard.press('F1');
  await page.getByRole('combobox').fill('fold all');
  await page.keyboard.press('Enter');
  await expect(page.locator('.view-line', { hasText: 'filter(n' })).toHaveCount(0);
});
