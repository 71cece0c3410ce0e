import * as monaco from 'monaco-editor/editor/editor.api';
import { language } from '../workers';

/** A file of the standard library, for reading; all of them are fetched with the first (EDT-16). */
export async function libraryModel(path: string): Promise<monaco.editor.ITextModel | null> {
  const uri = (name: string) => monaco.Uri.file(`/${name}`);
  if (monaco.editor.getModel(uri(path)) === null) {
    for (const { path: name, text } of await language().library()) {
      if (monaco.editor.getModel(uri(name)) === null) monaco.editor.createModel(text, 'lutra', uri(name));
    }
  }
  return monaco.editor.getModel(uri(path));
}
