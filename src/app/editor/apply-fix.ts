import type { FixView } from '../../engine';
import { editFiles } from '../session';
import { useHolt } from '../store';

/** Makes the changes of a quick fix in all the files it touches. */
export function applyFix({ edits }: Pick<FixView, 'edits'>): void {
  const { files } = useHolt.getState();
  editFiles(
    files.map((file) => {
      const own = edits.filter(({ range }) => range.file === file.path);
      if (own.length === 0) return file;
      // From the end on, so that places before stay where they are.
      const text = [...own]
        .sort((a, b) => b.range.start - a.range.start)
        .reduce(
          (whole, { range, text: next }) => whole.slice(0, range.start) + next + whole.slice(range.end),
          file.text,
        );
      return { path: file.path, text };
    }),
  );
}
