import { expect, it } from 'vitest';
import { stdSources } from '../../std';
import { checkProject } from '../project/check-project';
import { readCorpus } from '../project/corpus/read-corpus';
import { RandomTexts, seededRandom } from './random-texts';
import { troubleWith } from './trouble';

const std = checkProject(stdSources, { isStd: true }).project;
const corpora = import.meta.glob<string>('../project/corpus/*.corpus', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const seeds = Object.values(corpora).flatMap((text) =>
  readCorpus(text).flatMap((example) => example.files.map((file) => file.text)),
);

it('ten thousand texts that are nearly programs', { timeout: 120_000 }, () => {
  const texts = new RandomTexts(seededRandom(20_260_801), seeds);
  for (let count = 0; count < 10_000; count += 1) {
    const text = texts.next();
    const trouble = troubleWith(text, std);
    expect(trouble && { text, trouble }).toBeUndefined();
  }
});
