import * as monaco from 'monaco-editor/editor/editor.api';
import { KeybindingsRegistry } from 'monaco-editor/platform/keybinding/common/keybindingsRegistry';
import type { EditorAction } from './editor-handle';

/** What each action is called inside of Monaco. */
export const monacoActions: Readonly<Record<EditorAction, string>> = {
  rename: 'editor.action.rename',
  definition: 'editor.action.revealDefinition',
  peekDefinition: 'editor.action.peekDefinition',
  typeDefinition: 'editor.action.goToTypeDefinition',
  references: 'editor.action.goToReferences',
  complete: 'editor.action.triggerSuggest',
  parameters: 'editor.action.triggerParameterHints',
  hover: 'editor.action.showHover',
  quickFix: 'editor.action.quickFix',
  find: 'actions.find',
  replace: 'editor.action.startFindReplaceAction',
  comment: 'editor.action.commentLine',
  moveLineUp: 'editor.action.moveLinesUpAction',
  moveLineDown: 'editor.action.moveLinesDownAction',
  copyLineUp: 'editor.action.copyLinesUpAction',
  copyLineDown: 'editor.action.copyLinesDownAction',
  selectNext: 'editor.action.addSelectionToNextFindMatch',
  caretAbove: 'editor.action.insertCursorAbove',
  caretBelow: 'editor.action.insertCursorBelow',
  columnUp: 'cursorColumnSelectUp',
  columnDown: 'cursorColumnSelectDown',
  columnLeft: 'cursorColumnSelectLeft',
  columnRight: 'cursorColumnSelectRight',
  foldAll: 'editor.foldAll',
  unfoldAll: 'editor.unfoldAll',
};

/** Keys of ours go through the product's list of commands alone; chords that begin with Ctrl+K are gone (CMD-2, CMD-3). */
export function giveKeysToCommands(): void {
  const chords = KeybindingsRegistry.getDefaultKeybindings().flatMap(({ keybinding, command }) =>
    (keybinding?.chords.length ?? 0) > 1 && command ? [command] : [],
  );
  const ours = [
    ...Object.values(monacoActions),
    'editor.action.quickCommand',
    'editor.action.formatDocument',
    'editor.action.formatSelection',
  ];
  monaco.editor.addKeybindingRules(
    [...new Set([...chords, ...ours])].map((command) => ({ keybinding: 0, command: `-${command}` })),
  );
}
