/** A part of Monaco that its own types leave out: the keys that come with it. */
declare module 'monaco-editor/platform/keybinding/common/keybindingsRegistry' {
  export const KeybindingsRegistry: {
    getDefaultKeybindings(): readonly {
      readonly keybinding: { readonly chords: readonly unknown[] } | null;
      readonly command: string | null;
    }[];
  };
}
