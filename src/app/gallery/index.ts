const sources = import.meta.glob<string>('./*.lt', { query: '?raw', import: 'default', eager: true });

/** An example program. Adding one is adding a file: its first two lines are the title and what it shows. */
export interface Example {
  readonly id: string;
  readonly title: string;
  readonly shows: string;
  readonly text: string;
}

export const examples: readonly Example[] = Object.entries(sources)
  .sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
  .map(([path, text]) => {
    const [title = '', shows = ''] = text.split('\n').map((line) => line.replace(/^#!\s*/, ''));
    return { id: path.replace(/^\.\/(.*)\.lt$/, '$1'), title, shows, text };
  });

/** What a first visit shows (FST-1). */
export const starter: Example = examples[0]!;
