import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { laidOut, openHolt, rowOf, saved, write } from './page';

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
  await page.goto('/mark.svg');
  await page.evaluate(async (kept) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('holt-projects', 1);
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore('projects', { keyPath: 'id' });
        const snapshots = opening.result.createObjectStore('snapshots', {
          keyPath: 'key',
          autoIncrement: true,
        });
        snapshots.createIndex('project', 'project');
      };
      opening.onsuccess = () => resolve(opening.result);
    });
    const writing = database.transaction('projects', 'readwrite');
    writing.objectStore('projects').put({
      id: 'discs',
      name: 'Discs',
      own: true,
      files: kept,
      revision: 1,
      changed: Date.now(),
    });
    await new Promise((resolve) => {
      writing.oncomplete = resolve;
    });
    database.close();
    localStorage.setItem('holt/last', '"discs"');
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
    .getByRole('button', { name: /^shapes\.lt/ })
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
    .getByRole('button', { name: /^shapes\.lt/ })
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
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(result(page, '48.0')).toBeVisible();
});

test('PRJ-2 the tree shows the module of each file, and mends one that belongs to none', async ({ page }) => {
  await openProject(page, [...files, { path: 'geo/loose.lt', text: 'const one = 1: Int64\n' }]);
  await expect(side(page).getByRole('button', { name: 'shapes.lt geo::shapes' })).toBeVisible();
  const loose = side(page).getByRole('button', { name: /^loose\.lt/ });
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

test('EDT-16 definitions lead across files, and into the standard library, which is only read', async ({
  page,
}) => {
  await openProject(page, files);
  await expect(result(page, '48.0')).toBeVisible();
  await laidOut(page, root);
  await code(page).getByText('area', { exact: true }).last().click();
  await page.keyboard.press('F12');
  await expect(code(page)).toContainText('The area of a disc');
  await laidOut(page, geo);
  await code(page).getByText('Float64', { exact: true }).last().click();
  await page.keyboard.press('F12');
  const library = page.getByRole('textbox', { name: /std\/module\.lt/ });
  await expect(library).toBeFocused();
  await expect(code(page)).toContainText('type Float64');
  await page.keyboard.type('zebra');
  await expect(page.locator('.monaco-editor').getByText(/only read|read-only/i)).toBeVisible();
  await expect(code(page)).not.toContainText('zebra');
});

test('EDT-17 renaming a module renames its file', async ({ page }) => {
  await openProject(page, files);
  await expect(result(page, '48.0')).toBeVisible();
  await code(page).getByText('shapes', { exact: true }).click();
  await page.keyboard.press('F2');
  await expect(page.locator('.rename-input')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('forms');
  await page.keyboard.press('Enter');
  await expect(page.getByText('geo/shapes.lt becomes geo/forms.lt')).toBeVisible();
  await page.getByRole('button', { name: /^Make 1 change/ }).click();
  await expect(side(page).getByRole('button', { name: 'forms.lt geo::forms' })).toBeVisible();
  await expect(code(page)).toContainText('geo::forms::unit');
  await expect(page.getByText('No problems')).toBeVisible();
});

test('PRJ-1 on a phone the files are under Data, and open as tabs over the code', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openProject(page, files);
  await page.getByRole('button', { name: 'Data', exact: true }).click();
  await side(page)
    .getByRole('button', { name: /^shapes\.lt/ })
    .click();
  await expect(page.getByRole('textbox', { name: /shapes\.lt/ })).toHaveValue(shapes);
  await tabs(page).getByRole('button', { name: 'module.lt', exact: true }).click();
  await expect(page.getByRole('textbox', { name: /module\.lt/ })).toHaveValue(root);
});

/** The text of the editor as the project has it. */
async function textOf(page: Page): Promise<string> {
  return (await code(page).innerText()).replaceAll('\u00a0', ' ');
}

test('FST-8 a return visit opens what was left: text, caret, tab, view and the last result', async ({
  page,
}) => {
  await openProject(page, files);
  await expect(result(page, '48.0')).toBeVisible();
  await side(page)
    .getByRole('button', { name: /^shapes\.lt/ })
    .click();
  await expect(code(page)).toContainText('const unit');
  await page.getByRole('main', { name: 'Editor' }).getByRole('textbox').first().focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('# the end');
  await expect(page.getByText('No problems')).toBeVisible();
  await saved(page);
  await page.addInitScript(() => {
    // Whatever the workers would say, they do not say it: only what was kept can be shown.
    Worker.prototype.postMessage = () => undefined;
  });
  await page.reload();
  await expect(page.locator('html[data-editor=ready]')).toBeAttached({ timeout: 20_000 });
  await expect(tabs(page).getByRole('button', { name: 'shapes.lt', exact: true })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await expect.poll(() => textOf(page)).toContain('# the end');
  await expect(views(page).getByText('from earlier')).toBeVisible();
  await expect(result(page, '48.0')).toBeVisible();
  await page.getByRole('main', { name: 'Editor' }).getByRole('textbox').first().focus();
  await page.keyboard.type('!');
  await expect.poll(() => textOf(page)).toContain('# the end!');
});

test('PRJ-5 what was typed is kept after the last key by itself', async ({ page }) => {
  await openHolt(page);
  await rowOf(page, 0);
  await saved(page);
  // A save is told to the other tabs: whoever listens hears when it is done.
  await page.evaluate(() => {
    const seen = Object.assign(window, { lastKey: 0, savedAt: 0 });
    window.addEventListener('keydown', () => Object.assign(seen, { lastKey: Date.now() }), true);
    new BroadcastChannel('holt-projects').addEventListener('message', ({ data }) => {
      if (data.kind === 'saved') Object.assign(seen, { savedAt: Date.now() });
    });
  });
  await page.getByRole('main', { name: 'Editor' }).getByRole('textbox').first().focus();
  await page.keyboard.type('# kept');
  const after = () =>
    page.evaluate(() => {
      const { lastKey, savedAt } = window as unknown as { lastKey: number; savedAt: number };
      return savedAt > lastKey;
    });
  await expect.poll(after).toBe(true);
  await saved(page);
});

test('a reload in the middle of typing loses nothing', async ({ page }) => {
  await openHolt(page);
  await write(page, 'func main() -> "first"');
  await saved(page);
  for (const text of ['at the last moment', 'while that is being saved']) {
    await write(page, `func main() -> "${text}"`);
    await page.reload();
    await expect(code(page)).toContainText(text, { timeout: 20_000 });
    await page.waitForSelector('html[data-editor=ready]');
  }
});

test('PRJ-6 STA-15 two tabs: the second says so, follows, takes over, and neither overwrites the other', async ({
  context,
}) => {
  const first = await context.newPage();
  await openHolt(first);
  await write(first, 'func main() -> "one"');
  await saved(first);
  const second = await context.newPage();
  await openHolt(second);
  const note = second.getByRole('alert').filter({ hasText: 'open in another tab' });
  await expect(note).toContainText(/since \d\d:\d\d/);
  await expect(code(second)).toContainText('"one"');

  await second.getByRole('main', { name: 'Editor' }).getByRole('textbox').first().focus();
  await second.keyboard.type('zebra');
  await expect(second.locator('.monaco-editor').getByText(/only read|read-only/i)).toBeVisible();
  expect(await textOf(second)).not.toContain('zebra');

  await note.getByRole('button', { name: 'Follow' }).click();
  await write(first, 'func main() -> "two"');
  await expect(code(second)).toContainText('"two"');
  await expect(second.getByText('Following the other tab')).toBeVisible();

  await write(first, 'func main() -> "three, not saved yet"');
  await second.getByRole('button', { name: 'Take over' }).click();
  await expect(code(second)).toContainText('three, not saved yet');
  await expect(first.getByText('open in another tab')).toBeVisible();
  await expect(second.getByRole('button', { name: 'Take over' })).toHaveCount(0);
  await write(second, 'func main() -> "four"');
  await saved(second);

  await first.getByRole('button', { name: 'Work on a copy' }).click();
  await expect(first.getByRole('button', { name: /Project name: .*\(copy\)/ })).toBeVisible();
  await write(first, 'func main() -> "mine"');
  await saved(first);
  await second.reload();
  await expect(code(second)).toContainText('"four"', { timeout: 20_000 });
  await first.reload();
  await expect(code(first)).toContainText('"mine"', { timeout: 20_000 });
});

test('PRJ-6 when the holding tab closes, the one that waits goes on by itself', async ({ context }) => {
  const first = await context.newPage();
  await openHolt(first);
  await write(first, 'func main() -> "one"');
  await saved(first);
  const second = await context.newPage();
  await openHolt(second);
  await expect(second.getByText('open in another tab')).toBeVisible();
  await first.close();
  await expect(second.getByText('open in another tab')).toHaveCount(0);
  await write(second, 'func main() -> "two"');
  await expect(views(second).getByText('two')).toBeVisible();
});

test('PRJ-7 an example never replaces own work: it is a draft of its own name', async ({ page }) => {
  await openHolt(page);
  await write(page, 'func main() -> "my own work"');
  await page.getByRole('button', { name: 'Look it up', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Project name: Look it up' })).toBeVisible();
  await page.getByRole('button', { name: /^Project name/ }).click();
  await page
    .getByRole('menuitem', { name: /^Otters on three rivers/ })
    .first()
    .click();
  await expect(code(page)).toContainText('my own work');
});

/** Answers the dialog that asks for a name. */
async function answer(page: Page, label: string, name: string): Promise<void> {
  const field = page.getByRole('dialog').getByLabel(label);
  await field.fill(name);
  await page.keyboard.press('Enter');
}

test('PRJ-3 files are created, renamed, moved, duplicated and deleted, by menu and by key', async ({
  page,
}) => {
  await openHolt(page);
  await page.getByRole('button', { name: /^Project name/ }).click();
  await page.getByRole('menuitem', { name: /^New file in the project/ }).click();
  await answer(page, 'Path in the project', 'geo');
  await expect(side(page).getByRole('button', { name: 'geo.lt geo' })).toBeVisible();
  await expect(code(page)).toContainText('submodule');

  const row = side(page).getByRole('button', { name: 'geo.lt geo' });
  await row.focus();
  await page.keyboard.press('F2');
  await answer(page, 'Path in the project', 'maps/area.lt');
  await expect(side(page).getByRole('button', { name: 'area.lt no module' })).toBeVisible();
  await page.getByRole('button', { name: 'Create maps/module.lt' }).click();
  await expect(side(page).getByRole('button', { name: 'area.lt maps::area' })).toBeVisible();

  await side(page).getByRole('button', { name: 'Actions for maps/area.lt' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await expect(side(page).getByRole('button', { name: 'area-2.lt maps::area-2' })).toBeVisible();

  await side(page)
    .getByRole('button', { name: /^area-2\.lt/ })
    .focus();
  await page.keyboard.press('Delete');
  await expect(side(page).getByRole('button', { name: /^area-2/ })).toHaveCount(0);
  await page.getByText('maps/area-2.lt was deleted').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(side(page).getByRole('button', { name: 'area-2.lt maps::area-2' })).toBeVisible();

  await side(page).getByRole('button', { name: 'Actions for maps/area.lt' }).click();
  await page.getByRole('menuitem', { name: /^Rename or move/ }).click();
  await page.getByRole('dialog').getByLabel('Path in the project').fill('module.lt');
  await expect(page.getByText('There is a file module.lt already.')).toBeVisible();
  await page.keyboard.press('Escape');

  await side(page).getByText('area-2.lt').dragTo(side(page).getByText('maps/'));
  await expect(side(page).getByRole('button', { name: 'area-2.lt maps::area-2' })).toBeVisible();
});

test('PRJ-3 files dropped on the page join the project, and one is saved again by its menu', async ({
  page,
}) => {
  await openProject(page, files);
  await expect(result(page, '48.0')).toBeVisible();
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['submodule\n\nconst seven = 7: Int64\n'], 'seven.lt'));
    return transfer;
  });
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
  await expect(side(page).getByRole('button', { name: 'seven.lt seven' })).toBeVisible();
  await side(page).getByRole('button', { name: 'Actions for seven.lt' }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Download' }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('seven.lt');
  expect(readFileSync((await saved.path())!, 'utf8')).toBe('submodule\n\nconst seven = 7: Int64\n');
});

test('PRJ-4 a project goes out as a zip and comes in again, byte for byte', async ({ page }) => {
  const odd = [...files, { path: 'odd.lt', text: '\uFEFFsubmodule\r\n\r\nconst é = "\t\u2028"\r\n' }];
  await openProject(page, odd);
  await expect(result(page, '48.0')).toBeVisible();
  const exporting = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Project name/ }).click();
  await page.getByRole('menuitem', { name: /^Export the project as a zip/ }).click();
  const zip = await exporting;
  expect(zip.suggestedFilename()).toBe('Discs.holt.zip');
  const bytes = readFileSync((await zip.path())!);
  const unpacked = unzipSync(bytes);
  for (const { path, text } of odd) expect(Buffer.from(unpacked[path]!).toString('utf8')).toBe(text);
  expect(Object.keys(unpacked)).toContain('holt.json');

  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^Project name/ }).click();
  await page.getByRole('menuitem', { name: /^Open a project/ }).click();
  await (await chooser).setFiles({ name: 'copy.holt.zip', mimeType: 'application/zip', buffer: bytes });
  await expect(page.getByText('4 files opened as a project')).toBeVisible();
  await expect(result(page, '48.0')).toBeVisible();
  const again = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Project name/ }).click();
  await page.getByRole('menuitem', { name: /^Export the project as a zip/ }).click();
  expect(readFileSync((await (await again).path())!).equals(bytes)).toBe(true);
});

