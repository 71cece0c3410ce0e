import { applyEdits, type Edit } from '../format';
import type { SourceFile } from '../project/checked-project';

/** The project with all edits made; they must not overlap. Of two insertions at one place the first stays in front. */
export function editProject(sources: readonly SourceFile[], edits: readonly Edit[]): SourceFile[] {
  return sources.map(({ path, text }) => {
    const here = edits.filter(({ span }) => span.file === path);
    const ordered = here.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
    return { path, text: applyEdits(text, ordered) };
  });
}
