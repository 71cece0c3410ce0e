import * as monaco from 'monaco-editor/editor/editor.api';
import type { TextEdit, TextRange } from '../../engine';
import { isReadOnlyFile } from '../store';
import { libraryModel } from './library-model';

/** Offsets as the editor's lines and columns. */
export function toRange(
  model: monaco.editor.ITextModel,
  range: Pick<TextRange, 'start' | 'end'>,
): monaco.Range {
  return monaco.Range.fromPositions(model.getPositionAt(range.start), model.getPositionAt(range.end));
}

/** Where the text of a file of the project is edited. */
export function uriOf(path: string): monaco.Uri {
  return monaco.Uri.file(`/${path}`);
}

/** The path of the file that a model holds. */
export function fileOf(model: monaco.editor.ITextModel): string {
  return model.uri.path.slice(1);
}

/** A place in a file of the project or of the standard library; null when there is no such file. */
export async function toLocation(range: TextRange): Promise<monaco.languages.Location | null> {
  const known = isReadOnlyFile(range.file) ? null : monaco.editor.getModel(uriOf(range.file));
  const model = known ?? (await libraryModel(range.file));
  return model === null ? null : { uri: model.uri, range: toRange(model, range) };
}

/** Changes of files of the project as one step that can be undone. */
export function toWorkspaceEdit(edits: readonly TextEdit[]): monaco.languages.WorkspaceEdit {
  return {
    edits: edits.flatMap(({ range, text }) => {
      const model = monaco.editor.getModel(uriOf(range.file));
      if (model === null) return [];
      return [
        { resource: model.uri, versionId: undefined, textEdit: { range: toRange(model, range), text } },
      ];
    }),
  };
}
