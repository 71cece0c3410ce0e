import type { Command } from '../commands';
import { words } from '../words';
import { currentEditor, type EditorAction } from './editor-handle';

/** Actions of the code editor with the keys of specification 7 §20; the library's own keys for them are taken away. */
const actions: readonly { readonly act: EditorAction; readonly key?: string }[] = [
  { act: 'rename', key: 'F2' },
  { act: 'definition', key: 'F12' },
  { act: 'peekDefinition', key: 'Alt+F12' },
  { act: 'typeDefinition' },
  { act: 'references', key: 'Shift+F12' },
  { act: 'complete', key: 'Ctrl+Space' },
  { act: 'parameters', key: 'Mod+Shift+Space' },
  { act: 'hover' },
  { act: 'quickFix', key: 'Mod+.' },
  { act: 'find', key: 'Mod+F' },
  { act: 'replace', key: 'Mod+H' },
  { act: 'comment', key: 'Mod+/' },
  { act: 'moveLineUp', key: 'Alt+ArrowUp' },
  { act: 'moveLineDown', key: 'Alt+ArrowDown' },
  { act: 'copyLineUp', key: 'Shift+Alt+ArrowUp' },
  { act: 'copyLineDown', key: 'Shift+Alt+ArrowDown' },
  { act: 'selectNext', key: 'Mod+D' },
  { act: 'caretAbove', key: 'Mod+Alt+ArrowUp' },
  { act: 'caretBelow', key: 'Mod+Alt+ArrowDown' },
  { act: 'columnUp', key: 'Mod+Shift+Alt+ArrowUp' },
  { act: 'columnDown', key: 'Mod+Shift+Alt+ArrowDown' },
  { act: 'columnLeft', key: 'Mod+Shift+Alt+ArrowLeft' },
  { act: 'columnRight', key: 'Mod+Shift+Alt+ArrowRight' },
  { act: 'foldAll' },
  { act: 'unfoldAll' },
];

export const editorCommands: readonly Command[] = actions.map(({ act, key }) => ({
  id: `editor-${act}`,
  title: words.editor.actions[act],
  key,
  where: 'editor',
  when: () => currentEditor()?.can(act) ?? false,
  run: () => {
    currentEditor()?.focus();
    currentEditor()?.act(act);
  },
}));
