import type { Span } from '../../base';
import type { SourceFile } from '../project/checked-project';

/** Replaces the text at a span of one file of a project. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** The project with all edits made; they must not overlap. Of two insertions at one place the first stays in front. */
export function applyEdits(sources: readonly SourceFile[], edits: readonly Edit[]): SourceFile[] {
  return sources.map(({ path, text }) => {
    const here = edits.filter(({ span }) => span.file === path);
    // A stable sort; from the end, so that offsets before an edit stay right.
    const ordered = [...here].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
    let changed = text;
    for (const { span, text: put } of ordered.reverse()) {
      changed = changed.slice(0, span.start) + put + changed.slice(span.end);
    }
    return { path, text: changed };
  });
}

/** Where an offset of the old text is after the edits; an insertion at it moves it. */
export function movedOffset(file: string, offset: number, edits: readonly Edit[]): number {
  return edits
    .filter(({ span }) => span.file === file && span.end <= offset)
    .reduce((at, { span, text }) => at + text.length - (span.end - span.start), offset);
}
