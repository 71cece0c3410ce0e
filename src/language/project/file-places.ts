import { lex } from '../syntax';
import type { SourceFile } from './checked-project';
import { discoverProject } from './discover';
import { modulePathOf } from './module-path';

/** Why a file of a folder belongs to no module of the project. */
export type DanglingReason =
  /** It does not begin with `submodule`. */
  | 'no-submodule'
  /** Its folder, or one above, is no module: its `module.lt` is missing or belongs to none itself. */
  | 'no-folder-module'
  /** The folder has no `module.lt` at its top. */
  | 'no-root'
  /** Its module would be called `std`, which is the standard library. */
  | 'library-name';

/** A file of a project and the module it contributes to (specification 1 §13.1), or why it does to none. */
export type FilePlace =
  | { readonly path: string; readonly module: readonly string[] }
  | {
      readonly path: string;
      readonly reason: DanglingReason;
      /** The file that has to be written so that this one belongs: a new one, or one that changes. */
      readonly fix?: SourceFile;
    };

const root = 'module.lt';
const mark = 'submodule\n';

/**
 * Where each file of a folder stands. The folder is a project by the rules of discovery (specification 1 §13.2): its
 * root is `module.lt`, or the only file there is.
 */
export function filePlaces(files: readonly SourceFile[]): readonly FilePlace[] {
  const members = new Set(memberFiles(files).map(({ path }) => path));
  return files.map((file): FilePlace => {
    if (members.has(file.path)) return { path: file.path, module: modulePathOf(file.path, files) };
    return { path: file.path, ...faultOf(file, files, members) };
  });
}

/** The files of a folder that make up its project, the root first; none when the folder has no root. */
export function memberFiles(files: readonly SourceFile[]): readonly SourceFile[] {
  if (files.length <= 1) return files;
  const top = files.find(({ path }) => path === root);
  if (top === undefined) return [];
  const found = discoverProject(files, root);
  // A root that calls itself a submodule is an error of the check, which says so.
  if (!found.ok) return [top];
  return found.value.sources.filter(({ path }) => !isLibraryName(path));
}

function faultOf(
  file: SourceFile,
  files: readonly SourceFile[],
  members: ReadonlySet<string>,
): { readonly reason: DanglingReason; readonly fix?: SourceFile } {
  if (isLibraryName(file.path)) return { reason: 'library-name' };
  if (!files.some(({ path }) => path === root)) return { reason: 'no-root', fix: { path: root, text: '' } };
  const folders = file.path.split('/').slice(0, -1);
  for (let depth = 1; depth <= folders.length; depth++) {
    const path = `${folders.slice(0, depth).join('/')}/${root}`;
    if (members.has(path) || path === file.path) continue;
    const head = files.find((one) => one.path === path);
    return { reason: 'no-folder-module', fix: { path, text: marked(head?.text ?? '') } };
  }
  if (startsWithSubmodule(file)) return { reason: 'no-root' };
  return { reason: 'no-submodule', fix: { path: file.path, text: marked(file.text) } };
}

function marked(text: string): string {
  return text === '' ? mark : `${mark}\n${text}`;
}

function startsWithSubmodule({ path, text }: SourceFile): boolean {
  return lex(path, text).tokens[0]?.kind === 'keyword submodule';
}

function isLibraryName(path: string): boolean {
  return path === 'std.lt' || path.startsWith('std/');
}
