/** Ends the task under way, so that the page can draw and hear keys before the next begins (SPD-16). */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
