import { expect, test } from 'vitest';
import { stdSources } from '../../std';
import { checkProject } from '../project/check-project';
import { printType } from '../types/print-type';
import { definitionAt, typeDefinitionAt } from './definition';
import { fixesAt } from './fixes';
import { foldsIn } from './folding';
import { hoverAt } from './hover';
import { inlayHints } from './inlay-hints';
import { lensesIn } from './lenses';
import { referencesAt } from './references';
import { rename } from './rename';
import { semanticTokens } from './semantic-tokens';
import { signatureHelp } from './signature-help';
import { LanguageSnapshot } from './snapshot';
import { documentSymbols, projectSymbols } from './symbols';

const std = checkProject(stdSources, { isStd: true }).project!;

const corpus = import.meta.glob<string>('../project/corpus/*.corpus', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Programs that are right and programs that are wrong, in every way the language knows. */
const programs = Object.values(corpus).flatMap((text) =>
  text
    .split(/^### /m)
    .slice(1)
    .map((part) => part.slice(part.indexOf('\n') + 1).split(/^=> /m)[0]!)
    .map((program) => program.replace(/⟦(#\d )?|⟧/g, '')),
);

function every(step: number): string[] {
  return programs.filter((_, i) => i % step === 0);
}

const file = 'main.lt';

/** Asks everything there is to ask of a text, at some of its places. */
function askAll(text: string, seed: number): void {
  const snapshot = new LanguageSnapshot([{ path: file, text }], std);
  for (const token of semanticTokens(snapshot, file, () => false)) {
    expect(token.start).toBeLessThan(token.end);
    expect(token.end).toBeLessThanOrEqual(text.length);
  }
  for (const { text: shown } of inlayHints(snapshot, file)) expect(shown.length).toBeLessThanOrEqual(60);
  foldsIn(snapshot, file);
  documentSymbols(snapshot, file);
  projectSymbols(snapshot, 'm');
  lensesIn(snapshot, file);
  const { tokens } = snapshot.file(file)!;
  tokens.forEach(({ start, end }, i) => {
    if ((i + seed) % 5 !== 0) return;
    for (const offset of [start, end]) {
      hoverAt(snapshot, file, offset);
      definitionAt(snapshot, file, offset);
      typeDefinitionAt(snapshot, file, offset);
      referencesAt(snapshot, file, offset);
      signatureHelp(snapshot, file, offset);
    }
    if ((i + seed) % 25 === 0) {
      rename(snapshot, file, start, 'renamed');
      fixesAt(snapshot, { file, start, end });
    }
  });
}

test('EDT-9 every service answers in programs right and wrong', () => {
  expect(programs.length).toBeGreaterThan(200);
  every(2).forEach(askAll);
});

test('EDT-9 every service answers in programs that are cut anywhere', () => {
  every(3).forEach((text, seed) => {
    askAll(text.slice(0, Math.floor((text.length * ((seed * 37) % 100)) / 100)), seed);
  });
});

test('EDT-17 a rename of any name in a right program leaves it right, or is refused', () => {
  let done = 0;
  every(3).forEach((text, seed) => {
    const snapshot = new LanguageSnapshot([{ path: file, text }], std);
    if (!snapshot.check.project) return;
    snapshot.file(file)!.tokens.forEach((token, i) => {
      if (token.kind !== 'identifier' || (i + seed) % 3 !== 0) return;
      const outcome = rename(snapshot, file, token.start, 'renamed');
      if (outcome.ok) done += 1;
      else expect(outcome.error).toMatch(/standard library|cannot be told|import|in the way|already|no name/);
    });
  });
  expect(done).toBeGreaterThan(50);
});

test('EDT-9 of a right program the tolerant check knows what the real one knows', () => {
  for (const text of programs) {
    const snapshot = new LanguageSnapshot([{ path: file, text }], std);
    const { project } = snapshot.check;
    if (!project) continue;
    for (const { path, type } of project.values.values()) {
      expect(`${path}: ${printType(snapshot.value(path)!.type)}`, text).toBe(`${path}: ${printType(type)}`);
    }
  }
});
