import { expect, test } from 'vitest';
import { stdSources } from '../../std';
import { checkProject } from '../project/check-project';
import { LanguageSnapshot } from './snapshot';

const std = checkProject(stdSources, { isStd: true }).project!;

const corpus = import.meta.glob<string>('../../../e2e/corpus/*.txt', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const programs = Object.values(corpus).flatMap((text) =>
  text
    .split(/^# === /m)
    .slice(1)
    .map((part) =>
      part
        .slice(part.indexOf('\n') + 1)
        .split(/^# >/m)[0]!
        .trim(),
    )
    .filter(
      (program) =>
        program.length > 60 && new LanguageSnapshot([{ path: '', text: program }], std).check.project,
    ),
);

/** A mistake as people make it: a token lost, doubled, swapped with the next, or a letter changed in a name. */
function mutations(text: string, seed: number): string[] {
  const { tokens } = new LanguageSnapshot([{ path: '', text }], std).file('')!;
  const at = (seed * 7919) % Math.max(1, tokens.length - 2);
  const token = tokens[at]!;
  const next = tokens[at + 1]!;
  const [a, b] = [text.slice(token.start, token.end), text.slice(next.start, next.end)];
  switch (seed % 4) {
    case 0:
      return [text.slice(0, token.start) + text.slice(token.end)];
    case 1:
      return [`${text.slice(0, token.end)} ${a}${text.slice(token.end)}`];
    case 2:
      return [text.slice(0, token.start) + b + text.slice(token.end, next.start) + a + text.slice(next.end)];
    default: {
      const name = tokens.slice(at).find(({ kind }) => kind === 'identifier');
      return name ? [`${text.slice(0, name.end)}q${text.slice(name.end)}`] : [];
    }
  }
}

test('EDT-20 one mistake gives one error: 100 single edits, median 1, at most 2', () => {
  const counts: { count: number; text: string; messages: string }[] = [];
  for (let seed = 1; counts.length < 100; seed++) {
    for (const text of mutations(programs[(seed * 31) % programs.length]!, seed)) {
      const { diagnostics } = new LanguageSnapshot([{ path: '', text }], std).check;
      if (diagnostics.length === 0) continue;
      // What is declared under a changed name is missed by each of its uses: one error, told at each place.
      const messages = [...new Set(diagnostics.map(({ message }) => message))];
      counts.push({ count: messages.length, text, messages: messages.join('; ') });
    }
  }
  const sorted = counts.map(({ count }) => count).sort((a, b) => a - b);
  expect(sorted[50]).toBe(1);
  expect(counts.filter(({ count }) => count > 2).map(({ text, messages }) => `${messages}\n${text}`)).toEqual(
    [],
  );
});
