import { startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { openFiles, refreshDataSets } from './actions';
import { App } from './app';
import { refreshStoredFiles } from './data/stored-files';
import { followCaret } from './follow';
import { starter } from './gallery/starter';
import { fitInputs } from './inputs/inputs';
import { readLocal } from './local-store';
import { keepProjects, keepResult, lastProject, linkOfKept, openKept } from './project/keeper';
import { onCheck, onRestart, onRun, openProgram, restoreEngines } from './session';
import { followSettings } from './settings/apply-settings';
import { followAddress, hasLink, openLink } from './share/open-link';
import { applyLayout } from './shell/layout';
import { lacking, sayTooOld } from './start/too-old';
import { type Layout, type ThemeName, useHolt } from './store';
import { followTheme } from './theme/theme';
import { words } from './words';
import { engine, language } from './workers';
import './theme/tokens.css';
import './theme/base.css';

document.documentElement.lang = words.language;
document.documentElement.dir = words.direction;
restoreSettings();
followTheme();
onCheck(fitInputs);
followSettings();
onRestart(() => void refreshDataSets());
restoreEngines();
onRun(() => {
  followCaret();
  void keepResult();
});
// Both workers start at once, before anything is asked of them (SPD-3).
void language().ping();
void engine().ping();
const root = document.getElementById('holt');
if (root === null) throw new Error('the page has no place for the product');
const missing = lacking();
if (missing === null) {
  void start(root);
  void import('./offline/offline').then(({ keepPage }) => keepPage());
  openFilesOfSystem();
} else sayTooOld(root, missing);

/** Opens what the person came for: a link, their last project, or the starter (FST-8, SHR-9). */
async function start(element: HTMLElement): Promise<void> {
  keepProjects();
  const { ofTab, ofAny } = lastProject();
  const opened =
    (hasLink() && ((await isLinkOf(ofTab)) ? await openKept(ofTab ?? '') : await openLink())) ||
    (ofTab !== null && (await openKept(ofTab))) ||
    (ofAny !== null && (await openKept(ofAny)));
  if (!opened) openProgram({ name: starter.title, files: starter.text, starter: true });
  // In pieces, with room for keys and paint between them (SPD-16).
  startTransition(() => createRoot(element).render(<App />));
  followAddress();
  void refreshStoredFiles();
  await refreshDataSets();
}

/** Whether the link in the address is that of the project this tab had open: a reload then finds the work. */
async function isLinkOf(id: string | null): Promise<boolean> {
  return id !== null && (await linkOfKept(id)) === location.hash;
}

/** Files that the system opens with the installed product (OFF-1). */
function openFilesOfSystem(): void {
  const { launchQueue } = window as {
    readonly launchQueue?: {
      setConsumer(take: (launch: { readonly files: readonly FileSystemFileHandle[] }) => void): void;
    };
  };
  launchQueue?.setConsumer(({ files }) => {
    void Promise.all(files.map((handle) => handle.getFile())).then(openFiles);
  });
}

function restoreSettings(): void {
  const theme = readLocal('theme');
  if (theme === 'light' || theme === 'dark' || theme === 'contrast')
    useHolt.setState({ theme: theme as ThemeName });
  const display = readLocal('numberDisplay');
  if (display === 'grouped' || display === 'local') useHolt.setState({ numberDisplay: display });
  const layout = readLocal('layout') as Partial<Layout> | null;
  const wide = window.matchMedia('(min-width: 1200px)').matches;
  const restored: Layout = {
    side: layout?.side ?? null,
    editor: layout?.editor ?? null,
    editorHeight: layout?.editorHeight ?? null,
    sideShown: wide && (layout?.sideShown ?? true),
  };
  useHolt.setState({ layout: restored });
  applyLayout(restored);
}
