import type { Command } from '../commands/command';
import { formatCode } from '../editor/editor-actions';
import { useSettings } from '../settings/settings';
import { useHolt } from '../store';
import { words } from '../words';
import { createFile, deleteFile, downloadFile, duplicateFile, fileAtHand, renameFile } from './file-actions';
import { deleteProject, duplicateProject, nameSnapshot, renameProject } from './project-actions';
import { closeTab, stepTab } from './show-file';
import { undoNow } from './undo';

const titles = words.commands;

/** Saving formats first where the person set it so (EDT-12). */
async function saveSnapshot(): Promise<void> {
  if (useSettings.getState().formatOnSave) await formatCode();
  nameSnapshot();
}

const hasFile = () => fileAtHand() !== null;
const withFile = (act: (path: string) => void) => () => {
  const path = fileAtHand();
  if (path !== null) act(path);
};

const transfer = () => import('./project-transfer');

/** What can be done with projects and their files (PRJ-3 … PRJ-5). */
export const projectCommands: readonly Command[] = [
  { id: 'rename-project', title: titles.renameProject, run: renameProject },
  { id: 'duplicate-project', title: titles.duplicateProject, run: duplicateProject },
  { id: 'delete-project', title: titles.deleteProject, run: () => void deleteProject() },
  { id: 'new-file', title: titles.newFile, key: 'Mod+Alt+N', run: () => createFile() },
  {
    id: 'rename-file',
    title: titles.renameFile,
    key: 'Shift+Alt+R',
    when: hasFile,
    run: withFile(renameFile),
  },
  { id: 'duplicate-file', title: titles.duplicateFile, run: () => duplicateFile(useHolt.getState().file) },
  {
    id: 'delete-file',
    title: titles.deleteFile,
    key: 'Shift+Alt+Delete',
    when: hasFile,
    run: withFile(deleteFile),
  },
  { id: 'download-file', title: titles.downloadFile, run: () => downloadFile(useHolt.getState().file) },
  { id: 'undo', title: titles.undo, key: 'Mod+Alt+Z', when: (state) => state.undo !== null, run: undoNow },
  { id: 'next-tab', title: titles.nextTab, key: 'Shift+Alt+PageDown', when: hasTabs, run: () => stepTab(1) },
  {
    id: 'previous-tab',
    title: titles.previousTab,
    key: 'Shift+Alt+PageUp',
    when: hasTabs,
    run: () => stepTab(-1),
  },
  { id: 'close-tab', title: titles.closeTab, when: hasTabs, run: () => closeTab(useHolt.getState().file) },
  { id: 'snapshot', title: titles.snapshot, key: 'Mod+S', run: () => void saveSnapshot() },
  { id: 'timeline', title: titles.timeline, run: () => useHolt.setState({ dialog: 'timeline' }) },
  { id: 'import', title: titles.importProject, run: async () => (await transfer()).chooseProject() },
  { id: 'export', title: titles.exportProject, run: async () => (await transfer()).exportProject() },
  {
    id: 'export-folder',
    title: titles.exportFolder,
    // Not every browser lets a page write into a folder that a person picks.
    when: () => 'showDirectoryPicker' in window,
    run: async () => (await transfer()).exportToFolder(),
  },
];

function hasTabs({ tabs }: { readonly tabs: readonly string[] }): boolean {
  return tabs.length > 1;
}
