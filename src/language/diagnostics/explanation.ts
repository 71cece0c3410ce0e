/** What a person may read about one kind of mistake (EXP-5). */
export interface Explanation {
  readonly slug: string;
  /** The condition in words. */
  readonly title: string;
  /** Why it happens and what to do, as Markdown paragraphs. */
  readonly cause: string;
  /** A small text with the mistake and the same without it; null where no text makes the mistake. */
  readonly example: { readonly wrong: Sample; readonly fixed: Sample } | null;
}

export interface Sample {
  /** A project of one or more files, or the settings of a plan as JSON. */
  readonly kind: 'program' | 'config';
  /** Several files follow each other, each under a line `--- path`. */
  readonly text: string;
  /** The runner that the mistake needs; none where any will do. */
  readonly runner?: string;
}

/** The page of a slug, or undefined when it has none. */
export async function explanationOf(slug: string): Promise<Explanation | undefined> {
  const { pages } = await import('./pages');
  const text = pages.get(slug);
  return text === undefined ? undefined : readExplanation(slug, text);
}

/**
 * Reads a page: a heading, paragraphs, and two fenced blocks, `lutra wrong` and `lutra fixed` (or `json` for settings),
 * a runner's name after them where the mistake needs one. Throws when the page is not of this form: pages are ours.
 */
export function readExplanation(slug: string, markdown: string): Explanation {
  const [, title, body] = /^# (.+)\n\n([\s\S]+)$/.exec(markdown) ?? [];
  if (title === undefined || body === undefined) throw new Error(`the page ${slug} has no heading`);
  const samples = new Map<string, Sample>();
  const fence = /^```(lutra|json) (wrong|fixed)(?: (\w+))?\n([\s\S]*?)\n```$/gm;
  const cause = body.replace(
    fence,
    (_, language: string, which: string, runner: string | undefined, text: string) => {
      samples.set(which, {
        kind: language === 'json' ? 'config' : 'program',
        text,
        ...(runner === undefined ? {} : { runner }),
      });
      return '';
    },
  );
  const [wrong, fixed] = [samples.get('wrong'), samples.get('fixed')];
  if ((wrong === undefined) !== (fixed === undefined))
    throw new Error(`the page ${slug} has half an example`);
  return { slug, title, cause: cause.trim(), example: wrong && fixed ? { wrong, fixed } : null };
}

/** The files of a sample program. */
export function filesOf(sample: Sample): readonly { readonly path: string; readonly text: string }[] {
  const parts = sample.text.split(/^--- (\S+)\n/m);
  if (parts.length === 1) return [{ path: 'main.lt', text: sample.text }];
  return Array.from({ length: (parts.length - 1) / 2 }, (_, i) => ({
    path: parts[2 * i + 1]!,
    text: parts[2 * i + 2]!,
  }));
}
