/** One case of a corpus file. */
export interface CorpusCase {
  readonly name: string;
  readonly program: string;
  /** A Lutra literal for the program's input. */
  readonly input?: string;
  /** The value as printed, or `error: …`. */
  readonly expected: string;
  /** Expectations for single runners, where the specification lets them differ. */
  readonly expectedOn: ReadonlyMap<string, string>;
  /** 1-based line of the case in its file. */
  readonly line: number;
}

/**
 * Reads a corpus: `# === name`, the program, optionally `# <` and an input literal, then `# >` and the printed
 * result. `# > duckdb` gives another result for that runner alone. Text before the first case is a comment.
 */
export function readCorpus(text: string): CorpusCase[] {
  const cases: CorpusCase[] = [];
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const name = /^# === (.*)$/.exec(lines[i]!)?.[1];
    if (name === undefined) continue;
    const start = i;
    const program: string[] = [];
    let input: string[] | undefined;
    const expected = new Map<string, string[]>();
    let part = program;
    for (i++; i < lines.length && !lines[i]!.startsWith('# === '); i++) {
      const line = lines[i]!;
      const runner = /^# >(?: (\w+))?\s*$/.exec(line);
      if (runner) {
        part = [];
        expected.set(runner[1] ?? '', part);
      } else if (/^# <\s*$/.test(line)) {
        part = input = [];
      } else part.push(line);
    }
    i--;
    const results = new Map([...expected].map(([runner, body]) => [runner, body.join('\n').trim()]));
    const common = results.get('') ?? '';
    results.delete('');
    cases.push({
      name: name.trim(),
      program: program.join('\n'),
      ...(input === undefined ? {} : { input: input.join('\n').trim() }),
      expected: common,
      expectedOn: results,
      line: start + 1,
    });
  }
  return cases;
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
