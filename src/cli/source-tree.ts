import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import type { SourceFile } from '../language';
import { CommandError } from './command';

/**
 * The project that a file or folder belongs to (specification 1 §13.2): from a `submodule` file up to the root, then
 * down through the folders that have a `module.lt`. A root of any other name is a project of its own.
 */
export async function readProject(path: string): Promise<readonly SourceFile[]> {
  const root = await projectRoot(path);
  if (basename(root) !== 'module.lt') return [{ path: basename(root), text: await readText(root) }];
  const folder = dirname(root);
  const files = [{ path: 'module.lt', text: await readText(root) }, ...(await membersOf(folder, folder))];
  return files;
}

async function projectRoot(path: string): Promise<string> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  let current = isFolder ? join(path, 'module.lt') : path;
  while (startsWithSubmodule(await readText(current))) {
    const folder = dirname(current);
    const next =
      basename(current) === 'module.lt' ? join(dirname(folder), 'module.lt') : join(folder, 'module.lt');
    if (next === current || !(await exists(next)))
      throw new CommandError(`cannot find project root of ${path}`);
    current = next;
  }
  return current;
}

/** Files of a folder in descending order of path, each folder where it stands among them. */
async function membersOf(folder: string, root: string): Promise<SourceFile[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? 1 : -1));
  const files: SourceFile[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      const head = join(path, 'module.lt');
      if (!(await exists(head))) continue;
      const text = await readText(head);
      if (!startsWithSubmodule(text)) continue;
      files.push({ path: relative(root, head), text }, ...(await membersOf(path, root)));
    } else if (entry.name.endsWith('.lt') && entry.name !== 'module.lt') {
      const text = await readText(path);
      if (startsWithSubmodule(text)) files.push({ path: relative(root, path), text });
    }
  }
  return files;
}

/** Whether the first thing that is no comment is the word `submodule`. */
function startsWithSubmodule(text: string): boolean {
  return /^\uFEFF?(?:[ \t\r\n]|#(?![#!])[^\n]*(?:\n|$))*submodule(?![A-Za-z0-9_])/.test(text);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new CommandError(`${path} cannot be read`);
  }
}
