import type { SourceText, TextEdit } from '../../engine';
import { editFiles } from '../session';
import { useHolt } from '../store';
import { inOrder, withEdits } from './project-files';

/** Writes the file that makes another one belong to its project (PRJ-2). */
export function applyDanglingFix(fix: SourceText): void {
  const { files } = useHolt.getState();
  editFiles(inOrder([...files.filter(({ path }) => path !== fix.path), fix]));
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
