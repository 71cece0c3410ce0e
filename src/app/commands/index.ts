import { chooseFile, openGallery } from '../actions';
import { peekAtCaret } from '../editor/caret-node';
import { formatCode, goToNextProblem } from '../editor/editor-actions';
import { editorCommands } from '../editor/editor-commands';
import { toggleFollow } from '../follow';
import { newProject } from '../project/project-actions';
import { projectCommands } from '../project/project-commands';
import { cancelRun, chooseRunner, isChecked, resetScratch, run } from '../session';
import { settingCommands } from '../settings/setting-commands';
import { isStacked, resizeRegion } from '../shell/layout';
import { goToRegion } from '../shell/regions';
import { useHolt, type ViewName } from '../store';
import { chooseTheme } from '../theme/theme';
import { words } from '../words';
import type { Command } from './command';

export { type Command, conflictsIn, keyInWords, keyMatches, keyOf, keyOfEvent } from './command';

const titles = words.commands;

/** All commands, in the order of the palette. */
export const commands: readonly Command[] = [
  {
    id: 'run',
    title: titles.run,
    key: 'Mod+Enter',
    when: (state) => !isChecked(state) || state.check?.program !== undefined,
    run: () => void run(),
  },
  {
    id: 'cancel',
    title: titles.cancel,
    when: (state) => state.running !== null,
    run: () => void cancelRun(),
  },
  { id: 'share', title: titles.share, key: 'Mod+Alt+S', run: () => useHolt.setState({ dialog: 'share' }) },
  { id: 'open', title: titles.open, run: () => chooseFile() },
  { id: 'format', title: titles.format, key: 'Shift+Alt+F', run: () => void formatCode() },
  { id: 'format-selection', title: titles.formatSelection, run: () => void formatCode(true) },
  {
    id: 'next-problem',
    title: titles.nextProblem,
    key: 'F8',
    when: (state) => !isChecked(state) || state.check?.problems.length !== 0,
    run: () => void goToNextProblem(),
  },
  {
    id: 'problems',
    title: titles.problems,
    run: () => useHolt.setState((state) => ({ problemsShown: !state.problemsShown })),
  },
  { id: 'view-result', title: titles.viewResult, key: 'Shift+Alt+1', run: () => showView('result') },
  { id: 'view-plan', title: titles.viewPlan, key: 'Shift+Alt+2', run: () => showView('plan') },
  { id: 'view-sql', title: titles.viewSql, key: 'Shift+Alt+3', run: () => showView('sql') },
  { id: 'view-ir', title: titles.viewIr, key: 'Shift+Alt+4', run: () => showView('ir') },
  { id: 'view-bytes', title: titles.viewBytes, key: 'Shift+Alt+5', run: () => showView('bytes') },
  { id: 'view-compare', title: titles.viewCompare, run: () => showView('compare') },
  {
    id: 'run-step',
    title: titles.runStep,
    key: 'Shift+Enter',
    where: 'editor',
    run: () => void peekAtCaret(),
  },
  {
    id: 'follow',
    title: titles.follow,
    key: 'Shift+Alt+P',
    on: () => useHolt.getState().follow,
    run: toggleFollow,
  },
  { id: 'runner-auto', title: titles.runnerAuto, run: () => chooseRunner('auto') },
  { id: 'runner-interpreter', title: titles.runnerInterpreter, run: () => chooseRunner('interpreter') },
  { id: 'runner-duckdb', title: titles.runnerDuckdb, run: () => chooseRunner('duckdb') },
  { id: 'runner-pglite', title: titles.runnerPglite, run: () => chooseRunner('pglite') },
  {
    id: 'auto-run',
    title: titles.autoRun,
    on: () => useHolt.getState().autoRun,
    run: () => useHolt.setState((state) => ({ autoRun: !state.autoRun })),
  },
  { id: 'gallery', title: titles.gallery, run: () => openGallery() },
  { id: 'reset-scratch', title: titles.resetScratch, run: () => void resetScratch() },
  { id: 'new', title: titles.newProject, run: newProject },
  ...projectCommands,
  {
    id: 'side',
    title: titles.side,
    run: () =>
      useHolt.setState((state) => ({ layout: { ...state.layout, sideShown: !state.layout.sideShown } })),
  },
  { id: 'side-wider', title: titles.sideWider, run: () => resizeRegion('side', 16) },
  { id: 'side-narrower', title: titles.sideNarrower, run: () => resizeRegion('side', -16) },
  { id: 'editor-wider', title: titles.editorWider, run: () => resizeRegion('editor', 16) },
  { id: 'editor-narrower', title: titles.editorNarrower, run: () => resizeRegion('editor', -16) },
  {
    id: 'editor-taller',
    title: titles.editorTaller,
    when: isStacked,
    run: () => resizeRegion('editorHeight', 16),
  },
  {
    id: 'editor-shorter',
    title: titles.editorShorter,
    when: isStacked,
    run: () => resizeRegion('editorHeight', -16),
  },
  { id: 'next-region', title: titles.nextRegion, key: 'F6', run: () => goToRegion(1) },
  { id: 'previous-region', title: titles.previousRegion, key: 'Shift+F6', run: () => goToRegion(-1) },
  {
    id: 'theme-system',
    title: titles.themeSystem,
    on: () => useHolt.getState().theme === 'system',
    run: () => chooseTheme('system'),
  },
  {
    id: 'theme-light',
    title: titles.themeLight,
    on: () => useHolt.getState().theme === 'light',
    run: () => chooseTheme('light'),
  },
  {
    id: 'theme-dark',
    title: titles.themeDark,
    on: () => useHolt.getState().theme === 'dark',
    run: () => chooseTheme('dark'),
  },
  {
    id: 'theme-contrast',
    title: titles.themeContrast,
    on: () => useHolt.getState().theme === 'contrast',
    run: () => chooseTheme('contrast'),
  },
  { id: 'palette', title: titles.palette, key: 'Mod+K', run: () => useHolt.setState({ dialog: 'palette' }) },
  { id: 'palette-f1', title: titles.palette, key: 'F1', run: () => useHolt.setState({ dialog: 'palette' }) },
  { id: 'help', title: titles.help, run: () => useHolt.setState({ dialog: 'help' }) },
  { id: 'keys', title: titles.keys, key: '?', run: () => useHolt.setState({ dialog: 'keys' }) },
  {
    id: 'settings',
    title: titles.settings,
    key: 'Mod+,',
    run: () => useHolt.setState({ dialog: 'settings' }),
  },
  {
    id: 'search',
    title: titles.search,
    key: 'Mod+Shift+F',
    run: () => useHolt.setState({ dialog: 'search' }),
  },
  ...editorCommands,
  ...settingCommands,
];

function showView(view: ViewName): void {
  useHolt.setState({ view, place: view === 'plan' ? 'plan' : 'result' });
}

const byId = new Map(commands.map((command) => [command.id, command]));

/** The command with this id; an unknown id is a fault of ours. */
export function commandOf(id: string): Command {
  const command = byId.get(id);
  if (command === undefined) throw new Error(`no command ${id}`);
  return command;
}

export function canRun(command: Command): boolean {
  return command.when?.(useHolt.getState()) ?? true;
}