test('PRJ-5 snapshots: one with a name, the difference, and the way back', async ({ page }) => {
  await openHolt(page);
  await write(page, 'func main() -> "before"\n');
  await saved(page);
  await page.keyboard.press('ControlOrMeta+S');
  await answer(page, 'Name of this state', 'the good one');
  await write(page, 'func main() -> "after"\n');
  await expect(result(page, 'after').or(views(page).getByText('after').first())).toBeVisible();
  await saved(page);
  await page.getByRole('button', { name: /^Project name/ }).click();
  await page.getByRole('menuitem', { name: /^Timeline/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Timeline' });
  await dialog.getByRole('button', { name: /the good one/ }).click();
  await expect(dialog.getByText('− func main() -> "after"')).toBeVisible();
  await expect(dialog.getByText('+ func main() -> "before"')).toBeVisible();
  await dialog.getByRole('button', { name: 'Go back to this' }).click();
  await expect(code(page)).toContainText('"before"');
  await page.getByRole('button', { name: /^Project name/ }).click();
  await page.getByRole('menuitem', { name: /^Timeline/ }).click();
  await dialog
    .getByRole('button', { name: /Automatic/ })
    .first()
    .click();
  await expect(dialog.getByText('+ func main() -> "after"')).toBeVisible();
});

test('PRJ-3 projects are renamed, duplicated and deleted, and a deleted one comes back', async ({ page }) => {
  await openHolt(page);
  await write(page, 'func main() -> "mine"');
  const name = page.getByRole('button', { name: /^Project name/ });
  await name.click();
  await page.getByRole('menuitem', { name: /^Rename the project/ }).click();
  await answer(page, 'Project name', 'River walk');
  await expect(name).toHaveAccessibleName('Project name: River walk');
  await name.click();
  await page.getByRole('menuitem', { name: /^Duplicate the project/ }).click();
  await expect(name).toHaveAccessibleName('Project name: River walk (copy)');
  await name.click();
  await page.getByRole('menuitem', { name: /^Delete the project/ }).click();
  await expect(name).toHaveAccessibleName('Project name: River walk');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(name).toHaveAccessibleName('Project name: River walk (copy)');
  await name.click();
  await expect(page.getByRole('menuitem', { name: /^River walk 1 file/ })).toBeVisible();
});

test('PRJ-8 the runner that a program names is taken, a server only as its family, and a choice by hand goes first', async ({
  page,
}) => {
  await openHolt(page);
  await write(
    page,
    '@!runner("postgres://ada:s3cr3t@db.example/otters")\n\nfunc main() -> [{id = 1: Int64}]\n',
  );
  await expect(page.getByText('No problems')).toBeVisible();
  await page.getByRole('button', { name: /^Runner/ }).click();
  const auto = page.getByRole('menuitemradio', { name: /^Auto/ });
  await expect(auto).toContainText(
    'PostgreSQL: in this browser, in place of the server postgres://db.example/otters',
  );
  await expect(page.getByRole('menu')).not.toContainText('s3cr3t');
  await page.getByRole('menuitemradio', { name: /^Interpreter/ }).click();
  await expect(views(page).getByText('1 row × 1 column')).toBeVisible();
});

test('LAY-4 sizes and the open view are remembered for each project', async ({ page }) => {
  await openProject(page, files);
  await expect(result(page, '48.0')).toBeVisible();
  const width = () =>
    page.locator('.side').evaluate((element) => Math.round(element.getBoundingClientRect().width));
  await page.getByRole('separator', { name: /^Width of Data/ }).focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
  const wide = await width();
  expect(wide).toBe(220 + 64);
  await page.getByRole('tab', { name: 'IR' }).click();
  await page.getByRole('button', { name: 'Otters on three rivers', exact: true }).click();
  await page.getByRole('separator', { name: /^Width of Data/ }).focus();
  await page.keyboard.press('Home');
  expect(await width()).toBe(220);
  await page.getByRole('button', { name: /^Project name/ }).click();
  await page.getByRole('menuitem', { name: /^Discs/ }).click();
  await expect.poll(width).toBe(wide);
  await expect(page.getByRole('tab', { name: 'IR' })).toHaveAttribute('aria-selected', 'true');
  await page.reload();
  await expect(page.getByRole('tab', { name: 'IR' })).toHaveAttribute('aria-selected', 'true', {
    timeout: 20_000,
  });
  expect(await width()).toBe(wide);
});
