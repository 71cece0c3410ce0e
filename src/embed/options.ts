/** What an embedding page may ask for behind `?` (EMB-3). What is not known or not well formed is its default. */
export interface EmbedOptions {
  readonly show: readonly ('code' | 'result')[];
  /** Parts that were asked for and need the whole product. */
  readonly elsewhere: readonly string[];
  readonly layout: 'auto' | 'rows' | 'columns' | 'tabs';
  readonly edit: boolean;
  readonly run: 'click' | 'never';
  /** First and last line that are shown; null for all. */
  readonly lines: LineRange | null;
  readonly readonly: readonly LineRange[];
  readonly mark: readonly LineRange[];
  readonly runner: string;
  readonly theme: 'auto' | 'light' | 'dark' | 'contrast';
  /** CSS px. */
  readonly font: number;
  readonly height: 'auto' | 'fixed';
  readonly title: boolean;
  readonly open: boolean;
}

/** Both counted from 1, both included. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

const parts = ['code', 'result', 'plan', 'sql', 'bytes', 'inputs'];

export function readOptions(search: string): EmbedOptions {
  const given = new URLSearchParams(search);
  const asked = (given.get('show') ?? 'code,result').split(',').filter((part) => parts.includes(part));
  const shown = [...new Set(asked)].filter((part) => part === 'code' || part === 'result');
  const font = Number(given.get('font') ?? 14);
  return {
    show: shown.length === 0 ? ['code', 'result'] : shown,
    elsewhere: asked.filter((part) => part !== 'code' && part !== 'result'),
    layout: oneOf(given.get('layout'), ['auto', 'rows', 'columns', 'tabs']),
    edit: given.get('edit') !== '0',
    run: oneOf(given.get('run'), ['click', 'never']),
    lines: rangesOf(given.get('lines'))[0] ?? null,
    readonly: rangesOf(given.get('readonly')),
    mark: rangesOf(given.get('mark')),
    runner: given.get('runner') ?? 'auto',
    theme: oneOf(given.get('theme'), ['auto', 'light', 'dark', 'contrast']),
    font: Number.isInteger(font) && font >= 10 && font <= 32 ? font : 14,
    height: oneOf(given.get('height'), ['auto', 'fixed']),
    title: given.get('title') !== '0',
    open: given.get('open') !== '0',
  };
}

/** The first value is the default. */
function oneOf<const T extends string>(value: string | null, values: readonly [T, ...T[]]): T {
  return values.find((one) => one === value) ?? values[0];
}

/** `4-12,20`: ranges and single lines. */
function rangesOf(text: string | null): readonly LineRange[] {
  return (text ?? '').split(',').flatMap((part) => {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part.trim());
    if (match === null) return [];
    const first = Number(match[1]);
    const last = Number(match[2] ?? match[1]);
    return first >= 1 && last >= first ? [{ first, last }] : [];
  });
}

export function isWithin(line: number, ranges: readonly LineRange[]): boolean {
  return ranges.some(({ first, last }) => line >= first && line <= last);
}
