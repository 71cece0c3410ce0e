import type { SourceText, TextEdit } from '../../engine';
import { saveFile } from '../results/save-file';
import { editFiles } from '../session';
import { isReadOnlyFile, rootFile, textOf, useHolt } from '../store';
import { words } from '../words';
import { askName } from './ask-name';
import { freePath, inOrder, pathProblem, withEdits } from './project-files';
import { showFile } from './show-file';
import { offerUndo } from './undo';

/** Writes the file that makes another one belong to its project (PRJ-2). */
export function applyDanglingFix(fix: SourceText): void {
  const { files } = useHolt.getState();
  editFiles(inOrder([...files.filter(({ path }) => path !== fix.path), fix]));
}

/** Adds files to the project and shows the last of them. A path that is taken gets a number. */
export function addFiles(added: readonly SourceText[]): void {
  let { files } = useHolt.getState();
  let last = '';
  for (const { path, text } of added) {
    last = freePath(path, files);
    files = [...files, { path: last, text }];
  }
  editFiles(inOrder(files));
  void showFile(last);
}

/** Asks for the path of a new file, and makes it a module of the project (PRJ-3). */
export function createFile(folder = ''): void {
  const { files } = useHolt.getState();
  askName({
    title: words.files.newTitle,
    label: words.files.path,
    value: freePath(`${folder}part.lt`, files),
    accept: words.files.create,
    refuse: (path) => pathProblem(withEnding(path), useHolt.getState().files),
    onAccept: (path) => addFiles([{ path: withEnding(path), text: 'submodule\n\n' }]),
  });
}

/** Asks for another path of a file: another name renames it, another folder moves it (PRJ-3). */
export function renameFile(path: string): void {
  askName({
    title: words.files.renameTitle(path),
    label: words.files.path,
    value: path,
    accept: words.files.rename,
    refuse: (to) =>
      withEnding(to) === path ? undefined : pathProblem(withEnding(to), useHolt.getState().files),
    onAccept: (to) => moveFiles([{ from: path, to: withEnding(to) }]),
  });
}

export function duplicateFile(path: string): void {
  const text = textOf(useHolt.getState(), path);
  addFiles([{ path, text: path === rootFile ? `submodule\n\n${text}` : text }]);
}

/** Deletes a file; for 30 seconds it can be brought back. */
export function deleteFile(path: string): void {
  const { files, file, tabs } = useHolt.getState();
  const removed = files.find((one) => one.path === path);
  if (removed === undefined || path === rootFile) return;
  const left = tabs.filter((tab) => tab !== path);
  editFiles(
    files.filter((one) => one !== removed),
    { file: file === path ? (left.at(-1) ?? rootFile) : file, tabs: left.length > 0 ? left : [rootFile] },
  );
  offerUndo(words.files.deleted(path), () => addFiles([removed]));
}

/** Saves one file on the device. */
export function downloadFile(path: string): void {
  const text = textOf(useHolt.getState(), path);
  saveFile(path.replaceAll('/', '-').replace(/\.lt$/, ''), 'lt', new Blob([text], { type: 'text/plain' }));
}

/** The file on the screen, when it is one of the project that may be renamed or deleted. */
export function fileAtHand(): string | null {
  const { file } = useHolt.getState();
  return file === rootFile || isReadOnlyFile(file) ? null : file;
}

/** Changes texts and gives files new paths, as a rename of a module does (EDT-17). Tabs go with their files. */
export function moveFiles(
  moves: readonly { readonly from: string; readonly to: string }[],
  edits: readonly TextEdit[] = [],
): void {
  const moved = (path: string) => moves.find(({ from }) => from === path)?.to ?? path;
  const { files, file, tabs } = useHolt.getState();
  const renamed = withEdits(files, edits).map(({ path, text }) => ({ path: moved(path), text }));
  editFiles(inOrder(renamed), { file: moved(file), tabs: tabs.map(moved) });
}

function withEnding(path: string): string {
  return path.endsWith('.lt') ? path : `${path}.lt`;
}
