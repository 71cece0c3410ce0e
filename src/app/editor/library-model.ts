import * as monaco from 'monaco-editor/editor/editor.api';
import { useHolt } from '../store';
import { tablesFile, tablesModule } from '../tables-module';
import { language } from '../workers';

/**
 * A file that is only read. Those of the standard library are all fetched with the first (EDT-16); the tables of a database
 * are what they were when they were pulled last.
 */
export async function libraryModel(path: string): Promise<monaco.editor.ITextModel | null> {
  const uri = (name: string) => monaco.Uri.file(`/${name}`);
  if (path === tablesFile) return tablesModel(uri(path));
  if (monaco.editor.getModel(uri(path)) === null) {
    for (const { path: name, text } of await language().library()) {
      if (monaco.editor.getModel(uri(name)) === null) monaco.editor.createModel(text, 'lutra', uri(name));
    }
  }
  return monaco.editor.getModel(uri(path));
}

function tablesModel(uri: monaco.Uri): monaco.editor.ITextModel | null {
  const tables = tablesModule(useHolt.getState());
  if (tables === null) return null;
  const model = monaco.editor.getModel(uri) ?? monaco.editor.createModel(tables.text, 'lutra', uri);
  if (model.getValue() !== tables.text) model.setValue(tables.text);
  return model;
}
