import type * as monaco from 'monaco-editor/editor/editor.api';
import { language } from '../workers';
import { fileOf, toWorkspaceEdit } from './place-in-model';
import { settle } from './settle';

/** What could be done about a problem, and rewritings of right code (EDT-22). */
export const quickFixes: monaco.languages.CodeActionProvider = {
  async provideCodeActions(model, range, { markers }) {
    await settle();
    const fixes = await language().fixes({
      file: fileOf(model),
      start: model.getOffsetAt(range.getStartPosition()),
      end: model.getOffsetAt(range.getEndPosition()),
    });
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
