const order = ['.bar', '.side', '.editor-region', '.inputs', '.view', '.strip'];

/** Moves the focus to the next (1) or previous (-1) region on the screen. */
export function goToRegion(step: 1 | -1): void {
  const regions = order.flatMap((name) => {
    const element = document.querySelector<HTMLElement>(name);
    return element !== null && element.offsetParent !== null ? [element] : [];
  });
  const current = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions[(current + step + regions.length) % regions.length];
  const inside = next?.querySelector<HTMLElement>(
    '[role=textbox], textarea, [tabindex="0"], button:not(:disabled), input, select',
  );
  (inside ?? next)?.focus();
}
