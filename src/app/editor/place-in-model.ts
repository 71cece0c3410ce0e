import * as monaco from 'monaco-editor/editor/editor.api';
import type { TextEdit, TextRange } from '../../engine';
import { checkNow } from '../session';
import { useHolt } from '../store';

/** Makes sure that the worker has the text that the question is about. */
export async function settle(): Promise<void> {
  const { check, version } = useHolt.getState();
  if (check?.version !== version) await checkNow();
}

/** Offsets as the editor's lines and columns. */
export function toRange(
  model: monaco.editor.ITextModel,
  range: Pick<TextRange, 'start' | 'end'>,
): monaco.Range {
  return monaco.Range.fromPositions(model.getPositionAt(range.start), model.getPositionAt(range.end));
}

/** Changes of the open file as one step that can be undone. */
export function toWorkspaceEdit(
  model: monaco.editor.ITextModel,
  edits: readonly TextEdit[],
): monaco.languages.WorkspaceEdit {
  return {
    edits: edits.map(({ range, text }) => ({
      resource: model.uri,
      versionId: undefined,
      textEdit: { range: toRange(model, range), text },
    })),
  };
}
