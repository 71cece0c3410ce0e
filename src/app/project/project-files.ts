import type { SourceText, TextEdit } from '../../engine';
import { rootFile } from '../store';
import { words } from '../words';

/** The files in the order of the tree: the root, then by folder and name, a folder's `module.lt` before the rest of it. */
export function inOrder(files: readonly SourceText[]): readonly SourceText[] {
  const key = (path: string) => path.replace(/(^|\/)module\.lt$/, '$1');
  return [...files].sort((a, b) => {
    if (a.path === rootFile || b.path === rootFile) return a.path === rootFile ? -1 : 1;
    return key(a.path) < key(b.path) ? -1 : 1;
  });
}

/**
 * A project as the page holds it: in order, with the root `module.lt`. A text alone is that of the root; a single
 * file, or a `main.lt` where there is no `module.lt`, takes that name.
 */
export function rooted(given: readonly SourceText[] | string): readonly SourceText[] {
  if (typeof given === 'string') return [{ path: rootFile, text: given }];
  if (given.some(({ path }) => path === rootFile)) return inOrder(given);
  const root = given.length === 1 ? given[0] : given.find(({ path }) => path === 'main.lt');
  const rest = given.filter((file) => file !== root);
  return inOrder([{ path: rootFile, text: root?.text ?? '' }, ...rest]);
}

/** The files with changes made; the changes of one file do not overlap. */
export function withEdits(files: readonly SourceText[], edits: readonly TextEdit[]): readonly SourceText[] {
  return files.map((file) => {
    const here = edits.filter(({ range }) => range.file === file.path);
    if (here.length === 0) return file;
    const backwards = [...here].sort((a, b) => b.range.start - a.range.start);
    const text = backwards.reduce(
      (so, { range, text: inserted }) => so.slice(0, range.start) + inserted + so.slice(range.end),
      file.text,
    );
    return { path: file.path, text };
  });
}

/** Why a path cannot be that of a new file; undefined when it can. */
export function pathProblem(path: string, files: readonly SourceText[]): string | undefined {
  if (files.some((file) => file.path === path)) return words.files.taken(path);
  const parts = path.replace(/\.lt$/, '').split('/');
  const odd = parts.find(
    (part) => part === '' || part === '.' || part === '..' || /[\u0000-\u001f\\:*?"<>|]/.test(part),
  );
  if (odd !== undefined || path.length > 200) return words.files.oddPath;
  return parts[0] === 'std' ? words.files.dangling['library-name'](path) : undefined;
}

/** The path, or the same with the first free number behind its name. */
export function freePath(path: string, files: readonly SourceText[]): string {
  const taken = new Set(files.map((file) => file.path));
  if (!taken.has(path)) return path;
  const stem = path.replace(/(?:-\d+)?\.lt$/, '');
  let number = 2;
  while (taken.has(`${stem}-${number}.lt`)) number++;
  return `${stem}-${number}.lt`;
}

/** Whether a file is one that makes or joins a project. */
export function isProjectFile(name: string): boolean {
  return /\.(?:zip|lt)$/i.test(name);
}
