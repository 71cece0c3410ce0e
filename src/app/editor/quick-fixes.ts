import type * as monaco from 'monaco-editor/editor/editor.api';
import type { FixView } from '../../engine';
import { useHolt } from '../store';
import { language } from '../workers';
import { fileOf, toWorkspaceEdit } from './place-in-model';
import { settle } from './settle';

interface Asked {
  readonly version: number;
  readonly model: monaco.editor.ITextModel;
  readonly range: monaco.Range;
  readonly fixes: Promise<readonly FixView[]>;
}

let asked: Asked | null = null;

/**
 * What could be done in a range of the text as it is. The last answer is kept: an editor that was told it before it asks
 * shows it at once, so that no mark that comes in between takes the question back.
 */
export async function fixesIn(
  model: monaco.editor.ITextModel,
  range: monaco.Range,
): Promise<readonly FixView[]> {
  await settle();
  const { version } = useHolt.getState();
  if (asked?.version !== version || asked.model !== model || !asked.range.equalsRange(range)) {
    const fixes = language().fixes({
      file: fileOf(model),
      start: model.getOffsetAt(range.getStartPosition()),
      end: model.getOffsetAt(range.getEndPosition()),
    });
    asked = { version, model, range, fixes };
  }
  return asked.fixes;
}

/** What could be done about a problem, and rewritings of right code (EDT-22). */
export const quickFixes: monaco.languages.CodeActionProvider = {
  async provideCodeActions(model, range, { markers }) {
    const fixes = await fixesIn(model, range);
    return {
      actions: fixes.map((fix, index) => ({
        title: fix.title,
        kind: fix.kind === 'fix' ? 'quickfix' : 'refactor.rewrite',
        diagnostics: markers.filter(
          ({ message }) => fix.problem !== undefined && message.startsWith(fix.problem.message),
        ),
        edit: toWorkspaceEdit(fix.edits),
        isPreferred: fix.kind === 'fix' && index === 0,
      })),
      dispose: () => undefined,
    };
  },
};
