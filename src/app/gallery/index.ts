import type { RunnerName, SourceText } from '../../engine';
import { examplesUsing as using } from './where-used';

const sources = import.meta.glob<string>('./**/*.lt', { query: '?raw', import: 'default', eager: true });

/**
 * An example program (GAL-1). Adding one is adding a file, or a folder with a `module.lt`: its first two lines are the
 * title and what it shows, and a comment below them says what else is to be known of it.
 */
export interface Example {
  readonly id: string;
  readonly title: string;
  readonly shows: string;
  readonly topics: readonly string[];
  /** The pages of the reference it belongs to: files of the standard library. */
  readonly docs: readonly string[];
  /** What it reads besides its own text; empty when nothing. */
  readonly data: string;
  readonly runners: readonly RunnerName[];
  readonly minutes: number;
  readonly files: readonly SourceText[];
  /** The root file. */
  readonly text: string;
}

const all: readonly RunnerName[] = ['interpreter', 'duckdb', 'pglite'];
const facts = /^# (topics: .*)\n\n?/m;

export const examples: readonly Example[] = Object.entries(sources)
  .filter(([path]) => !path.slice(2).includes('/') || /^\.\/[^/]+\/module\.lt$/.test(path))
  .sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
  .map(([path, source]) => {
    const id = path.replace(/^\.\/(.*?)(\/module)?\.lt$/, '$1');
    const text = source.replace(facts, '');
    const [title = '', shows = ''] = text.split('\n').map((line) => line.replace(/^#!\s*/, ''));
    const said = saidOf(facts.exec(source)?.[1] ?? '');
    return {
      id,
      title,
      shows,
      topics: listed(said.get('topics') ?? 'pipelines, groups'),
      docs: listed(said.get('docs') ?? 'std/array'),
      data: said.get('data') ?? '',
      runners: said.has('runners') ? (listed(said.get('runners')!) as RunnerName[]) : all,
      minutes: Number(said.get('minutes') ?? 2),
      files: [{ path: 'module.lt', text }, ...besides(id)],
      text,
    };
  });

/** Every topic that an example is about, in alphabetical order. */
export const topics: readonly string[] = [...new Set(examples.flatMap((one) => one.topics))].sort();

/** The examples that use a name of the standard library, such as `lag` or `text::split` (GAL-3). */
export function examplesUsing(name: string): readonly Example[] {
  return using(name, examples);
}

/** The other files of an example that is a folder. */
function besides(id: string): readonly SourceText[] {
  const folder = `./${id}/`;
  return Object.entries(sources)
    .filter(([path]) => path.startsWith(folder) && path !== `${folder}module.lt`)
    .map(([path, text]) => ({ path: path.slice(folder.length), text }));
}

function saidOf(line: string): ReadonlyMap<string, string> {
  return new Map(
    line.split(';').flatMap((part) => {
      const at = part.indexOf(':');
      return at < 0 ? [] : [[part.slice(0, at).trim(), part.slice(at + 1).trim()] as const];
    }),
  );
}

function listed(text: string): string[] {
  return text.split(',').map((one) => one.trim());
}
