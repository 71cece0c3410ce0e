import { create } from 'zustand';
import type { RenameOutcome, TextEdit } from '../../engine';

type Rename = Extract<RenameOutcome, { ok: true }>;

/** A rename that waits for the person's word (EDT-17). */
export interface AskedRename {
  readonly rename: Rename;
  readonly newName: string;
  /** Called once, with the changes to make; none when the person gave it up. */
  readonly answer: (edits: readonly TextEdit[]) => void;
}

export const useRenamePreview = create<{ readonly asked: AskedRename | null }>(() => ({ asked: null }));

/** Shows all changes of a rename and waits; gives those that the person agreed to. */
export function previewRename(rename: Rename, newName: string): Promise<readonly TextEdit[]> {
  useRenamePreview.getState().asked?.answer([]);
  if (rename.edits.length === 0) return Promise.resolve([]);
  return new Promise((resolve) => {
    useRenamePreview.setState({
      asked: {
        rename,
        newName,
        answer: (edits) => {
          useRenamePreview.setState({ asked: null });
          resolve(edits);
        },
      },
    });
  });
}
