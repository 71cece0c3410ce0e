import type * as monaco from 'monaco-editor/editor/editor.api';
import type { SemanticToken } from '../../engine';
import { language } from '../workers';
import { fileOf } from './place-in-model';
import { settle } from './settle';

/** The kinds of words, by the names that the themes know; the order is the editor's numbering. */
export const wordKinds: readonly SemanticToken['kind'][] = [
  'type',
  'typeParameter',
  'variant',
  'field',
  'label',
  'parameter',
  'local',
  'constant',
  'function',
  'module',
  'annotation',
];

/** What sets a word apart in more than colour (EDT-3); a word has at most one of these. */
export const wordMarks = ['unused', 'runnerOnly', 'hidden'] as const;

/** The second layer of highlighting, which knows what each word stands for (EDT-1). */
export const semanticColours: monaco.languages.DocumentSemanticTokensProvider = {
  getLegend: () => ({ tokenTypes: [...wordKinds], tokenModifiers: [...wordMarks] }),
  async provideDocumentSemanticTokens(model) {
    await settle();
    const tokens = await language().semanticTokens(fileOf(model));
    const data: number[] = [];
    let [line, column] = [1, 1];
    for (const token of tokens) {
      const at = model.getPositionAt(token.start);
      const mark = wordMarks.findIndex((name) => token[name]);
      data.push(
        at.lineNumber - line,
        at.lineNumber === line ? at.column - column : at.column - 1,
        token.end - token.start,
        wordKinds.indexOf(token.kind),
        mark < 0 ? 0 : 1 << mark,
      );
      [line, column] = [at.lineNumber, at.column];
    }
    return { data: Uint32Array.from(data) };
  },
  releaseDocumentSemanticTokens: () => undefined,
};
