const texts = import.meta.glob<string>('./pages/*.md', { query: '?raw', import: 'default', eager: true });

/** The text of every explanation page, by slug. A module of its own, so that it loads when the first page is asked for. */
export const pages: ReadonlyMap<string, string> = new Map(
  Object.entries(texts).map(([path, text]) => [path.slice('./pages/'.length, -'.md'.length), text]),
);
