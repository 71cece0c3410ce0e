import { describe, expect, it } from 'vitest';
import { stdSources } from '../../std';
import { printType } from '../types/print-type';
import { checkEntry } from './check-entry';
import { checkProject } from './check-project';
import { type CorpusCase, readCorpus, showDiagnostics } from './corpus/read-corpus';

const std = checkProject(stdSources, { isStd: true }).project;
const corpora = import.meta.glob<string>('./corpus/*.corpus', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** What came out, in the words of the corpus; places only where the case marks one. */
function run(example: CorpusCase): string[] {
  const { project, diagnostics } = checkProject(example.files, { std });
  let errors = diagnostics;
  let type: string | undefined;
  if (project && (example.type !== undefined || example.errors.length > 0)) {
    const outcome = checkEntry(project, 'main', 'program');
    if (outcome.entry) {
      const print = (t: Parameters<typeof printType>[0]) => printType(t, { paths: 'full' });
      type = `${print(outcome.entry.input)} -> ${print(outcome.entry.output)}`;
    }
    errors = outcome.diagnostics;
  }
  if (errors.length === 0) return [type ?? 'ok'];
  const wanted = example.errors;
  return errors.flatMap((error, i) => {
    const [line = '', ...notes] = showDiagnostics([error], example.files);
    const place = wanted[i]?.span ? line : line.replace(/ at «[\s\S]*$/, '');
    return [place, ...(wanted[i]?.notes.length ? notes : [])];
  });
}

function wanted(example: CorpusCase): string[] {
  if (example.errors.length === 0) return [example.type ?? 'ok'];
  return example.errors.flatMap(({ code, message, span, notes }) => {
    const text = example.files.find((file) => file.path === span?.file)?.text ?? '';
    const place = span ? ` at «${text.slice(span.start, span.end)}» ${span.start}` : '';
    return [`${code} ${message}${place}`, ...notes.map((note) => `  note: ${note}`)];
  });
}

it('the standard library passes its own check', () => {
  const { diagnostics } = checkProject(stdSources, { isStd: true });
  expect(showDiagnostics(diagnostics, stdSources)).toEqual([]);
});

for (const [path, text] of Object.entries(corpora)) {
  describe(path.replace('./corpus/', '').replace('.corpus', ''), () => {
    it.each(readCorpus(text).map((example) => [example.title, example] as const))('%s', (_, example) => {
      expect(run(example)).toEqual(wanted(example));
    });
  });
}
