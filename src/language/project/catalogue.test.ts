import { expect, it } from 'vitest';
import { stdSources } from '../../std';
import { catalogue } from '../diagnostics';
import { checkEntry } from './check-entry';
import { checkProject } from './check-project';
import { readCorpus } from './corpus/read-corpus';

const corpora = import.meta.glob<string>('./corpus/*.corpus', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Tested elsewhere: by the parser's own cases, those of hostile input, and of hints; the last two can come up no more. */
const elsewhere = [
  'nesting-too-deep',
  'type-too-large',
  'unused-name',
  'unreachable-branch',
  'missing-arms',
  'cannot-infer-types',
  'internal',
];

it('every row of the catalogue has a case in the corpus (specification 1 §11.2)', () => {
  const std = checkProject(stdSources, { isStd: true }).project;
  const seen = new Set<string>(elsewhere);
  for (const example of Object.values(corpora).flatMap(readCorpus)) {
    const { project, diagnostics } = checkProject(example.files, { std });
    const all = [...diagnostics, ...(project ? checkEntry(project).diagnostics : [])];
    for (const { slug } of all) seen.add(slug);
  }
  expect(Object.keys(catalogue).filter((slug) => !seen.has(slug))).toEqual([]);
});
