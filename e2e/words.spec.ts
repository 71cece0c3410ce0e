import { expect, type Page, test } from '@playwright/test';
import { openHolt, rowOf } from './page';
import { speakPseudo } from './pseudo-language';

/** What is wrong with the layout: the page is wider than the window, words stand outside it, are cut, or cover others. */
function faults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    if (Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) > innerWidth)
      found.push('the page scrolls sideways');
    /** The part of an element that the boxes around it let through. */
    const seen = (element: Element) => {
      let { left, top, right, bottom } = element.getBoundingClientRect();
      for (let box = element.parentElement; box !== null; box = box.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(box);
        if (overflowX === 'visible' && overflowY === 'visible') continue;
        const frame = box.getBoundingClientRect();
        left = Math.max(left, frame.left);
        right = Math.min(right, frame.right);
        top = Math.max(top, frame.top);
        bottom = Math.min(bottom, frame.bottom);
      }
      return { left, top, right, bottom };
    };
    const modal = [...document.querySelectorAll('[role=dialog]')].at(-1);
    const told = [
      ...(modal ?? document).querySelectorAll('button, a, select, [role=tab], h2, h3, label, summary'),
    ]
      // Code, data and the graph scroll inside.
      .filter(
        (one) => one.closest('.editor-body, .table, .tree, .hex, .drawing, [aria-hidden=true]') === null,
      )
      .filter((one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .map((element) => ({
        element,
        name: (element.getAttribute('aria-label') ?? element.textContent ?? '').trim(),
        box: seen(element),
      }))
      .filter(({ box }) => box.right - box.left > 1 && box.bottom - box.top > 1);
    for (const { element, name, box } of told) {
      if (box.left < -1 || box.right > innerWidth + 1) found.push(`outside the window: ${name}`);
      if (getComputedStyle(element).display !== 'inline' && element.scrollWidth > element.clientWidth + 1)
        found.push(`cut: ${name}`);
    }
    for (const [index, one] of told.entries()) {
      for (const other of told.slice(index + 1)) {
        if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
        const [a, b] = [one.box, other.box];
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 2 && down > 2) found.push(`${one.name} covers ${other.name}`);
      }
    }
    return found;
  });
}

for (const direction of ['ltr', 'rtl'] as const) {
  test(`I18-1 with longer words, written ${direction}, nothing is cut, covered or outside, on a laptop`, async ({
    page,
  }) => {
    await page.addInitScript(speakPseudo, direction);
    await openHolt(page);
    await expect(page.locator('html')).toHaveAttribute('dir', direction);
    await rowOf(page, 0);
    await expect(page.getByRole('button', { name: 'Rúün', exact: true })).toBeVisible();
    expect(await faults(page)).toEqual([]);
    // Code and data go from left to right in any language.
    const readFrom = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).direction);
    expect(await readFrom('.view-line')).toBe('ltr');
    expect(await readFrom('[role=gridcell]')).toBe('ltr');
    await page.getByRole('tab', { name: 'Pláån' }).click();
    await expect(page.locator('.drawing[data-settled]')).toBeVisible();
    expect(await readFrom('.plan-node')).toBe('ltr');
    expect(await faults(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Býÿtéëê' }).click();
    await expect(page.locator('.hex-row').first()).toBeVisible();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Héëêlp', exact: true }).click();
    await expect(page.getByRole('dialog', { name: 'Héëêlp' })).toBeVisible();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('F1');
    await page.getByRole('dialog').getByRole('combobox').fill('Séëêttíïng');
    await page.getByRole('option', { name: /^Séëêttíïngs/ }).click();
    await expect(page.getByRole('dialog', { name: 'Séëêttíïngs' })).toBeVisible();
    expect(await faults(page)).toEqual([]);
  });

  test(`I18-1 with longer words, written ${direction}, nothing is cut, covered or outside, on a phone`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.addInitScript(speakPseudo, direction);
    await openHolt(page);
    expect(await faults(page)).toEqual([]);
    for (const place of ['Réëêsúült', 'Pláån', 'Dáåtáå']) {
      const button = page.getByRole('navigation').getByRole('button', { name: place, exact: true });
      await button.click();
      await expect(button).toHaveAttribute('aria-current', 'page');
      if (place === 'Réëêsúült') await rowOf(page, 0);
      expect(await faults(page)).toEqual([]);
    }
  });
}
