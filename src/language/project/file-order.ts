import type { SourceFile } from './checked-project';
import { modulePathOf, pathInProject } from './module-path';

/**
 * The files of a project in the order that decides the order of definitions and errors (specification 1 §13.2): the
 * root first, then depth first, entries of a folder in descending order, its `module.lt` before what else it has.
 */
export function inFileOrder(files: readonly SourceFile[]): SourceFile[] {
  return files
    .map((file) => ({
      file,
      segments: pathInProject(file).split('/'),
      isRoot: modulePathOf(pathInProject(file), files).length === 0,
    }))
    .sort((a, b) => Number(b.isRoot) - Number(a.isRoot) || compare(a.segments, b.segments))
    .map(({ file }) => file);
}

function compare(a: readonly string[], b: readonly string[]): number {
  let depth = 0;
  while (depth < a.length - 1 && depth < b.length - 1 && a[depth] === b[depth]) depth += 1;
  const heads = Number(isHead(b, depth)) - Number(isHead(a, depth));
  if (heads !== 0) return heads;
  const one = a[depth]!;
  const other = b[depth]!;
  return one === other ? 0 : one < other ? 1 : -1;
}

/** Whether the path names the file that a folder at this depth begins with. */
function isHead(segments: readonly string[], depth: number): boolean {
  return depth === segments.length - 1 && segments[depth] === 'module.lt';
}
