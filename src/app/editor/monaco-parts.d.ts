/** A part of Monaco that its own types leave out: the keys that come with it. */
declare module 'monaco-editor/platform/keybinding/common/keybindingsRegistry' {
  export const KeybindingsRegistry: {
    getDefaultKeybindings(): readonly {
      readonly keybinding: { readonly chords: readonly unknown[] } | null;
      readonly command: string | null;
    }[];
  };
}

/** What can be undone, and the service that knows of it: parts of Monaco that its own types leave out as well. */
declare module 'monaco-editor/editor/common/model/editStack' {
  export class SingleModelEditStackData {
    static deserialize(stored: ArrayBuffer): SingleModelEditStackData;
    readonly changes: readonly {
      readonly oldPosition: number;
      readonly oldText: string;
      readonly newPosition: number;
      readonly newText: string;
    }[];
  }
}

declare module 'monaco-editor/platform/undoRedo/common/undoRedo' {
  import type { SingleModelEditStackData } from 'monaco-editor/editor/common/model/editStack';
  import type { Uri } from 'monaco-editor/editor/editor.api';

  export interface UndoElement {
    /** Bytes once nothing can be added to it. */
    readonly _data: SingleModelEditStackData | ArrayBuffer;
    matchesResource(uri: Uri): boolean;
    /** One for each file, where it changes several. */
    split?(): readonly UndoElement[];
  }
  export const IUndoRedoService: {
    readonly type: { getElements(uri: Uri): { readonly past: readonly UndoElement[] } };
  };
}

declare module 'monaco-editor/editor/standalone/browser/standaloneServices' {
  export const StandaloneServices: { get<Service>(id: { readonly type: Service }): Service };
}
