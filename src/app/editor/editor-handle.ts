import type { UndoSteps } from './undo-steps';

/** A place in a text, both counted from 1, columns in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Offsets {
  readonly start: number;
  readonly end: number;
}

/** What an editor can do with the word or the lines at the caret. */
export type EditorAction =
  | 'rename'
  | 'definition'
  | 'peekDefinition'
  | 'typeDefinition'
  | 'references'
  | 'complete'
  | 'parameters'
  | 'hover'
  | 'quickFix'
  | 'find'
  | 'replace'
  | 'comment'
  | 'moveLineUp'
  | 'moveLineDown'
  | 'copyLineUp'
  | 'copyLineDown'
  | 'selectNext'
  | 'caretAbove'
  | 'caretBelow'
  | 'columnUp'
  | 'columnDown'
  | 'columnLeft'
  | 'columnRight'
  | 'foldAll'
  | 'unfoldAll';

/** What any of the editors offers to the rest of the page. */
export interface EditorHandle {
  focus(): void;
  /** Settles once the file on the screen is in the editor: from then on places in it can be gone to. */
  arrived(): Promise<unknown>;
  /** Selects the range, scrolls it in and takes the focus. */
  select(range: Offsets): void;
  /** Replaces a range as one undo step. */
  replace(range: Offsets, text: string): void;
  /** What is replaced until `edits` settles is one undo step, where the editor can do that. */
  asOneStep(edits: () => Promise<void>): Promise<void>;
  undo(): void;
  /** What can be undone in each file; nothing where undo is the device's own. */
  undoSteps(): UndoSteps;
  caret(): number;
  setCaret(offset: number): void;
  /** What is chosen; empty at the caret when nothing is. */
  selection(): Offsets;
  can(action: EditorAction): boolean;
  act(action: EditorAction): void;
  /** How far it is scrolled, in CSS px. */
  top(): number;
  /** Puts caret and scrolling where they were (FST-8). */
  restore(place: EditorPlace): void;
}

/** Where a person was in a file. */
export interface EditorPlace {
  readonly caret: number;
  readonly top: number;
}

let leftOff: EditorPlace | null = null;

/** The next editor that comes up begins here. */
export function beginAt(place: EditorPlace): void {
  leftOff = place;
}

let current: EditorHandle | null = null;

/** The editor on the screen, or null while none is. */
export function currentEditor(): EditorHandle | null {
  return current;
}

/** An editor registers while it is mounted. Returns how to leave. */
export function registerEditor(handle: EditorHandle): () => void {
  current = handle;
  if (leftOff !== null) handle.restore(leftOff);
  leftOff = null;
  return () => {
    if (current === handle) current = null;
  };
}

/** The place of an offset in a text. */
export function placeIn(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - (before.lastIndexOf('\n') + 1) + 1 };
}
