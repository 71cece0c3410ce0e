/**
 * What `read` makes of the colours of a theme, also of one that is not shown: it is put on for as long as they are read.
 * A colour is asked for by its token and comes as the style sheet has it; short ones, as the build writes them, as
 * `#rrggbb`.
 */
export function coloursOf<T>(
  theme: 'light' | 'dark' | 'contrast',
  read: (colour: (token: string) => string) => T,
): T {
  const root = document.documentElement;
  const shown = root.dataset.theme;
  root.dataset.theme = theme;
  const style = getComputedStyle(root);
  const outcome = read((token) =>
    style
      .getPropertyValue(`--${token}`)
      .trim()
      .replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3'),
  );
  if (shown === undefined) delete root.dataset.theme;
  else root.dataset.theme = shown;
  return outcome;
}
