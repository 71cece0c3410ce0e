import { describe, expect, test } from 'vitest';
import { stdSources } from '../../../std';
import { checkProject } from '../../project/check-project';
import { occurrencesIn } from '../occurrences';
import { LanguageSnapshot } from '../snapshot';
import { complete } from '.';

const std = checkProject(stdSources, { isStd: true }).project!;

const corpus = import.meta.glob<string>('../../../../e2e/corpus/*.txt', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The programs of the corpus, each with its place for messages. */
const programs = Object.entries(corpus).flatMap(([path, text]) =>
  text
    .split(/^# === /m)
    .slice(1)
    .map((part) => {
      const [title = '', ...lines] = part.split('\n');
      const end = lines.findIndex((line) => line.startsWith('# >'));
      return { title: `${path.split('/').at(-1)} ${title.trim()}`, text: lines.slice(0, end).join('\n') };
    }),
);

function snapshotOf(text: string): LanguageSnapshot {
  return new LanguageSnapshot([{ path: 'main.lt', text }], std);
}

/** `scripts/every-place.mjs` tries every place of every program, which takes some hours of a night. */
const everywhere = import.meta.env.EVERY_PLACE === '1';
const patience = everywhere ? 24 * 3600_000 : undefined;

/** Every `step`th of the items, beginning somewhere else for each list. */
function sample<T>(items: readonly T[], step: number, seed: number): readonly T[] {
  if (everywhere) return items;
  return items.filter((_, i) => (i + seed) % step === 0);
}

describe('EDT-9', () => {
  test('EDT-9 there are programs to try', () => {
    expect(programs.length).toBeGreaterThan(100);
  });

  test(
    'EDT-9 answers at the boundaries of tokens, in whole programs',
    () => {
      sample(programs, 2, 0).forEach(({ text }, seed) => {
        const snapshot = snapshotOf(text);
        for (const { end } of sample(snapshot.file('main.lt')!.tokens, 18, seed)) {
          complete(snapshot, 'main.lt', end);
        }
      });
    },
    patience,
  );

  test(
    'EDT-9 answers behind programs that are cut at the boundaries of tokens',
    () => {
      sample(programs, 3, 1).forEach(({ text }, seed) => {
        const { tokens } = snapshotOf(text).file('main.lt')!;
        for (const { end } of sample(tokens, 24, seed)) {
          const cut = text.slice(0, end);
          const found = complete(snapshotOf(cut), 'main.lt', end);
          for (const item of found?.items ?? []) expect(item.label.length).toBeGreaterThan(0);
        }
      });
    },
    patience,
  );

  test(
    'EDT-9 behind a dot on a well-typed prefix stands the field that was written there',
    () => {
      let tried = 0;
      for (const { title, text } of programs) {
        const whole = snapshotOf(text);
        if (!whole.check.project) continue;
        const { tokens } = whole.file('main.lt')!;
        tokens.forEach((token, i) => {
          const before = tokens[i - 1]?.kind;
          const field = tokens[i + 1];
          const isLookup = before === 'identifier' || before === ')' || before === ']';
          if (token.kind !== '.' || !isLookup || tokens[i - 1]!.end !== token.start) return;
          const cut = text.slice(0, token.end);
          const labels = complete(snapshotOf(cut), 'main.lt', cut.length)!.items.map(({ label }) => label);
          // A named field is offered by its name only, though it can be written by its position as well.
          const position = /^\d+$/.test(field!.text) ? Number(field!.text) : undefined;
          if (position === undefined) expect(labels, `${title}: …${cut.slice(-60)}`).toContain(field!.text);
          else expect(labels.length, `${title}: …${cut.slice(-60)}`).toBeGreaterThan(position);
          tried += 1;
        });
      }
      expect(tried).toBeGreaterThan(50);
    },
    patience,
  );

  test(
    'EDT-9 where a local name was written it is offered, with the text cut inside of it',
    () => {
      let tried = 0;
      for (const { title, text } of sample(programs, 5, 0)) {
        const whole = snapshotOf(text);
        if (!whole.check.project) continue;
        for (const { name, span, meaning, declares } of occurrencesIn(whole, 'main.lt')) {
          const inText = whole.file('main.lt')!.tokens.every(({ start }) => start !== span.start);
          if (meaning.kind !== 'local' || declares || inText) continue;
          // A type parameter is declared behind its use and so lost by the cut.
          if (!whole.localAt(meaning.declared)) continue;
          const cut = text.slice(0, span.start + 1);
          const labels = complete(snapshotOf(cut), 'main.lt', cut.length)!.items.map(({ label }) => label);
          expect(labels, `${title}: …${cut.slice(-60)}`).toContain(name);
          tried += 1;
        }
      }
      expect(tried).toBeGreaterThan(50);
    },
    patience,
  );
});
