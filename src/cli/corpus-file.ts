/** One case of a corpus file. */
export interface CorpusCase {
  readonly name: string;
  readonly program: string;
  /** A Lutra literal for the program's input. */
  readonly input?: string;
  /** SQL that is run before the program, by runner; under the empty name for both databases. Empty without any. */
  readonly setup: ReadonlyMap<string, string>;
  /** A program run afterwards on the same database; the expected result is then its own. */
  readonly next?: string;
  /** The value as printed, or `error: …`. */
  readonly expected: string;
  /** Expectations for single runners, where the specification lets them differ. */
  readonly expectedOn: ReadonlyMap<string, string>;
  /** Whether the expected result stands in one line, as {@link inOneLine} writes it. */
  readonly oneLine: boolean;
  /** 1-based line of the case in its file. */
  readonly line: number;
}

/**
 * Reads a corpus: `# === name`, the program, optionally `# <` and an input literal, then `# >` and the printed
 * result, or `# => result` in one line. `# > duckdb` and `# duckdb => …` give another result for that runner alone.
 * `# setup` stands before SQL for a database, `# setup duckdb` before SQL for one of them, `# then` before a program
 * that is run next on the same database. Text before the first case is a comment.
 */
export function readCorpus(text: string): CorpusCase[] {
  const cases: CorpusCase[] = [];
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const name = /^# === (.*)$/.exec(lines[i]!)?.[1];
    if (name === undefined) continue;
    const start = i;
    const parts = new Map<string, string[]>();
    const partOf = (key: string) => {
      const part = parts.get(key) ?? [];
      parts.set(key, part);
      return part;
    };
    const inOne = new Map<string, string>();
    let part = partOf('program');
    for (i++; i < lines.length && !lines[i]!.startsWith('# === '); i++) {
      const line = lines[i]!;
      const marker = /^# (>|<|then|setup)(?: (\w+))?\s*$/.exec(line);
      const result = /^# (?:(\w+) )?=> (.*)$/.exec(line);
      if (result) inOne.set(result[1] ?? '', result[2]!.trim());
      else if (marker) part = partOf(`${marker[1]}${marker[2] ?? ''}`);
      else part.push(line);
    }
    i--;
    const textOf = (key: string) => parts.get(key)?.join('\n').trim();
    const byRunner = (sign: string) =>
      new Map(
        [...parts.keys()]
          .filter((key) => key.startsWith(sign))
          .map((key) => [key.slice(sign.length), textOf(key)!]),
      );
    const oneLine = inOne.size > 0;
    const results = oneLine ? inOne : byRunner('>');
    const [input, next] = [textOf('<'), textOf('then')];
    const common = results.get('') ?? '';
    results.delete('');
    cases.push({
      name: name.trim(),
      program: parts.get('program')!.join('\n'),
      ...(input === undefined ? {} : { input }),
      ...(next === undefined ? {} : { next }),
      setup: byRunner('setup'),
      expected: common,
      expectedOn: results,
      oneLine,
      line: start + 1,
    });
  }
  return cases;
}

/** The SQL to run on a runner before a case; undefined when the case is not for this runner. */
export function setupOf({ setup }: CorpusCase, runner: string): string | undefined {
  if (setup.size === 0) return '';
  const own = [setup.get(''), setup.get(runner)].filter((text) => text !== undefined);
  return runner === 'interpreter' || own.length === 0 ? undefined : own.join('\n');
}

/** A printed value on one line, in the notation of the specification: `[1, {a = 2}]` (2 §15.2). */
export function inOneLine(printed: string): string {
  return printed
    .replace(/([[{])\n\s*/g, '$1')
    .replace(/,\n\s*([\]}])/g, '$1')
    .replace(/,\n\s*/g, ', ');
}

/** Both texts line by line, with `-` before what was expected and `+` before what came; equal lines once. */
export function difference(expected: string, found: string): string {
  const left = expected.split('\n');
  const right = found.split('\n');
  let head = 0;
  while (head < left.length && head < right.length && left[head] === right[head]) head++;
  let tail = 0;
  while (
    tail < left.length - head &&
    tail < right.length - head &&
    left.at(-1 - tail) === right.at(-1 - tail)
  )
    tail++;
  return [
    ...left.slice(Math.max(0, head - 3), head).map((line) => `  ${line}`),
    ...left.slice(head, left.length - tail).map((line) => `- ${line}`),
    ...right.slice(head, right.length - tail).map((line) => `+ ${line}`),
    ...left.slice(left.length - tail, left.length - tail + 3).map((line) => `  ${line}`),
  ].join('\n');
}
