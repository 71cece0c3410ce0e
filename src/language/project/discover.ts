import { fail, ok, type Result } from '../../base';
import { lex } from '../syntax';
import type { SourceFile } from './checked-project';

export interface DiscoveredProject {
  /** Where the project lies in the file tree; the empty string for its top. */
  readonly directory: string;
  /** The root file first; paths are relative to `directory`. */
  readonly sources: readonly SourceFile[];
}

/**
 * Finds the project that a file or folder belongs to, in a tree of files given by their paths (specification 1
 * §13.2): opening any member file gives the whole project. Error `project-root-not-found`: there is no root above
 * the file.
 */
export function discoverProject(files: readonly SourceFile[], open: string): Result<DiscoveredProject> {
  const tree = new Map(files.map((file) => [file.path, file]));
  const path = open.replace(/\/+$/, '');
  let at = tree.has(path) ? path : inside(path, 'module.lt');
  for (;;) {
    const file = tree.get(at);
    if (!file) {
      return fail({
        kind: 'usage',
        code: 'project-root-not-found',
        message: 'cannot find project root',
      });
    }
    if (!isSubmodule(file)) break;
    const directory = directoryOf(at);
    if (nameOf(at) !== 'module.lt') at = inside(directory, 'module.lt');
    else if (directory === '') at = '..';
    else at = inside(directoryOf(directory), 'module.lt');
  }
  const directory = directoryOf(at);
  const root = tree.get(at)!;
  const sources: SourceFile[] = [{ path: nameOf(at), text: root.text }];
  if (nameOf(at) === 'module.lt') loadFolder(files, directory, directory, sources);
  return ok({ directory, sources });
}

/** Adds the submodule files of a folder, then those of its subfolders that are modules. */
function loadFolder(files: readonly SourceFile[], folder: string, root: string, sources: SourceFile[]): void {
  const prefix = folder === '' ? '' : `${folder}/`;
  const entries = new Map<string, SourceFile | undefined>();
  for (const file of files) {
    if (!file.path.startsWith(prefix)) continue;
    const [name, ...deeper] = file.path.slice(prefix.length).split('/');
    if (deeper.length > 0) entries.set(prefix + name, undefined);
    else if (name?.endsWith('.lt') && name !== 'module.lt') entries.set(file.path, file);
  }
  const relative = (path: string): string => (root === '' ? path : path.slice(root.length + 1));
  for (const path of [...entries.keys()].sort().reverse()) {
    const file = entries.get(path) ?? files.find((candidate) => candidate.path === `${path}/module.lt`);
    if (!file || !belongs(file)) continue;
    sources.push({ path: relative(file.path), text: file.text });
    if (!entries.get(path)) loadFolder(files, path, root, sources);
  }
}

/**
 * Whether a file below the root is a member of the project: it begins with `submodule`. One that does not even lex is
 * kept, so that its errors show (specification 1 §13.1).
 */
export function belongs(file: SourceFile): boolean {
  const { tokens, diagnostics } = lex(file.path, file.text);
  return diagnostics.length > 0 || tokens[0]?.kind === 'keyword submodule';
}

/** Whether the first thing of a file that is no comment is the word `submodule`. */
export function isSubmodule(file: SourceFile): boolean {
  return lex(file.path, file.text).tokens[0]?.kind === 'keyword submodule';
}

function directoryOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '' : path.slice(0, end);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function inside(directory: string, name: string): string {
  return directory === '' ? name : `${directory}/${name}`;
}
